/**
 * The state of the mock: seeded entities, which are made when they are read, and all that was created, changed and
 * removed since. docs/entity-function.md section 5 is the rule.
 */

import type { MockContract, Schema } from "./contract.js";
import { EPOCH } from "./formats.js";
import { childKey, keyOf } from "./hash.js";
import { idAt, momentAt, momentOf, seededIds } from "./ids.js";
import type { Json, JsonObject } from "./json.js";
import { type Model, modelOf, poolOf } from "./model.js";
import { propertiesOf, propertyOf } from "./schemas.js";
import { isValid } from "./shape-validator.js";
import { type Bound, type Inside, OUTSIDE, type World, makeValue, referenceAt } from "./value.js";

/** Properties that override seeded ones; undefined removes a property. */
export type Given = ReadonlyMap<string, Json | undefined>;

/** An answer that is stored for a repeat of its request. */
export type KeptAnswer = {
  readonly request: string;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
};

/** The state of one mock. */
export type Store = World & {
  readonly seed: string;
  /** An entity as it is now; undefined where it was removed. */
  readonly read: (type: string, id: string) => JsonObject | undefined;
  /** The ids of a pool: those that were created, the last one first, then the seeded ones. */
  readonly ids: (pool: string) => readonly string[];
  /** The entities of a type, in the order of their ids. */
  readonly list: (type: string) => readonly JsonObject[];
  /** Creates an entity and returns its id. */
  readonly create: (pool: string, given: Given) => string;
  /** Overrides properties of an entity. */
  readonly change: (pool: string, id: string, given: Given) => void;
  /** Removes an entity. */
  readonly remove: (pool: string, id: string) => void;
  /** The document at a place; undefined where it was removed. `known` are properties that a request names. */
  readonly readDocument: (schema: Schema, place: string, known?: Given, bound?: Bound) => Json | undefined;
  /** Whether the document at a place was removed. */
  readonly isGone: (place: string) => boolean;
  /** Overrides properties of the document at a place, and restores it after a removal. */
  readonly changeDocument: (place: string, given: Given) => void;
  /** Removes the document at a place. */
  readonly removeDocument: (place: string) => void;
  /** The stored answers by idempotency key. */
  readonly answers: Map<string, KeptAnswer>;
  /** Returns to the seeded state. */
  readonly reset: () => void;
};

/** Makes a store. The same contract and seed give the same data; the seed is `mock` by default. */
export const createStore = (contract: MockContract, { seed = "mock" }: { seed?: string } = {}): Store => {
  const model = modelOf(contract);
  const seeded = new Map<string, readonly string[]>();
  const created = new Map<string, string[]>();
  const changes = new Map<string, Map<string, Json | undefined>>();
  const moments = new Map<string, number>();
  const removed = new Set<string>();
  const answers = new Map<string, KeptAnswer>();

  const store: Store = {
    model,
    seed,
    answers,
    seeded: (pool) => {
      const known = seeded.get(pool) ?? seededIds(model, seed, pool);
      seeded.set(pool, known);
      return known;
    },
    ids: (pool) =>
      [...(created.get(pool) ?? []).toReversed(), ...store.seeded(pool)].filter((id) => !store.isRemoved(pool, id)),
    isRemoved: (pool, id) => removed.has(nameOf(pool, id)),
    list: (type) => store.ids(poolOfEntity(model, type)).map((id) => store.entity(type, id, OUTSIDE)),
    read: (type, id) => (store.isRemoved(poolOfEntity(model, type), id) ? undefined : store.entity(type, id, OUTSIDE)),
    entity: (type, id, { path, depth }) => {
      const pool = poolOfEntity(model, type);
      return makeValue(store, refer(type), {
        key: keyOf(seed, pool, id),
        moment: moments.get(nameOf(pool, id)) ?? momentOf(seed, pool, store.seeded(pool), id),
        path,
        depth,
        subject: { pool, id },
        given: fitting(model, refer(type), changes.get(nameOf(pool, id))),
      }) as JsonObject;
    },
    referring: (type, property, id) => {
      const pool = poolOfEntity(model, type);
      const target = poolOf(model, propertyOf(model, refer(type), property)?.schema ?? refer(type));
      if (target === undefined) return [];
      return store.ids(pool).filter((candidate) => {
        const changed = changes.get(nameOf(pool, candidate))?.get(property);
        return (changed ?? referenceAt(store, target, childKey(keyOf(seed, pool, candidate), property))) === id;
      });
    },
    create: (pool, given) => {
      const earlier = created.get(pool) ?? [];
      const index = -1 - earlier.length;
      const id = idAt(model, seed, pool, index);
      if (id === undefined) throw new Error(`mock data cannot be made for the id \`${pool}\`: give it an example`);
      created.set(pool, [...earlier, id]);
      moments.set(nameOf(pool, id), momentAt(index));
      store.change(pool, id, given);
      return id;
    },
    change: (pool, id, given) =>
      overlay(changes, nameOf(pool, id), new Map([...given].filter(([name]) => name !== "id"))),
    remove: (pool, id) => void removed.add(nameOf(pool, id)),
    document: (type, inside) => {
      const place = model.documents.get(type);
      return place === undefined ? undefined : documentAt(refer(type), place, inside);
    },
    readDocument: (schema, place, known, bound) => documentAt(schema, place, OUTSIDE, known, bound),
    isGone: (place) => removed.has(place),
    changeDocument: (place, given) => {
      removed.delete(place);
      overlay(changes, place, given);
    },
    removeDocument: (place) => {
      removed.add(place);
      changes.delete(place);
    },
    reset: () => {
      for (const held of [created, changes, moments, removed, answers]) held.clear();
    },
  };

  const documentAt = (
    schema: Schema,
    place: string,
    { path, depth }: Inside,
    known: Given = new Map(),
    bound?: Bound,
  ): Json | undefined => {
    if (removed.has(place)) return undefined;
    return makeValue(store, schema, {
      key: keyOf(seed, schema.shape === "reference" ? schema.name : "", place),
      moment: EPOCH,
      path,
      depth,
      given: fitting(model, schema, new Map([...known, ...(changes.get(place) ?? [])])),
      ...(bound && { bound }),
    });
  };

  return store;
};

/** The given properties that a schema has and whose values are valid. */
export const fitting = (model: Model, schema: Schema, given: Given = new Map()): Given => {
  const properties = given.size === 0 ? [] : propertiesOf(model, schema);
  return new Map(
    properties.flatMap((property) => {
      if (!given.has(property.name)) return [];
      const value = given.get(property.name);
      const fits = value === undefined ? !property.required : isValid(model, property.schema, value);
      return fits ? [[property.name, value] as const] : [];
    }),
  );
};

/** The schema that refers to a named type. */
export const refer = (name: string): Schema => ({ shape: "reference", name });

/** An entity from the contract, the seed and its id alone: `f(seed, type, id)`. */
export const entityOf = (contract: MockContract, seed: string, type: string, id: string): JsonObject =>
  createStore(contract, { seed }).entity(type, id, OUTSIDE);

const poolOfEntity = (model: Model, type: string): string => {
  const pool = model.entities.get(type);
  if (pool === undefined) throw new Error(`\`${type}\` is no entity: it has no required \`id\` of an id type`);
  return pool;
};

const overlay = (changes: Map<string, Map<string, Json | undefined>>, name: string, given: Given): void => {
  changes.set(name, new Map([...(changes.get(name) ?? []), ...given]));
};

const nameOf = (pool: string, id: string): string => `${pool}\0${id}`;
