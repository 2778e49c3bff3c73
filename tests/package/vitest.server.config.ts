import { defineConfig } from "vitest/config";

/** The package against servers that are running, reference servers or mocks: `server/servers.ts` says where. */
export default defineConfig({
  test: {
    include: ["server/**/*.test.ts"],
    server: { deps: { external: [/node_modules/] } },
    testTimeout: 20_000,
  },
});
