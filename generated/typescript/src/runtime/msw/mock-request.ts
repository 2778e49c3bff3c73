// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * A request of any transport in one form: its intent, its place and its values. Also derives the ids that a request
 * names and the properties that it sets. This module changes no data; `reply.ts` does.
 */

import type { Schema } from "./contract.js";
import { type Json, type JsonObject, isObject, member, mergePatch } from "./json.js";
import { type Model, targetPoolOf } from "./model.js";
import { propertiesOf, resolved } from "./schemas.js";
import { isValid } from "./shape-validator.js";
import type { Given } from "./store.js";

/** A request, valid by its schemas. */
export type MockRequest = {
  readonly intent: "read" | "act" | "replace" | "merge" | "remove";
  /** A path with its parameters filled in, or a GraphQL field with its arguments. */
  readonly place: string;
  /** Parameters and arguments, with the defaults of those that were left out. */
  readonly named: readonly Named[];
  /** The JSON body. */
  readonly body?: { readonly schema: Schema; readonly value: Json };
  /** The schema of the answer without its envelope; undefined for an answer without a body. */
  readonly output: Schema | undefined;
};

/** A parameter or an argument. */
export type Named = {
  readonly part: "path" | "query" | "header" | "argument";
  readonly name: string;
  readonly schema: Schema;
  readonly value: Json;
};

/** One value of a request, by its name. */
export type Member = { readonly name: string; readonly schema: Schema; readonly value: Json };

/** All values of a request by name: parameters, then the properties of its objects with their defaults. */
export const membersOf = (model: Model, request: Pick<MockRequest, "named" | "body">): readonly Member[] => [
  ...request.named.filter(({ part }) => part !== "header"),
  ...objectsOf(model, request).flatMap(({ schema, value }) =>
    propertiesOf(model, schema).flatMap(({ name, schema: inner }) => {
      const given = member(value, name) ?? inner.default;
      return given === undefined ? [] : [{ name, schema: inner, value: given }];
    }),
  ),
];

/** The ids that a request names, by pool; the first one of each. */
export const idsOf = (model: Model, members: readonly Member[]): Map<string, string> => {
  const ids = new Map<string, string>();
  for (const { schema, value } of members) {
    const pool = targetPoolOf(model, schema);
    if (pool !== undefined && typeof value === "string" && !ids.has(pool)) ids.set(pool, value);
  }
  return ids;
};

/**
 * The properties that a request sets on an object: its members by name, and its whole body where a property takes an
 * object with all properties of the body.
 */
export const overlayOf = (
  model: Model,
  target: Schema,
  request: Pick<MockRequest, "named" | "body">,
): Map<string, Json> => {
  const given = new Map(membersOf(model, request).map(({ name, value }) => [name, value]));
  for (const { name, schema } of propertiesOf(model, target)) {
    if (given.has(name) || resolved(model, schema).shape !== "object") continue;
    const names = new Set(propertiesOf(model, schema).map((property) => property.name));
    const whole = objectsOf(model, request).find(
      (object) =>
        propertiesOf(model, object.schema).every((property) => names.has(property.name)) &&
        isValid(model, schema, object.value),
    );
    if (whole) given.set(name, whole.value);
  }
  return given;
};

/** The properties that a PUT sets on an object: every property of its request, absent ones too. */
export const replacement = (model: Model, request: Pick<MockRequest, "named" | "body">): Given =>
  new Map(
    objectsOf(model, request).flatMap(({ schema, value }) =>
      propertiesOf(model, schema).map(({ name, schema: inner }) => [name, member(value, name) ?? inner.default]),
    ),
  );

/** The properties that a PATCH (RFC 7396) sets on an object; `current` is the object before. */
export const merged = (model: Model, request: Pick<MockRequest, "named" | "body">, current: Json | undefined): Given =>
  new Map(
    objectsOf(model, request).flatMap(({ value }) =>
      Object.entries(value).flatMap(([name, patch]): [string, Json | undefined][] => {
        if (patch === undefined) return [];
        return [
          [name, patch === null ? undefined : mergePatch(isObject(current) ? member(current, name) : undefined, patch)],
        ];
      }),
    ),
  );

const objectsOf = (
  model: Model,
  { named, body }: Pick<MockRequest, "named" | "body">,
): readonly { readonly schema: Schema; readonly value: JsonObject }[] =>
  [...named.filter(({ part }) => part === "argument"), ...(body ? [body] : [])].flatMap(({ schema, value }) =>
    isObject(value) && resolved(model, schema).shape === "object" ? [{ schema, value }] : [],
  );
