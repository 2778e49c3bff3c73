// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The part of a contract that the mock reads: a subset of `registry.json` in the same shape. Types only.
 */

import type { Json } from "./json.js";

/** A contract as the mock reads it. */
export type MockContract = {
  readonly operations: readonly MockOperation[];
  readonly channels: readonly MockChannel[];
  readonly graphql?: { readonly sdl: string; readonly fields: readonly MockField[] };
  readonly problems: readonly MockProblem[];
  /** The named type of a problem's body. */
  readonly problemType: string;
  readonly types: Readonly<Record<string, MockType>>;
  /** The sentences about values that break a constraint, by their keys. */
  readonly messages: Readonly<Record<string, string>>;
  /** The optional header that names the version of the API, and its only value. */
  readonly versionHeader?: { readonly name: string; readonly value: string };
};

/** The authentication that a call needs. */
export type Auth = "public" | "bearer";

/** A REST operation. */
export type MockOperation = {
  readonly id: string;
  readonly method: string;
  /** With `{name}` for each path parameter. */
  readonly path: string;
  readonly auth: Auth;
  readonly parameters: readonly MockParameter[];
  readonly body: MockBody;
  readonly answers: readonly MockAnswer[];
  readonly errors: readonly string[];
  readonly policy: {
    readonly idempotencyKey?: "optional" | "required";
    /** The cache policy: an answer stays fresh for `maxAge` seconds. */
    readonly cache?: { readonly name: string; readonly maxAge: number };
    /** The parameter with the id of the person whose data the call is about. */
    readonly owner?: string;
  };
};

/** A parameter outside the body. */
export type MockParameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
};

/** A request body. */
export type MockBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly schema: Schema }
  | { readonly kind: "multipart"; readonly parts: readonly MockPart[] }
  | ({ readonly kind: "bytes" } & MockBytes);

/** Bytes of some media types. */
export type MockBytes = { readonly mediaTypes: readonly string[]; readonly maxBytes: number };

/** One part of a multipart body. */
export type MockPart = {
  readonly name: string;
  readonly required: boolean;
  readonly content: ({ readonly kind: "file" } & MockBytes) | { readonly kind: "value"; readonly schema: Schema };
};

/** A success answer of an operation. */
export type MockAnswer = {
  readonly status: number;
  readonly headers?: readonly { readonly name: string }[];
  readonly body?: { readonly schema: Schema };
};

/** A WebSocket or SSE channel. */
export type MockChannel = {
  readonly id: string;
  readonly transport: "websocket" | "sse";
  readonly path: string;
  readonly auth: Auth;
  readonly owner?: string;
  readonly parameters: readonly MockParameter[];
  /** The union of messages that clients send. */
  readonly client?: string;
  /** The union of messages, or the one message, that the server sends. */
  readonly server: string;
  /** By the tag of a client message: the tags of the server's messages that it leads to, in order. */
  readonly receivers?: Readonly<
    Record<string, { readonly answers?: readonly string[]; readonly errors?: readonly string[] }>
  >;
  /** The subprotocol that a client offers; the token is sent as a second one. */
  readonly subprotocol?: string;
  /** The tags of the messages that end a feed. */
  readonly ends?: readonly string[];
  readonly errors: readonly string[];
};

/** A field of a GraphQL root type. */
export type MockField = {
  readonly name: string;
  readonly root: "query" | "mutation" | "subscription";
  readonly auth: Auth;
  readonly owner?: string;
  readonly arguments: readonly { readonly name: string; readonly required: boolean; readonly schema: Schema }[];
  readonly output: { readonly nullable: boolean; readonly connection: boolean; readonly schema: Schema };
  readonly errors: readonly string[];
};

/** A problem (RFC 9457) that operations may answer. */
export type MockProblem = {
  readonly code: string;
  readonly status: number;
  readonly errorType: string;
  readonly title: string;
  readonly recoverable: boolean;
  readonly retryable: boolean;
  /** The condition under which calls may answer it without declaring it. */
  readonly implied?: "always" | "bearer" | "owner" | "body" | "key" | "unrouted" | "client";
};

/** A named type. */
export type MockType = {
  /** The Rust type of which this is a view, where it has another name. */
  readonly rust?: string;
  readonly schema: Schema;
  readonly direction: "request" | "answer" | "both";
  readonly role:
    | { readonly kind: "plain" }
    | { readonly kind: "id" }
    | { readonly kind: "variant"; readonly union: string }
    | { readonly kind: "instance"; readonly generic: string };
};

/** A schema: its shape, examples, and the default of an absent value. */
export type Schema = Shape & { readonly examples?: readonly Json[]; readonly default?: Json };

/** The values that a schema allows. */
export type Shape =
  | { readonly shape: "reference"; readonly name: string }
  | { readonly shape: "nullable"; readonly value: Schema }
  | { readonly shape: "boolean"; readonly only?: boolean }
  | { readonly shape: "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly shape: "number"; readonly minimum?: number; readonly maximum?: number }
  | StringShape
  | { readonly shape: "enumeration"; readonly values: readonly { readonly value: string }[]; readonly open: boolean }
  | ArrayShape
  | { readonly shape: "map"; readonly values: Schema }
  | ObjectShape
  | UnionShape;

/** Text; lengths are in code points, the pattern is ECMA-262 with the `u` flag. */
export type StringShape = {
  readonly shape: "string";
  readonly format?: "uuid" | "email" | "date" | "time" | "date-time" | "uri";
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
};

/** A list. */
export type ArrayShape = {
  readonly shape: "array";
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
};

/** An object with these properties; closed where others are refused. */
export type ObjectShape = {
  readonly shape: "object";
  readonly properties: readonly Property[];
  readonly closed: boolean;
};

/** One property of an object; an optional one is absent, never null. */
export type Property = { readonly name: string; readonly required: boolean; readonly schema: Schema };

/** One of several objects, distinguished by a property. */
export type UnionShape = {
  readonly shape: "union";
  readonly tag: string;
  readonly variants: readonly { readonly value: string; readonly name: string }[];
};
