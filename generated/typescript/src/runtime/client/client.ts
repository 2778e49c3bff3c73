// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * A client: its options and the one refresh it may have under way. A plain object that shares nothing with another
 * one, so that a server can make one for each request.
 */

import type { ClientOptions } from "./options.js";
import { renewal } from "./renewal.js";

/** The client with which operations are called. Its members are for the runtime. */
export type Client = {
  readonly options: ClientOptions;
  /** Gets a token in place of one that was refused; undefined or a rejection when there is none. */
  readonly renew: ((refused: string | undefined) => Promise<string | undefined>) | undefined;
};

/** Makes a client. */
export const makeClient = (options: ClientOptions): Client => ({
  options,
  renew: options.refresh && renewal(options, options.refresh),
});
