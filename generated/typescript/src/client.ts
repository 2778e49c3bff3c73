// Generated from the contract by `cargo xtask generate`. Do not edit.

import { type Client, type ClientOptions as Options, makeClient } from "./runtime/client/index.js";

/** What a client is made with. */
export type ClientOptions = Omit<Options, "baseUrl"> & {
  /** Where the API is served; https://api.heal7.com (Production) where it is absent. */
  baseUrl?: string | URL;
};

/**
 * A client of the HEAL7 API: a plain object for the functions of this package, which holds no global state.
 *
 * Make one per app in a browser, and one per request on a server.
 */
export const createClient = (options: ClientOptions = {}): Client =>
  makeClient({
    baseUrl: "https://api.heal7.com",
    version: { name: "X-API-Version", value: "v1" },
    ...options,
  });
