// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * An operation and the arguments of a call, as the generated functions hand them over.
 * Types only; `request.ts` makes a request of them.
 */

import type { AddressParameters } from "./address.js";

/** An operation as the runtime needs it. */
export type Operation = {
  /** Its id in the contract. */
  readonly id: string;
  /** The HTTP method, in upper case. */
  readonly method: string;
  /** The path below the base URL, with `{name}` for each path parameter. */
  readonly path: string;
  /** Whether it needs a token; a public operation is sent none. */
  readonly auth?: true;
  /** How its body is sent: as JSON, as the bytes that it is, or as the form that a function makes of its parts. */
  readonly body?: "json" | "bytes" | ((parts: object) => FormData);
  /** Whether it takes an `Idempotency-Key`; the client sends one either way. */
  readonly idempotencyKey?: "optional" | "required";
  /** Whether its success is `{ success: true, data, ... }`, to be taken apart. */
  readonly envelope?: true;
};

/** A value that a parameter can have. */
export type Scalar = string | number | boolean;

/** The values that one call sends. */
export type Arguments = AddressParameters & {
  /** Header parameters; what is undefined is left out. */
  readonly headers?: Readonly<Record<string, Scalar | undefined>>;
  /**
   * The body: a JSON value; or bytes as Blob, ArrayBuffer, view or stream; or for multipart an object of its parts,
   * where a Blob is a file, and an object or a list is sent as one part of JSON.
   */
  readonly body?: unknown;
  /** The media type of the body; that of a Blob, or `application/json`, where it is absent. */
  readonly contentType?: string;
};
