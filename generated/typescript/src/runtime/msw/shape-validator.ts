// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Checks a JSON value against a schema of the contract: all violations at once. Formats need no rule of their own,
 * because every schema with a format also has its pattern.
 */

import type { ArrayShape, ObjectShape, Schema, StringShape, UnionShape } from "./contract.js";
import { type Json, type JsonObject, isObject, member } from "./json.js";
import { type Schemas, matches, typeNamed } from "./schemas.js";
import { type Violation, escaped, listed, messageAbout, messageAboutLength, violationOfName } from "./violation.js";

/** The place of a value: `pointer` for the program that sent it, `place` for the keys of messages about patterns. */
export type Place = { readonly pointer: string; readonly place: string };

/** The place of a whole value that has a named type. */
const WHOLE: Place = { pointer: "", place: "" };

/** The violations in a value; empty where it is valid. A missing or unknown property has a pointer of its own. */
export const violationsOf = (
  schemas: Schemas,
  schema: Schema,
  value: Json,
  site: Place = WHOLE,
): readonly Violation[] => {
  const wrong = (code: string, key: string, limit?: string): readonly Violation[] => [
    { pointer: site.pointer, code, detail: messageAbout(schemas.messages, key, value, limit) },
  ];
  switch (schema.shape) {
    case "reference": {
      const type = typeNamed(schemas, schema.name);
      return violationsOf(schemas, type.schema, value, { ...site, place: type.rust ?? schema.name });
    }
    case "nullable":
      return value === null ? [] : violationsOf(schemas, schema.value, value, site);
    case "boolean":
      if (typeof value !== "boolean") return wrong("type", "type.boolean");
      return schema.only === undefined || value === schema.only ? [] : wrong("enum", "enum", String(schema.only));
    case "integer":
      if (!Number.isInteger(value)) return wrong("type", "type.integer");
      return outOfRange(schema, value as number).flatMap(([key, limit]) => wrong(key, key, limit));
    case "number":
      if (typeof value !== "number") return wrong("type", "type.number");
      return outOfRange(schema, value).flatMap(([key, limit]) => wrong(key, key, limit));
    case "string":
      return typeof value === "string" ? violationsOfText(schemas, schema, value, site) : wrong("type", "type.string");
    case "enumeration": {
      if (typeof value !== "string") return wrong("type", "type.string");
      const words = schema.values.map((word) => word.value);
      return schema.open || words.includes(value) ? [] : wrong("enum", "enum", listed(words));
    }
    case "array":
      return Array.isArray(value) ? violationsOfItems(schemas, schema, value, site) : wrong("type", "type.array");
    case "map":
      if (!isObject(value)) return wrong("type", "type.object");
      return Object.entries(value).flatMap(([name, inner]) =>
        violationsOf(schemas, schema.values, inner ?? null, stepped(site, name)),
      );
    case "object":
      return isObject(value) ? violationsOfMembers(schemas, schema, value, site) : wrong("type", "type.object");
    case "union":
      return isObject(value) ? violationsOfVariant(schemas, schema, value, site) : wrong("type", "type.object");
  }
};

/** Whether a value is valid. */
export const isValid = (schemas: Schemas, schema: Schema, value: Json): boolean =>
  violationsOf(schemas, schema, value).length === 0;

/** The bounds that a number breaks. */
const outOfRange = (
  range: { readonly minimum?: number; readonly maximum?: number },
  value: number,
): readonly (readonly [keyword: string, limit: string])[] => {
  const { minimum = -Infinity, maximum = Infinity } = range;
  if (value < minimum) return [["minimum", String(minimum)]];
  return value > maximum ? [["maximum", String(maximum)]] : [];
};

const violationsOfText = (
  schemas: Schemas,
  schema: StringShape,
  value: string,
  { pointer, place }: Place,
): readonly Violation[] => {
  const { messages } = schemas;
  const { minLength, maxLength, pattern, format } = schema;
  const found = violationsOfLength(schemas, [...value].length, pointer, { minLength, maxLength });
  if (pattern === undefined || matches(schemas, pattern, value)) return found;
  const key = format === undefined ? `pattern.${place}` : `format.${format}`;
  return [...found, { pointer, code: "pattern", detail: messageAbout(messages, key, value) }];
};

/** The bounds, by their keywords, that a length breaks. */
const violationsOfLength = (
  { messages }: Schemas,
  length: number,
  pointer: string,
  bounds: Readonly<Record<string, number | undefined>>,
): readonly Violation[] =>
  Object.entries(bounds).flatMap(([code, bound]) => {
    const isBroken = bound !== undefined && (code.startsWith("min") ? length < bound : length > bound);
    return isBroken ? [{ pointer, code, detail: messageAboutLength(messages, code, length, bound) }] : [];
  });

const violationsOfItems = (
  schemas: Schemas,
  { items: schema, minItems, maxItems }: ArrayShape,
  items: readonly Json[],
  site: Place,
): readonly Violation[] => [
  ...violationsOfLength(schemas, items.length, site.pointer, { minItems, maxItems }),
  ...items.flatMap((item, index) => violationsOf(schemas, schema, item, stepped(site, String(index)))),
];

const violationsOfMembers = (
  schemas: Schemas,
  schema: ObjectShape,
  value: JsonObject,
  site: Place,
): readonly Violation[] => {
  const known = schema.properties.flatMap((property) => {
    const inner = member(value, property.name);
    const { pointer } = stepped(site, property.name);
    const place = `${site.place}.${property.name}`;
    if (inner !== undefined) return violationsOf(schemas, property.schema, inner, { pointer, place });
    return property.required ? [violationOfName(schemas, pointer, "required")] : [];
  });
  if (!schema.closed) return known;
  const names = new Set(schema.properties.map((property) => property.name));
  const unknown = Object.keys(value).filter((name) => !names.has(name));
  return [
    ...known,
    ...unknown.map((name) => violationOfName(schemas, stepped(site, name).pointer, "additionalProperties")),
  ];
};

const violationsOfVariant = (
  schemas: Schemas,
  schema: UnionShape,
  value: JsonObject,
  site: Place,
): readonly Violation[] => {
  const { pointer } = stepped(site, schema.tag);
  const tag = member(value, schema.tag);
  if (tag === undefined) return [violationOfName(schemas, pointer, "required")];
  const variant = schema.variants.find((candidate) => candidate.value === tag);
  if (variant) return violationsOf(schemas, { shape: "reference", name: variant.name }, value, site);
  const words = listed(schema.variants.map((candidate) => candidate.value));
  return [{ pointer, code: "enum", detail: messageAbout(schemas.messages, "enum", tag, words) }];
};

/** One step into a list or a map; the keys of messages about patterns do not include it. */
const stepped = ({ pointer, place }: Place, name: string): Place => ({ pointer: `${pointer}/${escaped(name)}`, place });
