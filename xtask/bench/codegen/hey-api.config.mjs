export default {
  input: "dist/ours/openapi/openapi.json",
  output: "dist/hey-api",
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk", "zod", "@tanstack/react-query"],
};
