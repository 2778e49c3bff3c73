import { defineConfig } from "vitest/config";

/**
 * Tests the mock server against the contract and the package's msw handlers: `mock/mocks.ts` describes how to start it.
 */
export default defineConfig({
  test: {
    include: ["mock/**/*.test.ts"],
    server: { deps: { external: [/node_modules/] } },
    // The files share two mocks, each with one state.
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
