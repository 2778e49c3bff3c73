/**
 * Values from schemas: `f` of docs/entity-function.md, for every shape but scalars. Stored entities and documents
 * come from the world that is passed in.
 */

import type { ArrayShape, ObjectShape, Property, Schema, Shape } from "./contract.js";
import { WORDS } from "./formats.js";
import { childKey } from "./hash.js";
import { type Json, type JsonObject, isObject, objectOf } from "./json.js";
import { type Model, entityTypeOf, poolOf } from "./model.js";
import { choose, drawsOf, firstDraw } from "./random.js";
import { integerOf, numberOf, textOf } from "./scalars.js";
import { propertiesOf, typeNamed } from "./schemas.js";

/** The data that values refer to: entities and documents. */
export type World = {
  readonly model: Model;
  /** The seeded ids of a pool, the newest first. */
  readonly seeded: (pool: string) => readonly string[];
  /** An entity as it is now, nested in other values. */
  readonly entity: (type: string, id: string, inside: Inside) => JsonObject;
  /** Whether an entity was removed. */
  readonly isRemoved: (pool: string, id: string) => boolean;
  /** The ids of the entities of a type whose property refers to that id, the newest first. */
  readonly referring: (type: string, property: string, id: string) => readonly string[];
  /** A document as it is now, nested in other values; undefined where it was removed. */
  readonly document: (type: string, inside: Inside) => Json | undefined;
};

/** The nesting of a value: the named types around it, and the number of objects around it. */
export type Inside = { readonly path: readonly string[]; readonly depth: number };

/** The nesting of an outermost value. */
export const OUTSIDE: Inside = { path: [], depth: 0 };

/** The references that the parts of one value share: known ids, and the key to draw the others by. */
export type Bound = { readonly ids: ReadonlyMap<string, string>; readonly key: number };

/** The inputs of a value. */
export type Making = Inside & {
  /** The key of its stream. */
  readonly key: number;
  /** The creation time of the object that it belongs to, in milliseconds since 1970. */
  readonly moment: number;
  /** The pool and the id of a value that is an entity. */
  readonly subject?: { readonly pool: string; readonly id: string };
  /** Properties that are known; undefined for one that is known to be absent. */
  readonly given?: ReadonlyMap<string, Json | undefined>;
  readonly bound?: Bound;
};

/** A value of a schema. */
export const makeValue = (world: World, schema: Schema, making: Making): Json =>
  valueAt(world, schema, { ...making, name: "", table: [], exact: false });

/** The id that a reference with that key has. */
export const referenceAt = (world: World, pool: string, key: number): string => {
  const ids = world.seeded(pool);
  const id = world.model.owners.has(pool) ? ids[0] : choose(ids.slice(0, NEAR), firstDraw(key));
  if (id === undefined) throw new Error(`mock data cannot be made for the id \`${pool}\`: give it an example`);
  return id;
};

const NEAR = 5;
const DEEPEST = 8;

type Place = Making & { readonly name: string; readonly table: readonly Json[]; readonly exact: boolean };

const valueAt = (world: World, schema: Schema, outer: Place): Json => {
  const place = outer.table.length > 0 ? outer : { ...outer, table: tableOf(schema) };
  const draw = drawsOf(place.key);
  switch (schema.shape) {
    case "reference":
      return namedValue(world, schema.name, place);
    case "nullable":
      return valueAt(world, schema.value, place);
    case "boolean":
      return schema.only ?? draw() % 2 === 1;
    case "integer":
      return integerOf(schema, draw, place);
    case "number":
      return numberOf(schema, draw, place);
    case "string":
      return textOf(world.model, schema, draw, place);
    case "enumeration":
      return (choose(schema.values, draw()) as { value: string }).value;
    case "array":
      return listOf(world, schema, place);
    case "map":
      return mapOf(world, schema, place);
    case "object":
      return recordOf(world, schema, place);
    case "union": {
      const lowest = Math.min(...schema.variants.map((variant) => heightOf(world, variant.name)));
      const variants =
        place.depth < DEEPEST
          ? schema.variants
          : schema.variants.filter((variant) => heightOf(world, variant.name) === lowest);
      return namedValue(world, (choose(variants, draw()) as { name: string }).name, place);
    }
  }
};

const namedValue = (world: World, name: string, place: Place): Json => {
  const { schema, role } = typeNamed(world.model, name);
  if (heightOf(world, name) === Infinity) throw new Error(`no finite value fits the type \`${name}\``);
  if (role.kind === "id") return referenced(world, name, place);
  const pool = world.model.entities.get(name);
  if (pool !== undefined && place.subject === undefined) {
    return world.entity(name, place.bound?.ids.get(pool) ?? referenceAt(world, pool, place.key), place);
  }
  const isRecord = schema.shape === "object";
  return valueAt(world, schema, {
    ...place,
    path: [...place.path, name],
    exact: isRecord ? role.kind === "variant" : place.exact,
  });
};

const referenced = (world: World, pool: string, { key, bound }: Place): string => {
  const known = bound?.ids.get(pool);
  return known ?? referenceAt(world, pool, bound ? childKey(bound.key, pool) : key);
};

const recordOf = (world: World, schema: ObjectShape, place: Place): JsonObject => {
  const { subject, given, ...rest } = place;
  return objectOf(
    schema.properties.map((property): readonly [string, Json | undefined] => {
      const { name } = property;
      if (given?.has(name)) return [name, given.get(name)];
      if (subject && name === "id") return [name, subject.id];
      const key = childKey(place.key, name);
      const inner: Place = { ...rest, key, name, depth: place.depth + 1, table: [] };
      const known = subject && knownOf(world, property, subject, inner);
      if (known) return [name, known.value];
      if (!property.required && (isCut(property.schema, inner) || firstDraw(childKey(key, "?")) % 4 === 0)) {
        return [name, undefined];
      }
      return [name, valueAt(world, property.schema, besideReference(world, schema, property, place, inner))];
    }),
  );
};

/**
 * The value of an entity's property that other data determines: the entities that refer to it, or a document of the
 * caller. Undefined where no other data determines it.
 */
const knownOf = (
  world: World,
  { schema, required }: Property,
  subject: { readonly pool: string; readonly id: string },
  place: Place,
): { readonly value: Json | undefined } | undefined => {
  const { model } = world;
  if (isCut(schema, place)) return undefined;
  const isCaller = model.owners.has(subject.pool) && world.seeded(subject.pool)[0] === subject.id;
  if (isCaller && schema.shape === "reference" && model.documents.has(schema.name)) {
    const value = world.document(schema.name, place);
    return value === undefined && required ? undefined : { value };
  }
  const type = schema.shape === "array" ? entityTypeOf(model, schema.items) : undefined;
  if (schema.shape !== "array" || type === undefined) return undefined;
  const back = propertiesOf(model, typeNamed(model, type).schema).find(
    (other) => other.required && other.name !== "id" && poolOf(model, other.schema) === subject.pool,
  );
  if (!back) return undefined;
  const ids = world.referring(type, back.name, subject.id).slice(0, schema.maxItems ?? Infinity);
  return ids.length < (schema.minItems ?? 0) ? undefined : { value: ids.map((id) => world.entity(type, id, place)) };
};

/** The inputs of an embedded entity: where a sibling property refers to one of its pool, it is that entity. */
const besideReference = (
  world: World,
  { properties }: ObjectShape,
  property: Property,
  place: Place,
  inner: Place,
): Place => {
  const type = entityTypeOf(world.model, property.schema);
  const pool = type === undefined ? undefined : world.model.entities.get(type);
  if (pool === undefined) return inner;
  const sibling = properties.find((other) => other.name !== "id" && poolOf(world.model, other.schema) === pool);
  if (!sibling) return inner;
  const id = place.given?.get(sibling.name);
  if (typeof id !== "string") return { ...inner, key: childKey(place.key, sibling.name) };
  return { ...inner, bound: { ids: new Map([[pool, id]]), key: inner.key } };
};

const listOf = (world: World, schema: ArrayShape, place: Place): readonly Json[] => {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  const draw = drawsOf(place.key);
  const least = Math.min(Math.max(minItems, 1), maxItems);
  const most = Math.min(least + 2, maxItems);
  const drawn = least + (draw() % (most - least + 1));
  const count = isCut(schema, place) ? minItems : drawn;
  const type = entityTypeOf(world.model, items);
  const pool = type === undefined ? poolOf(world.model, items) : world.model.entities.get(type);
  if (pool !== undefined) {
    const ids = neighbours(world, pool, count, minItems, draw());
    return type === undefined ? ids : ids.map((id) => world.entity(type, id, place));
  }
  const table = place.table.flatMap((entry) => (Array.isArray(entry) ? (entry as readonly Json[]) : []));
  const made = Array.from({ length: count }, (_, index) =>
    valueAt(world, items, { ...place, key: childKey(place.key, String(index)), table }),
  );
  const distinct = made.filter((item, index) => isObject(item) || Array.isArray(item) || made.indexOf(item) === index);
  return distinct.length < minItems ? made : distinct;
};

/** Consecutive ids of a pool without removed ones. Where too few are left, ids repeat and removed ones stay. */
const neighbours = (world: World, pool: string, count: number, least: number, start: number): readonly string[] => {
  const seeded = world.seeded(pool);
  const length = seeded.length < least ? count : Math.min(count, seeded.length);
  const ids = Array.from({ length }, (_, index) => choose(seeded, start + index)).filter((id) => id !== undefined);
  const living = ids.filter((id) => !world.isRemoved(pool, id));
  return living.length < least ? ids : living;
};

const mapOf = (world: World, schema: Shape & { shape: "map" }, place: Place): JsonObject => {
  if (isCut(schema, place)) return {};
  const example = place.table.find((entry) => isObject(entry));
  const names = example ? Object.keys(example) : WORDS.slice(0, 1 + (firstDraw(place.key) % 3));
  const table = place.table.flatMap((entry) => (isObject(entry) ? Object.values(entry) : []));
  return objectOf(
    names.map((name) => [
      name,
      valueAt(world, schema.values, {
        ...place,
        key: childKey(place.key, name),
        depth: place.depth + 1,
        table: table.filter((entry) => entry !== undefined),
      }),
    ]),
  );
};

const tableOf = (schema: Schema): readonly Json[] =>
  schema.examples ?? (schema.default === undefined ? [] : [schema.default]);

/** Whether a value would be nested too deeply, or inside a value of its own type. */
const isCut = (schema: Schema, { path, depth }: Inside): boolean => {
  switch (schema.shape) {
    case "reference":
      return depth >= DEEPEST || path.includes(schema.name);
    case "nullable":
      return isCut(schema.value, { path, depth });
    case "array":
      return isCut(schema.items, { path, depth });
    case "map":
      return isCut(schema.values, { path, depth });
    default:
      return depth >= DEEPEST;
  }
};

const heightOf = (world: World, name: string): number => world.model.heights.get(name) ?? Infinity;
