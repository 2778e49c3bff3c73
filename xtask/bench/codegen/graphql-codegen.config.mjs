// With its type imports written as such, which `verbatimModuleSyntax` asks for.
export default {
  schema: "dist/ours/graphql/schema.graphql",
  documents: "../../../contracts/graphql/*.graphql",
  generates: { "dist/graphql-codegen/": { preset: "client", config: { useTypeImports: true } } },
};
