/**
 * The named types of a contract, looked up and resolved.
 */

import type { MockContract, MockType, Property, Schema } from "./contract.js";

/** The named types and a cache of compiled patterns. */
export type Schemas = Pick<MockContract, "types" | "messages"> & { readonly patterns: Map<string, RegExp> };

/** The schemas of a contract. */
export const schemasOf = ({ types, messages }: Pick<MockContract, "types" | "messages">): Schemas => ({
  types,
  messages,
  patterns: new Map(),
});

/** A named type; throws where the contract has no such type. */
export const typeNamed = (schemas: Schemas, name: string): MockType => {
  const type = Object.hasOwn(schemas.types, name) ? schemas.types[name] : undefined;
  if (!type) throw new Error(`the contract has no type \`${name}\``);
  return type;
};

/** The schema behind references. */
export const resolved = (schemas: Schemas, schema: Schema): Exclude<Schema, { shape: "reference" }> =>
  schema.shape === "reference" ? resolved(schemas, typeNamed(schemas, schema.name).schema) : schema;

/** The properties of an object; empty for any other schema. */
export const propertiesOf = (schemas: Schemas, schema: Schema): readonly Property[] => {
  const target = resolved(schemas, schema);
  return target.shape === "object" ? target.properties : [];
};

/** A property of an object. */
export const propertyOf = (schemas: Schemas, schema: Schema, name: string): Property | undefined =>
  propertiesOf(schemas, schema).find((property) => property.name === name);

/** Whether text matches a pattern of the contract. */
export const matches = (schemas: Schemas, pattern: string, text: string): boolean => {
  const known = schemas.patterns.get(pattern);
  const compiled = known ?? new RegExp(pattern, "u");
  if (!known) schemas.patterns.set(pattern, compiled);
  return compiled.test(text);
};
