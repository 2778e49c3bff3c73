// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The settings of a client and of a single call, and the hooks a client is watched with. Types only.
 */

import type { ApplicationError } from "./error.js";
import type { Operation } from "./operation.js";

/** Headers in any form that `fetch` takes. */
export type HeaderList = NonNullable<RequestInit["headers"]>;

/**
 * Options that are passed to `fetch` unchanged: `credentials`, `cache`, `keepalive`, `priority`, and those that a
 * framework adds to `RequestInit`. `next` is named so that code for Next.js also compiles without its types.
 */
export type FetchOptions = Omit<RequestInit, "method" | "body" | "headers" | "signal"> & { readonly next?: unknown };

/** When and how often a call is repeated. Only calls that may be: see {@link ClientOptions.retry}. */
export type RetryOptions = {
  /** The most repetitions after the first attempt; 3 where absent. */
  readonly attempts?: number;
  /** Milliseconds before the first repetition; 1000 where absent. */
  readonly delay?: number;
  /** The factor by which the delay grows from one retry to the next; 1.5 by default. */
  readonly factor?: number;
  /**
   * Whether a failure is worth a repetition; where absent, a status of 5xx is, and 429 with a `Retry-After`.
   * It is not asked about an aborted call or one that cannot be sent.
   */
  readonly when?: (error: ApplicationError) => boolean;
};

/** One thing in an answer that does not fit the contract. */
export type ValidationIssue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Holds the JSON of an answer, success or problem, to the contract; no issues mean that it fits. */
export type Validation = (
  operation: string,
  status: number,
  body: unknown,
) => readonly ValidationIssue[] | Promise<readonly ValidationIssue[]>;

/** A request on its way, as {@link ClientOptions.onRequest} sees it. */
export type OutgoingRequest = {
  /** The id of the operation. */
  readonly operation: string;
  /** The number of this attempt of the call, from 1. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** The headers that are sent; more may be added. */
  readonly headers: Headers;
};

/** The options of a client. */
export type ClientOptions = {
  /** Where the API is served; may have a path, with or without a slash at its end. */
  readonly baseUrl: string | URL;
  /** The function that sends requests; by default the global `fetch`, looked up at each request. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** The access token, asked for at every attempt of an operation that needs one. */
  readonly token?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /**
   * Gets a new token after a 401, stores it where `token` finds it and gives it back; undefined when there is none.
   * All calls that fail together share one, across the tabs of a browser too. It must call public operations only.
   */
  readonly refresh?: (() => Promise<string | undefined>) | undefined;
  /** Milliseconds for one attempt up to the end of its answer, and for one refresh; 10000 where absent, 0 for none. */
  readonly timeout?: number | undefined;
  /**
   * How failures are retried, or false for never. Only GET, PUT, DELETE and calls with an `Idempotency-Key` are, and
   * none whose body is a stream. `Retry-After` comes before the delay; when it is longer than a minute, the failure is
   * given back instead.
   */
  readonly retry?: RetryOptions | false | undefined;
  /** Headers of every request, or what makes them. */
  readonly headers?: HeaderList | (() => HeaderList | Promise<HeaderList>) | undefined;
  /** Settings of `fetch` for every request; those of a call come before them. */
  readonly init?: FetchOptions | undefined;
  /** The header that names the version of the contract. */
  readonly version?: { readonly name: string; readonly value: string } | undefined;
  /** Called before each attempt, and waited for; may set headers, `traceparent` for one. */
  readonly onRequest?: ((request: OutgoingRequest) => void | Promise<void>) | undefined;
  /** Called with each response before its body is read: clone it to read it. */
  readonly onResponse?: ((response: Response, request: OutgoingRequest) => unknown) | undefined;
  /** Called once for each call that ends in a failure, aborted ones too: the place for error reporting. */
  readonly onFailure?: ((error: ApplicationError, operation: Operation) => unknown) | undefined;
  /** Holds each answer to the contract before it is given back. */
  readonly validation?: Validation | undefined;
};

/** The settings of one call; they come before the client's. */
export type CallOptions = FetchOptions & {
  /** Ends the call, also while it waits to be repeated. */
  readonly signal?: AbortSignal | undefined;
  readonly headers?: HeaderList | undefined;
  /** See {@link ClientOptions.timeout}. */
  readonly timeout?: number | undefined;
  /** See {@link ClientOptions.retry}. */
  readonly retry?: RetryOptions | false | undefined;
  /** The `Idempotency-Key` of an operation that takes one; a new UUID where absent. */
  readonly idempotencyKey?: string | undefined;
};
