/**
 * A request of any transport, brought to one form: what it wants, where, and what it says; and what follows from that
 * for the data. It changes nothing; `answering.ts` does.
 */

import type { Schema } from "./contract.js";
import { type Json, type JsonObject, isObject, member, mergePatch } from "./json.js";
import { type Model, targetPoolOf } from "./model.js";
import { propertiesOf, resolved } from "./schemas.js";
import { isValid } from "./shape-validator.js";
import type { Given } from "./store.js";

/** A request, valid by its schemas. */
export type Ask = {
  readonly intent: "read" | "act" | "replace" | "merge" | "remove";
  /** What it is about: a path with its parameters filled in, or a GraphQL field with its arguments. */
  readonly place: string;
  /** Parameters and arguments, with the defaults of those that were left out. */
  readonly named: readonly Named[];
  /** The JSON body. */
  readonly body?: { readonly schema: Schema; readonly value: Json };
  /** What it is answered with, out of its envelope; undefined where there is no body. */
  readonly output: Schema | undefined;
};

/** A parameter or an argument. */
export type Named = {
  readonly part: "path" | "query" | "header" | "argument";
  readonly name: string;
  readonly schema: Schema;
  readonly value: Json;
};

/** One thing that a request says. */
export type Member = { readonly name: string; readonly schema: Schema; readonly value: Json };

/** Everything that a request says by name: parameters, then the properties of its objects with their defaults. */
export const membersOf = (model: Model, ask: Pick<Ask, "named" | "body">): readonly Member[] => [
  ...ask.named.filter(({ part }) => part !== "header"),
  ...objectsOf(model, ask).flatMap(({ schema, value }) =>
    propertiesOf(model, schema).flatMap(({ name, schema: inner }) => {
      const said = member(value, name) ?? inner.default;
      return said === undefined ? [] : [{ name, schema: inner, value: said }];
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
 * What a request lays over an object that it makes: its members by name; and the request whole where a property takes
 * an object with all properties of the request.
 */
export const laidOver = (model: Model, target: Schema, ask: Pick<Ask, "named" | "body">): Map<string, Json> => {
  const given = new Map(membersOf(model, ask).map(({ name, value }) => [name, value]));
  for (const { name, schema } of propertiesOf(model, target)) {
    if (given.has(name) || resolved(model, schema).shape !== "object") continue;
    const names = new Set(propertiesOf(model, schema).map((property) => property.name));
    const whole = objectsOf(model, ask).find(
      (object) =>
        propertiesOf(model, object.schema).every((property) => names.has(property.name)) &&
        isValid(model, schema, object.value),
    );
    if (whole) given.set(name, whole.value);
  }
  return given;
};

/** What a PUT lays over an object: every property of its request, absent ones too. */
export const replacement = (model: Model, ask: Pick<Ask, "named" | "body">): Given =>
  new Map(
    objectsOf(model, ask).flatMap(({ schema, value }) =>
      propertiesOf(model, schema).map(({ name, schema: inner }) => [name, member(value, name) ?? inner.default]),
    ),
  );

/** What a PATCH (RFC 7396) lays over an object as it is now. */
export const merged = (model: Model, ask: Pick<Ask, "named" | "body">, current: Json | undefined): Given =>
  new Map(
    objectsOf(model, ask).flatMap(({ value }) =>
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
  { named, body }: Pick<Ask, "named" | "body">,
): readonly { readonly schema: Schema; readonly value: JsonObject }[] =>
  [...named.filter(({ part }) => part === "argument"), ...(body ? [body] : [])].flatMap(({ schema, value }) =>
    isObject(value) && resolved(model, schema).shape === "object" ? [{ schema, value }] : [],
  );
