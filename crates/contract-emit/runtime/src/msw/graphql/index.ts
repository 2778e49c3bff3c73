/**
 * Mock of GraphQL, for a contract that has it. Needs the package `graphql`, which nothing else of the mock does.
 */

export { graphqlHandlers } from "./handlers.js";
export { graphqlOverrides } from "./overrides.js";
