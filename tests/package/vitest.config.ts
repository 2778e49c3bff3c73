import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // The package is taken as Node takes it, by its exports.
    server: { deps: { external: [/node_modules/] } },
    // Two minutes: a compiler run takes three seconds on a quiet machine, and thirty beside the other tests on two cores.
    testTimeout: 120_000,
  },
});
