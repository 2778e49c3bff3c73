/**
 * Short constructors of schemas, for the contract of the tests.
 */

import type { MockType, Property, Schema } from "../contract.js";
import type { Json } from "../json.js";

export const ref = (name: string): Schema => ({ shape: "reference", name });
export const list = (items: Schema, bounds: { minItems?: number; maxItems?: number } = {}): Schema => ({
  shape: "array",
  items,
  ...bounds,
});
export const text = (...examples: Json[]): Schema => ({ shape: "string", minLength: 1, maxLength: 80, examples });
export const whole = (minimum: number, maximum: number, ...examples: Json[]): Schema => ({
  shape: "integer",
  minimum,
  maximum,
  examples,
});
export const flag: Schema = { shape: "boolean" };
export const words = (...values: string[]): Schema => ({
  shape: "enumeration",
  values: values.map((value) => ({ value })),
  open: false,
});

/** The properties of an object; a name that ends in `?` is optional. */
export const properties = (members: Readonly<Record<string, Schema>>): readonly Property[] =>
  Object.entries(members).map(([name, schema]) => ({
    name: name.replace("?", ""),
    required: !name.endsWith("?"),
    schema,
  }));

export const answer = (
  members: Readonly<Record<string, Schema>>,
  role: MockType["role"] = { kind: "plain" },
): MockType => ({
  schema: { shape: "object", properties: properties(members), closed: false },
  direction: "answer",
  role,
});
export const sent = (
  members: Readonly<Record<string, Schema>>,
  role: MockType["role"] = { kind: "plain" },
): MockType => ({
  schema: { shape: "object", properties: properties(members), closed: true },
  direction: "request",
  role,
});
export const plain = (schema: Schema): MockType => ({ schema, direction: "both", role: { kind: "plain" } });
export const id = (schema: Schema): MockType => ({ schema, direction: "both", role: { kind: "id" } });
export const envelope = (data: Schema): MockType =>
  answer(
    {
      success: { shape: "boolean", only: true },
      data,
      "message?": text("Done."),
      "pagination?": ref("Pagination"),
    },
    { kind: "instance", generic: "Reply" },
  );
export const union = (
  tag: string,
  name: string,
  variants: Readonly<Record<string, Readonly<Record<string, Schema>>>>,
  make: typeof answer,
): Readonly<Record<string, MockType>> => ({
  [name]: {
    schema: {
      shape: "union",
      tag,
      variants: Object.keys(variants).map((value) => ({ value, name: `${name}_${value}` })),
    },
    direction: make({}).direction,
    role: { kind: "plain" },
  },
  ...Object.fromEntries(
    Object.entries(variants).map(([value, members]) => [
      `${name}_${value}`,
      make({ [tag]: words(value), ...members }, { kind: "variant", union: name }),
    ]),
  ),
});

/** Sentences as a contract has them, by their keys. */
export const messages = {
  additionalProperties: "This is unknown here.",
  enum: "This must be one of {limit}.",
  "format.date": "This must be a day that exists.",
  maxItems: "This must have at most {limit} items.",
  maxLength: "This must have at most {limit} characters.",
  maximum: "This must be at most {limit}.",
  minItems: "This must have at least {limit} items.",
  minLength: "This must have at least {limit} characters.",
  minimum: "This must be at least {limit}.",
  repeated: "This must be given only once.",
  required: "This is required.",
  "type.array": "This must be a list.",
  "type.boolean": "This must be true or false.",
  "type.integer": "This must be a whole number.",
  "type.number": "This must be a number.",
  "type.object": "This must be an object.",
  "type.string": "This must be text.",
};
