import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The manifest says what a page loads at once and what it loads later.
  build: { manifest: true },
});
