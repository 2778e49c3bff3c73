import { defineConfig } from "vitest/config";

/** The tests of the mock again, with version 3 of msw, which needs Node 22. */
export default defineConfig({
  resolve: { alias: [{ find: /^msw(\/.*)?$/, replacement: "msw3$1" }] },
  test: {
    include: ["tests/msw.test.ts"],
    server: { deps: { inline: [/@heal7\/contracts/] } },
    testTimeout: 30_000,
  },
});
