import { defineConfig } from "vitest/config";

/** The mock server against the contract and against the package's msw handlers: `mock/mocks.ts` says how to start it. */
export default defineConfig({
  test: {
    include: ["mock/**/*.test.ts"],
    server: { deps: { external: [/node_modules/] } },
    // The files share two mocks, each of which has one state.
    fileParallelism: false,
    testTimeout: 120_000,
  },
});
