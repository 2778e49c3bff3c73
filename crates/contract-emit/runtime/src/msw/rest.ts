/**
 * REST: an HTTP request of an operation in, an HTTP response out.
 */

import type { MockOperation } from "./contract.js";
import { entityTagOf, freshnessOf, hasTag } from "./freshness.js";
import { type Json, canonical, isObject, member, objectOf } from "./json.js";
import type { Page } from "./listing.js";
import type { MockRequest } from "./mock-request.js";
import { answerOf, contentOf, entityTypeOf, poolOf, targetPoolOf } from "./model.js";
import { type Refusal, problemBody, refusalByStatus, requestIdOf } from "./problems.js";
import { type Reply, reply } from "./reply.js";
import { type AuthMode, readRequest } from "./request.js";
import { propertiesOf, propertyOf } from "./schemas.js";
import { type KeptAnswer, type Store, fitting, refer } from "./store.js";
import { violationOfName } from "./violation.js";

/** Answers a request of an operation. */
export const answerRequest = async (
  store: Store,
  operation: MockOperation,
  request: Request,
  auth: AuthMode,
): Promise<Response> => {
  const response = await answerOnce(store, operation, request, auth);
  const { versionHeader } = store.model.contract;
  if (versionHeader) response.headers.set(versionHeader.name, versionHeader.value);
  return response;
};

/** Answers a request; one that repeats an idempotency key gets the first answer again. */
const answerOnce = async (
  store: Store,
  operation: MockOperation,
  request: Request,
  auth: AuthMode,
): Promise<Response> => {
  const { contract } = store.model;
  const instance = new URL(request.url).pathname;
  const id = requestIdFor(store, request, instance);
  const refuse = (refusal: Refusal): Response => problemResponse(store, refusal, instance, id);
  const reading = await readRequest(store, operation, request, auth);
  if (reading.refusal) return refuse(reading.refusal);
  const unmet = unmetPrecondition(store, operation, reading.read);
  if (unmet) return refuse(unmet);
  const key = request.headers.get("idempotency-key");
  const { idempotencyKey } = operation.policy;
  if (idempotencyKey === "required" && key === null) {
    const violation = violationOfName(store.model, "header/idempotency-key", "required");
    return refuse({ ...refusalByStatus(contract, 400, "always"), violations: [violation] });
  }
  const person = request.headers.get("authorization") ?? "";
  const place =
    idempotencyKey === undefined || key === null ? undefined : [operation.id, person, unquoted(key)].join("\n");
  const fingerprint = canonical([reading.read.place, reading.read.body?.value ?? null]);
  const kept = place === undefined ? undefined : store.answers.get(place);
  if (kept && kept.request !== fingerprint) return refuse(refusalByStatus(contract, 422, "key"));
  if (kept)
    return responseOf(kept, [
      ["Idempotency-Replayed", "true"],
      ["X-Request-Id", id],
    ]);
  const answered = reply(store, reading.read);
  if (!answered) return refuse(refusalByStatus(contract, 404, "unrouted", operation.errors));
  const answer = { ...answerTo(store, operation, reading.read, answered), request: fingerprint };
  if (place !== undefined) store.answers.set(place, answer);
  const fresh = freshnessOf(operation, request, answer.body);
  const headers = [...fresh.headers, ["X-Request-Id", id]] as const;
  return fresh.isKnown ? responseOf({ status: 304, headers: [], body: null }, headers) : responseOf(answer, headers);
};

/** Answers a request whose method is not declared: HEAD like GET but without a body, and any other with a 405. */
export const answerOtherMethod = async (
  store: Store,
  operations: readonly MockOperation[],
  request: Request,
  auth: AuthMode,
): Promise<Response | undefined> => {
  if (request.method === "OPTIONS") return undefined;
  const get = operations.find(({ method }) => method === "GET");
  if (request.method === "HEAD" && get) {
    const { status, headers } = await answerRequest(store, get, request, auth);
    return new Response(null, { status, headers });
  }
  const instance = new URL(request.url).pathname;
  const refusal = refusalByStatus(store.model.contract, 405, "unrouted");
  const response = problemResponse(store, refusal, instance, requestIdFor(store, request, instance));
  const methods = operations.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  response.headers.set("Allow", methods.join(", "));
  return response;
};

/** A refusal as a response. */
export const problemResponse = (store: Store, refusal: Refusal, instance: string, requestId?: string): Response => {
  const body = problemBody(store, refusal, instance, requestId);
  const { status } = refusal.problem;
  const headers = new Headers({ "Content-Type": "application/problem+json" });
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (status === 429 || status === 503) headers.set("Retry-After", "1");
  if (requestId !== undefined) headers.set("X-Request-Id", requestId);
  return new Response(JSON.stringify(body), { status, headers });
};

/** The JSON of a success, in the envelope where the operation declares one. */
export const successBody = (store: Store, operation: MockOperation, value: Json, page?: Page): Json => {
  const body = answerOf(operation).body;
  const envelope = body && contentOf(store.model, body.schema).envelope;
  if (!envelope) return value;
  const pagination = page && paginationOf(store, envelope, page);
  return objectOf([
    ["success", true],
    ["data", value],
    ["pagination", pagination],
  ]);
};

/** The refusal of a change whose `If-Match` names an outdated entity tag; undefined where it may go ahead. */
const unmetPrecondition = (store: Store, operation: MockOperation, request: MockRequest): Refusal | undefined => {
  const { contract } = store.model;
  const expected = request.named.find(({ name }) => name.toLowerCase() === "if-match")?.value;
  if (typeof expected !== "string" || expected === "*") return undefined;
  const get = contract.operations.find(({ method, path }) => method === "GET" && path === operation.path);
  const declared = contract.problems.find(({ status, code }) => status === 412 && operation.errors.includes(code));
  if (!get || !declared) return undefined;
  const body = answerOf(get).body;
  const read: MockRequest = {
    intent: "read",
    place: request.place,
    named: request.named,
    output: body && contentOf(store.model, body.schema).schema,
  };
  const current = reply(store, read);
  const text = current && answerTo(store, get, read, current).body;
  const isMet = typeof text === "string" && hasTag(expected, entityTagOf(text));
  return isMet ? undefined : { problem: declared };
};

const answerTo = (
  store: Store,
  operation: MockOperation,
  request: MockRequest,
  { value, page, created }: Reply,
): Omit<KeptAnswer, "request"> => {
  const { status, body, headers = [] } = answerOf(operation);
  const isLocated = headers.some(({ name }) => name.toLowerCase() === "location");
  const location = isLocated ? [["Location", locationOf(store, request, value, created)] as const] : [];
  if (!body || value === undefined) return { status, headers: location, body: null };
  const type = ["Content-Type", "application/json"] as const;
  return { status, headers: [type, ...location], body: JSON.stringify(successBody(store, operation, value, page)) };
};

const responseOf = (
  { status, headers, body }: Omit<KeptAnswer, "request">,
  more: readonly (readonly [string, string])[],
): Response =>
  new Response(body, {
    status,
    headers: [...headers, ...more].map(([name, value]) => [name, value] as [string, string]),
  });

const paginationOf = ({ model }: Store, envelope: Parameters<typeof propertyOf>[1], page: Page): Json | undefined => {
  const property = propertyOf(model, envelope, "pagination");
  return property && objectOf(fitting(model, property.schema, new Map(Object.entries(page))));
};

/**
 * The path of a created resource. The first of these that exists: the operation that reads it by its id; an operation
 * that reads a resource by an id which the answer carries and the request did not; the new id below the request's own
 * path; an operation without path parameters that reads an entity of the answer; the request's own path.
 */
const locationOf = (store: Store, request: MockRequest, value: Json | undefined, created: Reply["created"]): string => {
  const { model } = store;
  const readers = model.contract.operations.filter(({ method }) => method === "GET");
  const { output } = request;
  if (!output || !isObject(value)) return request.place;
  const type = entityTypeOf(model, output);
  const own = type === undefined ? created : { pool: model.entities.get(type) ?? "", id: member(value, "id") ?? null };
  const carried = propertiesOf(model, output).flatMap(({ name, schema }) => {
    const pool = poolOf(model, schema);
    const isInRequest = request.body && propertyOf(model, request.body.schema, name);
    return pool === undefined || isInRequest ? [] : [{ pool, id: member(value, name) ?? null }];
  });
  for (const { pool, id } of own ? [own, ...carried] : carried) {
    const reader = readers.find(({ parameters }) => {
      const [first, ...others] = parameters.filter((parameter) => parameter.in === "path");
      return first && others.length === 0 && targetPoolOf(model, first.schema) === pool;
    });
    if (reader && typeof id === "string") return reader.path.replace(/\{[^}]+\}/, encodeURIComponent(id));
  }
  if (typeof own?.id === "string") return `${request.place}/${encodeURIComponent(own.id)}`;
  const held = propertiesOf(model, output).map(({ schema }) => model.entities.get(entityTypeOf(model, schema) ?? ""));
  const alone = readers.find((operation) => {
    const body = answerOf(operation).body?.schema;
    const read = body && entityTypeOf(model, contentOf(model, body).schema);
    return !operation.path.includes("{") && read !== undefined && held.includes(model.entities.get(read));
  });
  return alone?.path ?? request.place;
};

/** The request id of the client where it is valid, else one that the mock makes. */
const requestIdFor = (store: Store, request: Request, instance: string): string => {
  const given = request.headers.get("x-request-id");
  const fits =
    given !== null && fitting(store.model, refer(store.model.contract.problemType), new Map([["requestId", given]]));
  return fits && fits.size > 0 && given !== null ? given : requestIdOf(store, `${request.method} ${instance}`);
};

const unquoted = (key: string): string => key.replace(/^"(.*)"$/, "$1");
