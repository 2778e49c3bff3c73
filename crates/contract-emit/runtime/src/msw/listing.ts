/**
 * Lists of entities: filtered by what a request names, cut into pages.
 */

import type { Property, Schema } from "./contract.js";
import { type Json, type JsonObject, isEqual, isObject, member } from "./json.js";
import type { Named } from "./mock-request.js";
import { type Model, poolOf } from "./model.js";
import { propertiesOf, propertyOf, resolved } from "./schemas.js";
import { type Store, refer } from "./store.js";

/** The position of a page in its list. */
export type Page = {
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly totalPages: number;
};

/** The entities of a type that match the parameters, the newest first. */
export const filtered = (store: Store, type: string, named: readonly Named[]): readonly JsonObject[] => {
  const conditions = named.filter(({ name, part }) => part !== "header" && !PAGING.has(name));
  return store
    .list(type)
    .filter((item) => conditions.every((condition) => fits(store.model, refer(type), item, condition)));
};

/** The page that the parameters select: `page` and `limit` or `first`, starting after the item `after` if given. */
export const pageOf = (
  items: readonly JsonObject[],
  named: readonly Named[],
): { readonly items: readonly JsonObject[]; readonly page: Page | undefined } => {
  const numberOf = (name: string): number | undefined => {
    const value = named.find((entry) => entry.name === name)?.value;
    return typeof value === "number" ? value : undefined;
  };
  const after = named.find(({ name }) => name === "after")?.value;
  const rest = after === undefined ? items : itemsAfter(items, after);
  const limit = numberOf("limit") ?? numberOf("first");
  if (limit === undefined) return { items: rest, page: undefined };
  const page = numberOf("page") ?? 1;
  const total = items.length;
  return {
    items: rest.slice((page - 1) * limit, page * limit),
    page: { page, limit, total, totalPages: Math.ceil(total / limit) },
  };
};

/** The items after the one with an id; empty where no item has it. */
export const itemsAfter = (items: readonly JsonObject[], id: Json): readonly JsonObject[] => {
  const index = items.findIndex((item) => item["id"] === id);
  return index < 0 ? [] : items.slice(index + 1);
};

/** The parameters that cut a list into pages. */
export const PAGING: ReadonlySet<string> = /*#__PURE__*/ new Set(["page", "limit", "first", "after"]);

/** Whether an item matches a parameter. A parameter that names no property of the item matches every item. */
const fits = (model: Model, schema: Schema, item: JsonObject, condition: Omit<Named, "part">): boolean => {
  if (isObject(condition.value)) {
    const { value } = condition;
    return propertiesOf(model, condition.schema).every(({ name, schema: inner }) => {
      const expected = member(value, name);
      return expected === undefined || fitsSomewhere(model, schema, item, { name, schema: inner, value: expected });
    });
  }
  const property = propertyFor(model, schema, condition);
  return !property || agrees(model, property, member(item, property.name), condition.value);
};

/** Whether an item matches a member of a filter, which names a property of the item or of an object in the item. */
const fitsSomewhere = (model: Model, schema: Schema, item: JsonObject, condition: Omit<Named, "part">): boolean => {
  if (propertyFor(model, schema, condition)) return fits(model, schema, item, condition);
  const holder = propertiesOf(model, schema).find((property) => propertyOf(model, property.schema, condition.name));
  const inner = holder && member(item, holder.name);
  if (!holder) return true;
  return isObject(inner) && fits(model, holder.schema, inner, condition);
};

/** The property that a parameter names: by its name, by the plural of its name, or for an id by its pool. */
const propertyFor = (model: Model, schema: Schema, condition: Omit<Named, "part">): Property | undefined => {
  const pool = poolOf(model, condition.schema);
  return (
    propertyOf(model, schema, condition.name) ??
    propertyOf(model, schema, `${condition.name}s`) ??
    (pool === undefined
      ? undefined
      : propertiesOf(model, schema).find(({ name, schema: inner }) => name !== "id" && poolOf(model, inner) === pool))
  );
};

const agrees = (model: Model, property: Property, value: Json | undefined, expected: Json): boolean => {
  if (value === undefined) return false;
  if (Array.isArray(expected)) return expected.some((one: Json) => agrees(model, property, value, one));
  if (Array.isArray(value)) return value.some((one: Json) => isEqual(one, expected));
  const { shape, ...schema } = resolved(model, property.schema);
  const isFreeText = shape === "string" && !("format" in schema) && !("pattern" in schema);
  if (isFreeText && typeof value === "string" && typeof expected === "string") {
    return value.toLowerCase().includes(expected.toLowerCase());
  }
  return isEqual(value, expected);
};
