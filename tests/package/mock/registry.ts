/** The contract from `registry.json`: operations, channels and GraphQL fields with the schemas of their requests. */

import { readFileSync } from "node:fs";

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A schema of the registry. */
export type Schema = { readonly examples?: readonly Json[]; readonly default?: Json } & (
  | { readonly shape: "reference"; readonly name: string }
  | { readonly shape: "nullable"; readonly value: Schema }
  | { readonly shape: "boolean"; readonly only?: boolean }
  | { readonly shape: "integer" | "number"; readonly minimum?: number; readonly maximum?: number }
  | {
      readonly shape: "string";
      readonly format?: string;
      readonly pattern?: string;
      readonly minLength?: number;
      readonly maxLength?: number;
    }
  | { readonly shape: "enumeration"; readonly values: readonly { readonly value: string }[]; readonly open: boolean }
  | { readonly shape: "array"; readonly items: Schema; readonly minItems?: number; readonly maxItems?: number }
  | { readonly shape: "map"; readonly values: Schema }
  | { readonly shape: "object"; readonly properties: readonly Property[]; readonly closed: boolean }
  | {
      readonly shape: "union";
      readonly tag: string;
      readonly variants: readonly { readonly value: string; readonly name: string }[];
    }
);

/** A property of an object, or an argument of a GraphQL field. */
export type Property = { readonly name: string; readonly required: boolean; readonly schema: Schema };

/** A parameter of an operation or a channel. */
export type Parameter = Property & { readonly in: "path" | "query" | "header" };

/** An operation. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly auth: "public" | "bearer";
  readonly parameters: readonly Parameter[];
  readonly body:
    | { readonly kind: "none" }
    | { readonly kind: "json"; readonly schema: Schema; readonly example: Json }
    | { readonly kind: "bytes"; readonly mediaTypes: readonly string[]; readonly maxBytes: number };
  readonly answers: readonly { readonly status: number; readonly body?: { readonly schema: Schema } }[];
  readonly policy: {
    readonly idempotencyKey?: "optional" | "required";
    readonly cache?: { readonly maxAge: number };
    readonly session?: {
      readonly kind: "begins" | "renews" | "ends";
      /** Pointers to the tokens in the answer. */
      readonly tokens?: { readonly access: string; readonly refresh?: string };
      /** The pointer to the refresh token in the request. */
      readonly with?: string;
    };
  };
};

/** A channel. */
export type Channel = {
  readonly id: string;
  readonly transport: "sse" | "websocket";
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly client?: string;
  readonly ends?: readonly string[];
  /** The client message with a new token. */
  readonly reauthentication?: { readonly brings: string };
};

/** A field of a GraphQL root. */
export type Field = {
  readonly name: string;
  readonly root: "query" | "mutation" | "subscription";
  readonly arguments: readonly Property[];
  readonly output: { readonly schema: Schema; readonly connection: boolean };
};

type Registry = {
  readonly operations: readonly Operation[];
  readonly channels: readonly Channel[];
  readonly graphql: { readonly fields: readonly Field[] };
  readonly types: Readonly<Record<string, { readonly schema: Schema; readonly role: { readonly kind: string } }>>;
};

const registry: Registry = JSON.parse(
  readFileSync(new URL("../../../generated/registry.json", import.meta.url), "utf8"),
);

export const { operations, channels } = registry;
export const { fields } = registry.graphql;

/** A named type. */
export const typeNamed = (name: string): Registry["types"][string] => {
  const found = registry.types[name];
  if (!found) throw new Error(`the registry has no type ${name}`);
  return found;
};

/** A schema without the references before it. */
export const resolved = (schema: Schema): Schema =>
  schema.shape === "reference" ? resolved(typeNamed(schema.name).schema) : schema;

/** The name of the id type that a schema refers to. */
export const poolOf = (schema: Schema): string | undefined => {
  if (schema.shape === "nullable") return poolOf(schema.value);
  if (schema.shape !== "reference") return undefined;
  const { schema: inner, role } = typeNamed(schema.name);
  return role.kind === "id" ? schema.name : poolOf(inner);
};
