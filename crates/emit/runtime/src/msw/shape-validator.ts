/**
 * Checks a JSON value against a schema of the contract: all violations at once. Formats need no rule of their own,
 * because each travels with the pattern that decides.
 */

import type { ArrayShape, ObjectShape, Schema, StringShape, UnionShape } from "./contract.js";
import { type Json, type JsonObject, isObject, member } from "./json.js";
import { type Schemas, matches, typeNamed } from "./schemas.js";

/** What is wrong, and where: a JSON pointer, the JSON Schema keyword that is broken, a sentence. */
export type Violation = { readonly pointer: string; readonly code: string; readonly detail: string };

/** What is wrong with a value; empty where it is valid. A property that is missing or unknown is pointed at itself. */
export const violationsOf = (schemas: Schemas, schema: Schema, value: Json, pointer = ""): readonly Violation[] => {
  const wrong = (code: string, detail: string): readonly Violation[] => [{ pointer, code, detail }];
  switch (schema.shape) {
    case "reference":
      return violationsOf(schemas, typeNamed(schemas, schema.name).schema, value, pointer);
    case "nullable":
      return value === null ? [] : violationsOf(schemas, schema.value, value, pointer);
    case "boolean":
      if (typeof value !== "boolean") return wrong("type", "is not true or false");
      return schema.only === undefined || value === schema.only ? [] : wrong("enum", `is not ${schema.only}`);
    case "integer":
      if (!Number.isInteger(value)) return wrong("type", "is not an integer");
      return outOfRange(schema, value as number).flatMap(([code, detail]) => wrong(code, detail));
    case "number":
      if (typeof value !== "number") return wrong("type", "is not a number");
      return outOfRange(schema, value).flatMap(([code, detail]) => wrong(code, detail));
    case "string":
      if (typeof value !== "string") return wrong("type", "is not a string");
      return misspelt(schemas, schema, value).flatMap(([code, detail]) => wrong(code, detail));
    case "enumeration":
      if (typeof value !== "string") return wrong("type", "is not a string");
      if (schema.open || schema.values.some((word) => word.value === value)) return [];
      return wrong("enum", `is none of ${schema.values.map((word) => word.value).join(", ")}`);
    case "array":
      return Array.isArray(value) ? violationsOfItems(schemas, schema, value, pointer) : wrong("type", "is not a list");
    case "map":
      if (!isObject(value)) return wrong("type", "is not an object");
      return Object.entries(value).flatMap(([name, inner]) =>
        violationsOf(schemas, schema.values, inner ?? null, `${pointer}/${escaped(name)}`),
      );
    case "object":
      return isObject(value) ? violationsOfMembers(schemas, schema, value, pointer) : wrong("type", "is not an object");
    case "union":
      return isObject(value) ? violationsOfVariant(schemas, schema, value, pointer) : wrong("type", "is not an object");
  }
};

/** Whether a value is valid. */
export const isValid = (schemas: Schemas, schema: Schema, value: Json): boolean =>
  violationsOf(schemas, schema, value).length === 0;

type Reason = readonly [code: string, detail: string];

const outOfRange = (range: { minimum?: number; maximum?: number }, value: number): readonly Reason[] => {
  const reasons: Reason[] = [];
  if (range.minimum !== undefined && value < range.minimum) reasons.push(["minimum", `is less than ${range.minimum}`]);
  if (range.maximum !== undefined && value > range.maximum) reasons.push(["maximum", `is more than ${range.maximum}`]);
  return reasons;
};

const misspelt = (schemas: Schemas, schema: StringShape, value: string): readonly Reason[] => {
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema;
  const length = [...value].length;
  const reasons: Reason[] = [];
  if (length < minLength) reasons.push(["minLength", `is shorter than ${minLength} characters`]);
  if (length > maxLength) reasons.push(["maxLength", `is longer than ${maxLength} characters`]);
  if (pattern !== undefined && !matches(schemas, pattern, value)) {
    reasons.push(["pattern", format === undefined ? `does not match ${pattern}` : `is no valid ${format}`]);
  }
  return reasons;
};

const violationsOfItems = (
  schemas: Schemas,
  schema: ArrayShape,
  items: readonly Json[],
  pointer: string,
): readonly Violation[] => {
  const { minItems = 0, maxItems = Infinity } = schema;
  const count: Violation[] = [];
  if (items.length < minItems) count.push({ pointer, code: "minItems", detail: `has fewer than ${minItems} items` });
  if (items.length > maxItems) count.push({ pointer, code: "maxItems", detail: `has more than ${maxItems} items` });
  return [
    ...count,
    ...items.flatMap((item, index) => violationsOf(schemas, schema.items, item, `${pointer}/${index}`)),
  ];
};

const violationsOfMembers = (
  schemas: Schemas,
  schema: ObjectShape,
  value: JsonObject,
  pointer: string,
): readonly Violation[] => {
  const known = schema.properties.flatMap((property) => {
    const inner = member(value, property.name);
    const at = `${pointer}/${escaped(property.name)}`;
    if (inner !== undefined) return violationsOf(schemas, property.schema, inner, at);
    return property.required ? [{ pointer: at, code: "required", detail: "is missing" }] : [];
  });
  if (!schema.closed) return known;
  const names = new Set(schema.properties.map((property) => property.name));
  const unknown = Object.keys(value)
    .filter((name) => !names.has(name))
    .map((name) => ({
      pointer: `${pointer}/${escaped(name)}`,
      code: "additionalProperties",
      detail: "is not a property that the contract knows",
    }));
  return [...known, ...unknown];
};

const violationsOfVariant = (
  schemas: Schemas,
  schema: UnionShape,
  value: JsonObject,
  pointer: string,
): readonly Violation[] => {
  const at = `${pointer}/${escaped(schema.tag)}`;
  const tag = member(value, schema.tag);
  if (tag === undefined) return [{ pointer: at, code: "required", detail: "is missing" }];
  const variant = schema.variants.find((candidate) => candidate.value === tag);
  if (variant) return violationsOf(schemas, { shape: "reference", name: variant.name }, value, pointer);
  const words = schema.variants.map((candidate) => candidate.value).join(", ");
  return [{ pointer: at, code: "enum", detail: `is none of ${words}` }];
};

const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
