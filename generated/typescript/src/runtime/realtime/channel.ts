// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The description of a channel for the runtime, and the settings of a connection to one.
 * Types only; `socket.ts` and `events.ts` add what belongs to one transport.
 */

import type { AddressParameters } from "../client/address.js";
import type { ReconnectOptions } from "./back-off.js";

/** One thing in a message that does not fit the contract. */
export type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** The result of validating a message against its schema. */
export type Parsed<M> =
  | { readonly ok: true; readonly value: M }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A channel of the contract, as the generated functions hand it over. `M` is what the server sends. */
export type Channel<M> = {
  /** Its id in the contract. */
  readonly id: string;
  /** The path below the base URL, with `{name}` for each path parameter. */
  readonly path: string;
  /** Whether it needs a token; a public channel is sent none. */
  readonly auth?: true;
  /** The types of all messages that the server sends: any other is unknown, sent by a newer server. */
  readonly types: readonly string[];
  /** Validates a message of a known type, parsed from JSON, against the contract. */
  readonly parse: (value: unknown) => Parsed<M>;
};

/** The messages of a union by the value of their tag: `{ type: "a" } | { type: "b" }` is `{ a: ..., b: ... }`. */
export type ByType<M, Tag extends PropertyKey = "type"> = {
  readonly [One in M as One extends { readonly [Key in Tag]: infer Type extends string } ? Type : never]: One;
};

/** Where a connection stands; `closed` is for good. */
export type ConnectionState = "connecting" | "open" | "reconnecting" | "closed";

/** The parameters of a channel. */
export type ChannelParameters = AddressParameters;

/**
 * Gives the access token, undefined when there is none. `stale` is the token that is to be replaced, because the
 * server has refused it or says that it is about to end: get a new one then. It is undefined at any other connection.
 */
export type TokenSource = (stale?: string) => string | undefined | Promise<string | undefined>;

/** The settings of a connection over either transport. */
export type ConnectionOptions = {
  /** Where the API is served; may have a path, with or without a slash at its end. */
  readonly baseUrl: string | URL;
  /** Asked at every connection and reconnection of a channel that needs a token. */
  readonly token?: TokenSource | undefined;
  /** How a connection that is lost is made again. */
  readonly reconnect?: ReconnectOptions | undefined;
  /** Closes the connection, as `close()` does. */
  readonly signal?: AbortSignal | undefined;
  /** Called at each change of the state, not for the one it begins with. */
  readonly onStateChange?: ((state: ConnectionState) => unknown) | undefined;
  /** Called with a message whose type the contract does not know. `raw` is its JSON value, or text that is no JSON. */
  readonly onUnknown?: ((raw: unknown) => unknown) | undefined;
  /** Called with a message that does not fit the contract; the connection goes on. */
  readonly onInvalid?: ((raw: unknown, issues: readonly Issue[]) => unknown) | undefined;
  /**
   * Called with what a handler or another callback throws or rejects with; the other handlers are called all the same.
   * Where absent, it goes to `reportError`, and to the console where there is no such function.
   */
  readonly onHandlerError?: ((error: unknown) => void) | undefined;
};
