// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Answers a request from the store, whatever its transport: reads, lists, creates, changes, removes, acts.
 * docs/entity-function.md section 6 is the rule.
 */

import type { Schema } from "./contract.js";
import { EPOCH } from "./formats.js";
import { keyOf } from "./hash.js";
import { type Json, canonical, objectOf } from "./json.js";
import { PAGING, type Page, filtered, pageOf } from "./listing.js";
import { type MockRequest, idsOf, membersOf, merged, overlayOf, replacement } from "./mock-request.js";
import { entityTypeOf, pageListOf, targetPoolOf } from "./model.js";
import { propertiesOf, resolved } from "./schemas.js";
import { type Store, fitting } from "./store.js";
import { type Bound, makeValue } from "./value.js";

/** The outcome of a request; undefined where its subject was removed. */
export type Reply = {
  readonly value: Json | undefined;
  /** The position of a page of a list. */
  readonly page?: Page;
  /** The entity that was created. */
  readonly created?: { readonly pool: string; readonly id: string };
};

/** Answers a request. */
export const reply = (store: Store, request: MockRequest): Reply | undefined => {
  if (namesRemoved(store, request)) return undefined;
  if (request.intent === "remove") return removal(store, request);
  const { model } = store;
  const type = request.output && entityTypeOf(model, request.output);
  if (type !== undefined) return entityReply(store, request, type);
  const shape = request.output && resolved(model, request.output);
  const listed = shape?.shape === "array" ? entityTypeOf(model, shape.items) : undefined;
  if (listed === undefined) return request.intent === "act" ? actReply(store, request) : documentReply(store, request);
  const { items, page } = pageOf(filtered(store, listed, request.named), request.named);
  return { value: items, ...(page && { page }) };
};

/**
 * The ids that all answers to one request or message share: those that it names, and those of the entities that it
 * creates. An answer that carries exactly one entity creates it, unless it is the caller.
 */
export const boundBy = (
  store: Store,
  request: Pick<MockRequest, "named" | "body">,
  outputs: readonly Schema[],
  text: string,
): { readonly bound: Bound; readonly created?: { readonly pool: string; readonly id: string } } => {
  const { model } = store;
  const ids = idsOf(model, membersOf(model, request));
  let created: { pool: string; id: string } | undefined;
  for (const output of outputs) {
    const [carried, ...others] = propertiesOf(model, output).filter(
      (property) => property.required && entityTypeOf(model, property.schema) !== undefined,
    );
    const pool = carried && model.entities.get(entityTypeOf(model, carried.schema) ?? "");
    if (!carried || others.length > 0 || pool === undefined || model.owners.has(pool) || ids.has(pool)) continue;
    created = { pool, id: store.create(pool, overlayOf(model, carried.schema, request)) };
    ids.set(pool, created.id);
  }
  return { bound: { ids, key: keyOf(store.seed, text) }, ...(created && { created }) };
};

const namesRemoved = (store: Store, request: MockRequest): boolean =>
  membersOf(store.model, request).some(({ name, schema, value }) => {
    if (PAGING.has(name)) return false;
    const pool = targetPoolOf(store.model, schema);
    return pool !== undefined && typeof value === "string" && store.isRemoved(pool, value);
  });

/** The last id that the path or an argument names, of any pool or of one. */
const targetOf = (store: Store, request: MockRequest, pool?: string): { pool: string; id: string } | undefined => {
  for (const { part, schema, value } of request.named.toReversed()) {
    const own = part === "path" || part === "argument" ? targetPoolOf(store.model, schema) : undefined;
    if (own !== undefined && typeof value === "string" && (pool ?? own) === own) return { pool: own, id: value };
  }
  return undefined;
};

const removal = (store: Store, request: MockRequest): Reply | undefined => {
  const target = targetOf(store, request);
  const isOfEntity = target !== undefined && request.place.endsWith(`/${target.id}`);
  const type = request.output && entityTypeOf(store.model, request.output);
  if (isOfEntity) {
    const value = type === undefined ? actReply(store, request)?.value : store.read(type, target.id);
    store.remove(target.pool, target.id);
    return { value };
  }
  if (store.isGone(request.place)) return undefined;
  store.removeDocument(request.place);
  return { value: actReply(store, request)?.value };
};

const entityReply = (store: Store, request: MockRequest, type: string): Reply | undefined => {
  const { model } = store;
  const pool = model.entities.get(type) as string;
  const output = request.output as Schema;
  const target = targetOf(store, request, pool)?.id;
  const read = (id: string | undefined): Reply | undefined => {
    const value = id === undefined ? undefined : store.read(type, id);
    return value && { value };
  };
  const changed = target ?? store.ids(pool)[0];
  switch (request.intent) {
    case "replace":
      if (changed !== undefined) store.change(pool, changed, replacement(model, request));
      return read(changed);
    case "merge":
      if (changed !== undefined) store.change(pool, changed, merged(model, request, store.read(type, changed)));
      return read(changed);
    case "act": {
      if (target !== undefined) {
        store.change(pool, target, overlayOf(model, output, request));
        return read(target);
      }
      const named = idsOf(model, membersOf(model, request)).get(pool);
      if (named !== undefined) return read(named);
      const id = store.create(pool, overlayOf(model, output, request));
      return { value: store.read(type, id), created: { pool, id } };
    }
    default:
      return read(changed);
  }
};

const documentReply = (store: Store, request: MockRequest): Reply | undefined => {
  const { model } = store;
  const { output, place } = request;
  const parameters = membersOf(model, { named: request.named }).map(({ name, value }) => [name, value] as const);
  const known = new Map<string, Json>([...parameters, ...(request.intent === "read" ? pageProperties(store, request) : [])]);
  const bound = { ids: idsOf(model, membersOf(model, request)), key: keyOf(store.seed, place) };
  const now = (): Json | undefined => output && store.readDocument(output, place, known, bound);
  if (request.intent === "replace") store.changeDocument(place, replacement(model, request));
  if (request.intent === "merge") store.changeDocument(place, merged(model, request, now()));
  return store.isGone(place) ? undefined : { value: now() };
};

/** The list of a page and its numbers; empty where the answer is no page. */
const pageProperties = (store: Store, { output, named }: MockRequest): readonly (readonly [string, Json])[] => {
  const listed = output && pageListOf(store.model, output);
  if (listed === undefined) return [];
  const found = filtered(store, listed.type, named);
  const { items, page } = pageOf(found, named);
  const total = found.length;
  const numbers = page ?? { page: 1, limit: total, total, totalPages: total > 0 ? 1 : 0 };
  return [...Object.entries(numbers), [listed.property, items]];
};

const actReply = (store: Store, request: MockRequest): Reply => {
  const { output } = request;
  if (!output) return { value: undefined };
  const text = `${request.intent} ${request.place} ${canonical(valuesOf(store, request))}`;
  const { bound, created } = boundBy(store, request, request.intent === "act" ? [output] : [], text);
  const value = makeValue(store, output, {
    key: keyOf(store.seed, output.shape === "reference" ? output.name : "", text),
    moment: EPOCH,
    path: [],
    depth: 0,
    given: fitting(store.model, output, overlayOf(store.model, output, request)),
    bound,
  });
  return { value, ...(created && { created }) };
};

/** All values of a request, for its hash. */
const valuesOf = (store: Store, request: MockRequest): Json =>
  objectOf(membersOf(store.model, request).map(({ name, value }) => [name, value]));
