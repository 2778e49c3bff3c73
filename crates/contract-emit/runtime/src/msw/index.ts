/**
 * Mock data and msw handlers for any contract, from the contract as data.
 */

export type { MockContract } from "./contract.js";
export { type MockOptions, createHandlers } from "./handlers.js";
export type { Json, JsonObject } from "./json.js";
export { type NetworkFailure, type OverrideOptions, type RequestInfo, failWith, respondWith } from "./overrides.js";
export type { AuthMode } from "./request.js";
export { type Store, createStore, entityOf } from "./store.js";
