import { defineConfig } from "vite";

// As strict as a careful site: no code from texts, no inline script.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src http: ws:; img-src data:";

export default defineConfig({
  build: { target: "esnext" },
  // The other name is for the page without a secure context.
  preview: { headers: { "content-security-policy": policy }, allowedHosts: ["phone.test"] },
});
