import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // The package is taken as Node takes it, by its exports.
    server: { deps: { external: [/node_modules/] } },
    testTimeout: 30_000,
  },
});
