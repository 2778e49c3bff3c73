// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * JSON values, and functions that distinguish, compare, merge (RFC 7396) and canonicalise (RFC 8785) them.
 */

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; an undefined member is absent. */
export type JsonObject = { readonly [name: string]: Json | undefined };

/** Whether a value is a JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An own member of an object, never an inherited one. */
export const member = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Makes an object of members. A member called `__proto__` stays a member. */
export const objectOf = (members: Iterable<readonly [string, Json | undefined]>): JsonObject =>
  Object.fromEntries([...members].filter(([, value]) => value !== undefined)) as JsonObject;

/** Writes a value canonically (RFC 8785): members sorted by name, no whitespace. */
export const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const inner = member(value, name);
      return inner === undefined ? [] : [`${JSON.stringify(name)}:${canonical(inner)}`];
    });
  return `{${members.join(",")}}`;
};

/** Whether two values are equal, whatever the order of their members. */
export const isEqual = (one: Json, other: Json): boolean => canonical(one) === canonical(other);

/** Applies a merge patch (RFC 7396): null removes a member, an object is merged, anything else replaces. */
export const mergePatch = (target: Json | undefined, patch: Json): Json => {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else if (value !== undefined) merged.set(name, mergePatch(merged.get(name), value));
  }
  return objectOf(merged);
};

/** A value without its null members, at any depth: GraphQL sends null for members that the contract leaves out. */
export const withoutNulls = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item));
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === null || inner === undefined ? [] : [[name, withoutNulls(inner)] as const],
    ),
  );
};

/** A value as JSON would carry it. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;
