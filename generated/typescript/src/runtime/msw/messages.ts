// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The messages that a server sends by itself or in answer to a client. docs/entity-function.md section 7 is the rule.
 */

import type { MockChannel } from "./contract.js";
import { EPOCH } from "./formats.js";
import { childKey, keyOf } from "./hash.js";
import { type Json, type JsonObject, canonical, isObject, member } from "./json.js";
import { type MockRequest, type Named, idsOf, membersOf, overlayOf } from "./mock-request.js";
import { type Refusal, problemBody, refusalByStatus } from "./problems.js";
import { boundBy } from "./reply.js";
import { propertiesOf, resolved } from "./schemas.js";
import { violationsOf } from "./shape-validator.js";
import { type Given, type Store, fitting, refer } from "./store.js";
import { type Bound, makeValue } from "./value.js";

/** A message, and its name: the value of its tag, or the name of its type where it has none. */
export type Message = { readonly name: string; readonly value: Json };

/** The number of messages in a series of one type. */
const SERIES = 3;

/**
 * The messages of a feed. A union gives each variant once, in the order of the contract and up to the first that ends
 * the feed, without the variants that carry a problem. An entity gives its three newest, the oldest of them first. Any
 * other type gives three values.
 */
export const seriesOf = (
  store: Store,
  type: string,
  place: string,
  named: readonly Named[],
  ends: readonly string[] = [],
): readonly Message[] => {
  const { model } = store;
  const members = membersOf(model, { named });
  const bound = { ids: idsOf(model, members), key: keyOf(store.seed, type, place) };
  const given = new Map(members.map(({ name, value }) => [name, value]));
  const schema = resolved(model, refer(type));
  if (schema.shape === "union") {
    const variants = schema.variants.filter((variant) => !carriesProblem(store, variant.name));
    const last = variants.findIndex((variant) => ends.includes(variant.value));
    return variants.slice(0, last < 0 ? variants.length : last + 1).map(({ value: name, name: variant }) => ({
      name,
      value: makeMessage(store, variant, childKey(bound.key, name), given, bound),
    }));
  }
  const pool = model.entities.get(type);
  if (pool !== undefined) {
    const id = bound.ids.get(pool);
    const ids = id === undefined ? store.ids(pool).slice(0, SERIES).toReversed() : [id];
    return ids.flatMap((each) => {
      const value = store.read(type, each);
      return value ? [{ name: type, value }] : [];
    });
  }
  return Array.from({ length: SERIES }, (_, index) => ({
    name: type,
    value: makeMessage(store, type, childKey(bound.key, String(index)), given, bound),
  }));
};

/** The messages with which a channel answers a client's text, valid or not. */
export const answersTo = (
  store: Store,
  channel: MockChannel,
  text: string,
  instance: string,
): readonly JsonObject[] => {
  const { model } = store;
  const client = channel.client === undefined ? undefined : refer(channel.client);
  if (!client) return [];
  const message = parsed(text);
  if (message === undefined) {
    const refusal = { ...refusalByStatus(model.contract, 400, "always"), detail: "the message is not JSON" };
    return errorMessage(store, channel, message, refusal, instance);
  }
  const violations = violationsOf(model, client, message);
  if (violations.length > 0 || !isObject(message)) {
    const refusal = { ...refusalByStatus(model.contract, 422, "body"), violations };
    return errorMessage(store, channel, message, refusal, instance);
  }
  const tag = tagOf(store, channel.client, message);
  const answers = channel.receivers?.[tag?.value ?? ""]?.answers ?? [];
  const server = resolved(model, refer(channel.server));
  if (!tag || server.shape !== "union") return [];
  const variants = answers.flatMap((name) => server.variants.filter((variant) => variant.value === name));
  const request: Pick<MockRequest, "named"> = {
    named: propertiesOf(model, refer(tag.type)).flatMap(({ name, schema }) => {
      const value = name === tag.name ? undefined : member(message, name);
      return value === undefined ? [] : [{ part: "argument" as const, name, schema, value }];
    }),
  };
  const { bound } = boundBy(
    store,
    request,
    variants.map((variant) => refer(variant.name)),
    `${channel.id} ${canonical(message)}`,
  );
  return variants.map(({ name, value }, index) => {
    const given = overlayOf(model, refer(name), request);
    // A message that comes again is another one.
    const before = variants.slice(0, index).filter((other) => other.value === value).length;
    const key = childKey(bound.key, value);
    return makeMessage(store, name, before === 0 ? key : childKey(key, `${before}`), given, bound) as JsonObject;
  });
};

/** The server's `error` message with a problem in it, where the channel has one. */
export const errorMessage = (
  store: Store,
  channel: MockChannel,
  cause: Json | undefined,
  refusal: Refusal,
  instance: string,
): readonly JsonObject[] => {
  const { model } = store;
  const server = resolved(model, refer(channel.server));
  const variant = server.shape === "union" ? server.variants.find(({ value }) => value === "error") : undefined;
  const property =
    variant &&
    propertiesOf(model, refer(variant.name)).find(
      ({ schema }) => schema.shape === "reference" && schema.name === model.contract.problemType,
    );
  if (!variant || !property) return [];
  const given = new Map<string, Json>([[property.name, problemBody(store, refusal, instance)]]);
  const id = isObject(cause) ? member(cause, "id") : undefined;
  if (id !== undefined) given.set("id", id);
  return [makeMessage(store, variant.name, keyOf(store.seed, channel.id, "error"), given) as JsonObject];
};

/** The tag of a message of a union: its property, its value, and the type of the variant. */
export const tagOf = (
  { model }: Store,
  union: string | undefined,
  message: JsonObject,
): { readonly name: string; readonly value: string; readonly type: string } | undefined => {
  const schema = union === undefined ? undefined : resolved(model, refer(union));
  if (schema?.shape !== "union") return undefined;
  const variant = schema.variants.find(({ value }) => value === member(message, schema.tag));
  return variant && { name: schema.tag, value: variant.value, type: variant.name };
};

/** Parses text as JSON; undefined where it is not JSON. */
export const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** A message with the values of its request. Its `id` repeats the `id` of the client's message, or is absent. */
const makeMessage = (store: Store, type: string, key: number, given: Given, bound?: Bound): Json => {
  const schema = refer(type);
  const optional = propertiesOf(store.model, schema).some(({ name, required }) => name === "id" && !required);
  const known = new Map<string, Json | undefined>(optional ? [["id", undefined]] : []);
  for (const [name, value] of fitting(store.model, schema, given)) known.set(name, value);
  return makeValue(store, schema, { key, moment: EPOCH, path: [], depth: 0, given: known, ...(bound && { bound }) });
};

const carriesProblem = ({ model }: Store, type: string): boolean =>
  propertiesOf(model, refer(type)).some(
    ({ required, schema }) => required && schema.shape === "reference" && schema.name === model.contract.problemType,
  );
