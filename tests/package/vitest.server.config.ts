import { defineConfig } from "vitest/config";

/** Tests the package against running servers, reference servers or mocks: `server/servers.ts` names their addresses. */
export default defineConfig({
  test: {
    include: ["server/**/*.test.ts"],
    server: { deps: { external: [/node_modules/] } },
    testTimeout: 20_000,
  },
});
