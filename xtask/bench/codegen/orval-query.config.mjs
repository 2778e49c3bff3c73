// In files of their own, mocks import the types they use; `exactOptional` is for `exactOptionalPropertyTypes`.
export default {
  query: {
    input: "dist/ours/openapi/openapi.json",
    output: {
      client: "react-query",
      httpClient: "fetch",
      mode: "split",
      mock: { generators: [{ type: "msw" }] },
      override: { mock: { exactOptional: true } },
      target: "dist/orval-query/client.ts",
    },
  },
};
