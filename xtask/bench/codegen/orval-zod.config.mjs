export default {
  zod: {
    input: "dist/ours/openapi/openapi.json",
    output: { client: "zod", target: "dist/orval-zod/schemas.ts" },
  },
};
