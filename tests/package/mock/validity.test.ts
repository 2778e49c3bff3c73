/**
 * The contract allows every answer of the mock: the tests send thousands of different requests, valid ones and ones
 * that the mock must refuse, and validate each answer with Ajv against the OpenAPI document.
 */

import { beforeAll, expect, it } from "vitest";
import { operation as documented } from "../loopback/openapi.js";
import { invalidAnswer, invalidProblem } from "./answers.js";
import { lineOf } from "./both.js";
import { guarded, tokenOf } from "./mocks.js";
import { randomOf } from "./random.js";
import { type Json, type Operation, operations } from "./registry.js";
import { type Answered, type Asked, jsonOf, requestOf, send, valueAt } from "./requests.js";
import { type KnownIds, MISTAKES, type Sources, learnIds, valueOf, withMistake } from "./values.js";

/** A request, created when its turn comes, and the expected statuses. */
type Trial = {
  readonly operation?: Operation;
  readonly ask: () => Asked;
  readonly statuses: readonly number[];
  /** The code of the problem, if no operation declares it. */
  readonly code?: string;
};

/** The number of concurrent requests. */
const CONCURRENCY = 16;

const mock = guarded();
const random = randomOf(47);
const ids: KnownIds = new Map();
const sources = { random, ids, unknownIds: 0.6 };
/** Ids that no request has removed. */
const untouched = { random, ids: new Map() };
let token = "";
beforeAll(async () => {
  token = await tokenOf(mock);
});

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

const withHeaders = (asked: Asked, headers: Readonly<Record<string, string>>): Asked => ({
  ...asked,
  headers: { ...asked.headers, ...headers },
});

const withoutHeader = (asked: Asked, name: string): Asked => {
  const { [name]: _, ...headers } = asked.headers;
  return { ...asked, headers };
};

const withQuery = (asked: Asked, query: string): Asked => ({
  ...asked,
  path: asked.path + (asked.path.includes("?") ? "&" : "?") + query,
});

/** A valid request, with a token if the operation needs one. */
const valid = (operation: Operation, from: Sources = sources): Asked => {
  const asked = requestOf(operation, from);
  return operation.auth === "bearer" ? withHeaders(asked, { Authorization: `Bearer ${token}` }) : asked;
};

const successOf = ({ answers }: Operation): number => answers[0]?.status ?? 200;

/** Whether a valid request of an operation depends on sessions of other requests. */
const isOfSession = ({ policy }: Operation): boolean => policy.session !== undefined;

/** Valid requests. A request about a removed thing is answered with 404. */
const successes = (operation: Operation): readonly Trial[] => {
  if (isOfSession(operation) && operation.id !== "register" && operation.id !== "finishSocialLogin") return [];
  const varies = operation.parameters.some(({ in: part }) => part !== "header") || operation.body.kind === "json";
  return times(varies ? 180 : 20, () => ({
    operation,
    ask: () => valid(operation),
    statuses: [successOf(operation), 404],
  }));
};

/** Requests that the operation must refuse. */
const refusals = (operation: Operation): readonly Trial[] => {
  const { body, auth, policy } = operation;
  const texts = (part: string, wrong: readonly string[]): (readonly [string, string])[] =>
    operation.parameters
      .filter((parameter) => parameter.in === part)
      .flatMap(({ name }) => wrong.map((text) => [name, encodeURIComponent(text)] as const));
  /** Requests that are valid except for one change. */
  const changed = (status: number, count: number, change: (asked: Asked, index: number) => Asked): readonly Trial[] =>
    times(count, (index) => ({ operation, ask: () => change(valid(operation), index), statuses: [status] }));
  const [queries, paths] = [texts("query", ["-1", "?", "가"]), texts("path", ["~", "가", "a b"])];
  const refused = [
    changed(400, 6, (asked, index) => withQuery(asked, `unknown${index}=${index}`)),
    changed(400, queries.length, (asked, index) => withQuery(asked, (queries[index] ?? []).join("="))),
    changed(400, paths.length, (asked, index) => ({
      ...asked,
      path: operation.path.replace(`{${paths[index]?.[0]}}`, paths[index]?.[1] ?? ""),
    })),
    changed(400, 2, (asked, index) => withHeaders(asked, { "X-API-Version": `v${index + 7}` })),
  ];
  if (auth === "bearer") {
    refused.push(changed(401, 5, (asked) => withoutHeader(asked, "Authorization")));
    refused.push(changed(401, 5, (asked, index) => withHeaders(asked, { Authorization: `Bearer a.b.c${index}` })));
  }
  if (successOf(operation) !== 204) {
    refused.push(changed(406, 2, (asked) => withHeaders(asked, { Accept: "text/html" })));
  }
  if (body.kind !== "none") {
    refused.push(changed(415, 4, (asked, index) => withHeaders(asked, { "Content-Type": `text/x-${index}` })));
  }
  if (body.kind === "json") {
    const wrong = times(20, (index) =>
      withMistake(body.schema, valueOf(body.schema, sources), MISTAKES[index % 4] ?? "missing", random),
    );
    const texts = wrong.filter((value) => value !== undefined).map((value) => JSON.stringify(value));
    refused.push(changed(422, texts.length, (asked, index) => ({ ...asked, body: texts[index] ?? "" })));
    refused.push(changed(400, 3, (asked, index) => ({ ...asked, body: ["", "{", "{'a':1}"][index] ?? "" })));
  }
  if (body.kind === "bytes") {
    refused.push(changed(413, 1, (asked) => ({ ...asked, body: new Uint8Array(body.maxBytes + 1) })));
  }
  if (policy.idempotencyKey === "required") {
    refused.push(changed(400, 3, (asked) => withoutHeader(asked, "Idempotency-Key")));
  }
  return refused.flat();
};

/** Requests that no operation accepts. */
const strays = (): readonly Trial[] => {
  const unknown = times(100, (index): Trial => ({
    ask: () => ({ method: "GET", path: `/unknown/${index}`, headers: {} }),
    statuses: [404],
    code: "NOT_FOUND",
  }));
  const paths = [...new Set(operations.map(({ path }) => path))];
  const wrongMethods = paths.flatMap((path) =>
    ["GET", "POST", "PUT", "PATCH", "DELETE"]
      .filter((method) => !operations.some((operation) => operation.path === path && operation.method === method))
      .map((method): Trial => ({
        ask: () => ({ method, path: path.replaceAll(/\{\w+\}/g, "toss"), headers: {} }),
        statuses: [405],
        code: "METHOD_NOT_ALLOWED",
      })),
  );
  return [...unknown, ...wrongMethods];
};

const invalid: string[] = [];
const statuses = new Map<number, number>();
const different = new Set<string>();

/** Sends a request, and validates its answer. */
const examine = async ({ operation, ask, statuses: expected, code }: Trial): Promise<Answered> => {
  const asked = ask();
  const answered = await send(mock, asked);
  statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
  different.add(`${operation?.id} ${answered.status} ${answered.text.replace(/"requestId":"[^"]*"/, "")}`);
  const reason = operation
    ? invalidAnswer(documented(operation.id), answered)
    : invalidProblem(answered, expected[0] ?? 404, code ?? "");
  const wrong = expected.includes(answered.status)
    ? reason
    : `the status must be ${expected.join(" or ")}, but is ${answered.status}`;
  if (wrong !== undefined) invalid.push(`${lineOf(asked)}\n  ${wrong}\n  ${answered.text.slice(0, 500)}`);
  return answered;
};

/** Examines trials, several of them concurrently. */
const examineAll = async (trials: readonly Trial[]): Promise<void> => {
  const left = trials[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const trial of left) {
      const { status, ...answered } = await examine(trial);
      const schema = trial.operation?.answers[0]?.body?.schema;
      if (schema && status < 300) learnIds(schema, jsonOf({ status, ...answered }), ids);
    }
  };
  await Promise.all(times(CONCURRENCY, worker));
};

const operationNamed = (id: string): Operation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`the registry has no operation ${id}`);
  return found;
};

const post = (path: string, body: Json, headers: Readonly<Record<string, string>> = {}): Asked => ({
  method: "POST",
  path,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** The life of an account: it registers, signs in, renews its session, and signs out. */
const liveThroughSession = async (index: number): Promise<void> => {
  const [register, login, refreshToken, logout, profile] = [
    "register",
    "login",
    "refreshToken",
    "logout",
    "getAuthProfile",
  ].map(operationNamed) as [Operation, Operation, Operation, Operation, Operation];
  const step = (operation: Operation, asked: Asked, status: number) =>
    examine({ operation, ask: () => asked, statuses: [status] });
  const credentials = { email: `person${index}@example.com`, password: `별이빛나는밤에${index}` };
  await step(register, post(register.path, { ...credentials, name: `사람 ${index}` }), 201);
  await step(register, post(register.path, { ...credentials, name: `사람 ${index}` }), 409);
  await step(login, post(login.path, { ...credentials, password: "wrong password" }), 401);
  const session = jsonOf(await step(login, post(login.path, credentials), 200));
  const renewal = { refreshToken: valueAt(session, "/data/refreshToken") ?? "" };
  const renewed = jsonOf(await step(refreshToken, post(refreshToken.path, renewal), 200));
  await step(refreshToken, post(refreshToken.path, { refreshToken: `${"unknown_".repeat(5)}${index}` }), 401);
  const headers = { Authorization: `Bearer ${String(valueAt(renewed, "/data/token"))}` };
  await step(profile, { method: "GET", path: profile.path, headers }, 200);
  await step(logout, { method: "POST", path: logout.path, headers }, 204);
  await step(profile, { method: "GET", path: profile.path, headers }, 401);
};

/** Requests whose answers depend on an earlier one: conditions, keys, and removals. */
const dependOnEarlier = async (): Promise<void> => {
  for (const operation of operations) {
    const { responses } = documented(operation.id);
    const step = (asked: Asked, status: number) => examine({ operation, ask: () => asked, statuses: [status] });
    if (responses["304"]) {
      const asked = valid(operation, untouched);
      const { headers } = await step(asked, 200);
      await step(withHeaders(asked, { "If-None-Match": headers.get("etag") ?? "" }), 304);
    }
    if (responses["412"]) await step(withHeaders(valid(operation, untouched), { "If-Match": '"another"' }), 412);
    if (operation.policy.idempotencyKey !== undefined && operation.body.kind === "json") {
      const [first, other] = [valid(operation, untouched), valid(operation, untouched)].map((asked) =>
        withHeaders(asked, { "Idempotency-Key": `twice-${operation.id}` }),
      );
      if (!first || !other) continue;
      await step(first, successOf(operation));
      await step(first, successOf(operation));
      await step(other, 422);
    }
    if (operation.method === "DELETE") {
      const asked = valid(operation, untouched);
      await step(asked, successOf(operation));
      await step(asked, 404);
    }
  }
};

it("an answer without a required property is invalid", async () => {
  const profile = operationNamed("getProfile");
  const answered = await send(mock, valid(profile));
  expect(invalidAnswer(documented(profile.id), answered)).toBeUndefined();
  const { data } = jsonOf(answered) as { data: object };
  const broken = { ...answered, text: JSON.stringify({ success: true, data: { ...data, id: undefined } }) };
  expect(invalidAnswer(documented(profile.id), broken)).toContain("id");
});

it("each of 5,000 answers is valid", async () => {
  const trials = random.shuffle([
    ...operations.flatMap((operation) => [...successes(operation), ...refusals(operation)]),
    ...strays(),
  ]);
  await examineAll(trials);
  await Promise.all(times(10, liveThroughSession));
  await dependOnEarlier();
  expect(invalid.slice(0, 20).join("\n")).toBe("");
  expect([...statuses.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(5_000);
  expect(different.size).toBeGreaterThan(3_000);
  expect([...statuses.keys()].sort()).toEqual([
    200, 201, 202, 204, 304, 400, 401, 404, 405, 406, 409, 412, 413, 415, 422,
  ]);
});
