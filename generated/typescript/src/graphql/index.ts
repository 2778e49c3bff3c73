// Generated from the contract by `cargo xtask generate`. Do not edit.

export * from "./documents.js";
export type * as Schema from "./schema.js";
