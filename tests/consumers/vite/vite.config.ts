import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The manifest lists the files that a page loads immediately and later.
  build: { manifest: true },
});
