import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // The package is loaded as in Node, by its exports.
    server: { deps: { external: [/node_modules/] } },
    // Two minutes: a compiler run takes three seconds on an idle machine, and thirty with the other tests on two cores.
    testTimeout: 120_000,
  },
});
