/**
 * Answers a request from the store, whatever its transport: reads, lists, creates, changes, removes, acts.
 * docs/entity-function.md section 6 is the rule.
 */

import { type Ask, idsOf, laidOver, membersOf, merged, replacement } from "./asking.js";
import type { Schema } from "./contract.js";
import { EPOCH } from "./formats.js";
import { keyOf } from "./hash.js";
import { type Json, canonical, objectOf } from "./json.js";
import { type Page, filtered, pageOf } from "./listing.js";
import { entityTypeOf, targetPoolOf } from "./model.js";
import { propertiesOf, resolved } from "./schemas.js";
import { type Store, fitting } from "./store.js";
import { type Bound, makeValue } from "./value.js";

/** What comes of a request; undefined where what it is about was removed. */
export type Reply = {
  readonly value: Json | undefined;
  /** Where a list was cut into pages. */
  readonly page?: Page;
  /** What was created. */
  readonly created?: { readonly pool: string; readonly id: string };
};

/** Answers a request. */
export const reply = (store: Store, ask: Ask): Reply | undefined => {
  if (namesRemoved(store, ask)) return undefined;
  if (ask.intent === "remove") return removal(store, ask);
  const { model } = store;
  const type = ask.output && entityTypeOf(model, ask.output);
  if (type !== undefined) return entityReply(store, ask, type);
  const shape = ask.output && resolved(model, ask.output);
  const listed = shape?.shape === "array" ? entityTypeOf(model, shape.items) : undefined;
  if (listed === undefined) return ask.intent === "act" ? actReply(store, ask) : documentReply(store, ask);
  const { items, page } = pageOf(filtered(store, listed, ask.named), ask.named);
  return { value: items, ...(page && { page }) };
};

/**
 * What the answers to one request or message have in common: the ids that it names, and those of what it creates.
 * An answer creates the entity that it carries, where it carries one alone, the caller aside.
 */
export const boundBy = (
  store: Store,
  ask: Pick<Ask, "named" | "body">,
  outputs: readonly Schema[],
  request: string,
): { readonly bound: Bound; readonly created?: { readonly pool: string; readonly id: string } } => {
  const { model } = store;
  const ids = idsOf(model, membersOf(model, ask));
  let created: { pool: string; id: string } | undefined;
  for (const output of outputs) {
    const [carried, ...others] = propertiesOf(model, output).filter(
      (property) => property.required && entityTypeOf(model, property.schema) !== undefined,
    );
    const pool = carried && model.entities.get(entityTypeOf(model, carried.schema) ?? "");
    if (!carried || others.length > 0 || pool === undefined || model.owners.has(pool) || ids.has(pool)) continue;
    created = { pool, id: store.create(pool, laidOver(model, carried.schema, ask)) };
    ids.set(pool, created.id);
  }
  return { bound: { ids, key: keyOf(store.seed, request) }, ...(created && { created }) };
};

const namesRemoved = (store: Store, ask: Ask): boolean =>
  membersOf(store.model, ask).some(({ schema, value }) => {
    const pool = targetPoolOf(store.model, schema);
    return pool !== undefined && typeof value === "string" && store.isRemoved(pool, value);
  });

/** The id that a path or an argument names, the last one of those of a pool. */
const targetOf = (store: Store, ask: Ask, pool?: string): { pool: string; id: string } | undefined => {
  for (const { part, schema, value } of ask.named.toReversed()) {
    const own = part === "path" || part === "argument" ? targetPoolOf(store.model, schema) : undefined;
    if (own !== undefined && typeof value === "string" && (pool ?? own) === own) return { pool: own, id: value };
  }
  return undefined;
};

const removal = (store: Store, ask: Ask): Reply | undefined => {
  const target = targetOf(store, ask);
  const isOfEntity = target !== undefined && ask.place.endsWith(`/${target.id}`);
  const type = ask.output && entityTypeOf(store.model, ask.output);
  if (isOfEntity) {
    const value = type === undefined ? actReply(store, ask)?.value : store.read(type, target.id);
    store.remove(target.pool, target.id);
    return { value };
  }
  if (store.isGone(ask.place)) return undefined;
  store.removeDocument(ask.place);
  return { value: actReply(store, ask)?.value };
};

const entityReply = (store: Store, ask: Ask, type: string): Reply | undefined => {
  const { model } = store;
  const pool = model.entities.get(type) as string;
  const output = ask.output as Schema;
  const target = targetOf(store, ask, pool)?.id;
  const read = (id: string | undefined): Reply | undefined => {
    const value = id === undefined ? undefined : store.read(type, id);
    return value && { value };
  };
  const changed = target ?? store.ids(pool)[0];
  switch (ask.intent) {
    case "replace":
      if (changed !== undefined) store.change(pool, changed, replacement(model, ask));
      return read(changed);
    case "merge":
      if (changed !== undefined) store.change(pool, changed, merged(model, ask, store.read(type, changed)));
      return read(changed);
    case "act": {
      if (target !== undefined) {
        store.change(pool, target, laidOver(model, output, ask));
        return read(target);
      }
      const named = idsOf(model, membersOf(model, ask)).get(pool);
      if (named !== undefined) return read(named);
      const id = store.create(pool, laidOver(model, output, ask));
      return { value: store.read(type, id), created: { pool, id } };
    }
    default:
      return read(changed);
  }
};

const documentReply = (store: Store, ask: Ask): Reply | undefined => {
  const { model } = store;
  const { output, place } = ask;
  const known = new Map(membersOf(model, { named: ask.named }).map(({ name, value }) => [name, value]));
  const bound = { ids: idsOf(model, membersOf(model, ask)), key: keyOf(store.seed, place) };
  const now = (): Json | undefined => output && store.readDocument(output, place, known, bound);
  if (ask.intent === "replace") store.changeDocument(place, replacement(model, ask));
  if (ask.intent === "merge") store.changeDocument(place, merged(model, ask, now()));
  return store.isGone(place) ? undefined : { value: now() };
};

const actReply = (store: Store, ask: Ask): Reply => {
  const { output } = ask;
  if (!output) return { value: undefined };
  const request = `${ask.intent} ${ask.place} ${canonical(saidBy(store, ask))}`;
  const { bound, created } = boundBy(store, ask, ask.intent === "act" ? [output] : [], request);
  const value = makeValue(store, output, {
    key: keyOf(store.seed, output.shape === "reference" ? output.name : "", request),
    moment: EPOCH,
    path: [],
    depth: 0,
    given: fitting(store.model, output, laidOver(store.model, output, ask)),
    bound,
  });
  return { value, ...(created && { created }) };
};

/** Everything that a request says, for its hash. */
const saidBy = (store: Store, ask: Ask): Json =>
  objectOf(membersOf(store.model, ask).map(({ name, value }) => [name, value]));
