/** The entities of the mock: each id has its own, a connection has each once, and the same request has the same bytes. */

import { beforeAll, expect, it } from "vitest";
import { graphqlRequest } from "./graphql.js";
import { guarded, open, reset, tokenOf } from "./mocks.js";
import { randomOf } from "./random.js";
import { type Json, operations, typeNamed } from "./registry.js";
import { type Answered, type Asked, jsonOf, requestOf, send, valueAt } from "./requests.js";
import { valueOf } from "./values.js";

const mock = guarded();
const random = randomOf(7);
const sources = { random, ids: new Map<string, string[]>() };
let authorization = "";

beforeAll(async () => {
  await reset(mock);
  authorization = `Bearer ${await tokenOf(mock)}`;
});

const ask = async (asked: Asked): Promise<Answered> =>
  send(mock, { ...asked, headers: { authorization, ...asked.headers } });

const get = (path: string): Asked => ({ method: "GET", path, headers: {} });

/** Creates a result, and returns its id. */
const createResult = async (): Promise<string> => {
  const calculate = operations.find(({ id }) => id === "calculateSaju");
  if (!calculate) throw new Error("the registry has no operation calculateSaju");
  const answered = await ask(requestOf(calculate, sources));
  expect(answered.status).toBe(201);
  return String(valueAt(jsonOf(answered), "/data/id"));
};

const freshIds = (pool: string, count: number): readonly string[] => {
  const ids = new Set<string>();
  while (ids.size < count) ids.add(String(valueOf(typeNamed(pool).schema, sources)));
  return [...ids];
};

it.each([
  ["a result", "SajuResultId", "/saju/results/"],
  ["an interpretation", "InterpretationId", "/saju/interpretations/"],
])("%s of each of 100 ids is another one", async (_, pool, path) => {
  const ids = freshIds(pool, 100);
  const entities = await Promise.all(
    ids.map(async (id) => valueAt(jsonOf(await ask(get(path + id))), "/data") as { id: string }),
  );
  expect(entities.map(({ id }) => id)).toEqual(ids);
  // The ids are removed: the other properties differ too.
  expect(new Set(entities.map(({ id: _id, ...rest }) => JSON.stringify(rest))).size).toBe(100);
});

it("a walk through a connection meets each result once", async () => {
  const created = [];
  for (let count = 0; count < 7; count += 1) created.push(await createResult());
  const [removed = "", ...kept] = created;
  expect((await ask({ ...get(`/saju/results/${removed}`), method: "DELETE" })).status).toBe(204);
  const query = `query Walk($after: String) {
    mySajuResults(first: 5, after: $after) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } }
  }`;
  const met: string[] = [];
  const totals = new Set<number>();
  for (let after: Json = null, pages = 0; pages < 100; pages += 1) {
    const { text, status } = await ask(graphqlRequest({ text: query }, { after }));
    expect(status).toBe(200);
    const { mySajuResults: page } = (JSON.parse(text) as { data: { mySajuResults: Page } }).data;
    met.push(...page.edges.map(({ node }) => node.id));
    totals.add(page.totalCount);
    expect(page.pageInfo.hasPreviousPage).toBe(pages > 0);
    expect(page.edges.length).toBeGreaterThan(0);
    if (!page.pageInfo.hasNextPage) break;
    expect(page.edges).toHaveLength(5);
    after = page.pageInfo.endCursor;
  }
  expect(new Set(met).size).toBe(met.length);
  expect([...totals]).toEqual([met.length]);
  expect(met.slice(0, kept.length)).toEqual(kept.toReversed());
  const listed = jsonOf(await ask(get("/saju/history?limit=100"))) as {
    data: { id: string }[];
    pagination: { total: number };
  };
  expect(met).toEqual(listed.data.map(({ id }) => id));
  expect(listed.pagination.total).toBe(met.length);
});

type Page = {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
};

/** The part of an answer that repeats with the same request. */
const bytesOf = ({ status, headers, text }: Answered): Json => [
  status,
  headers.get("x-request-id"),
  headers.get("etag"),
  text,
];

const withRequestId = (asked: Asked): Asked => ({
  ...asked,
  headers: { ...asked.headers, "x-request-id": "01936f5f-2b3c-7d4e-8f50-61728394a5b6" },
});

it.each(operations.filter(({ method }) => method === "GET").map((operation) => [operation.id, operation] as const))(
  "%s answers the same request with the same bytes",
  async (_, operation) => {
    const [valid] = [requestOf(operation, sources)];
    for (const asked of [valid, { ...valid, path: `${valid.path.split("?")[0]}?unknown=1` }].map(withRequestId)) {
      const first = bytesOf(await ask(asked));
      expect(bytesOf(await ask(asked))).toEqual(first);
    }
  },
);

it("another mock with the same seed answers with the same bytes", async () => {
  const paths = [
    ...freshIds("SajuResultId", 20).map((id) => `/saju/results/${id}`),
    ...freshIds("InterpretationId", 20).map((id) => `/saju/interpretations/${id}`),
  ];
  for (const asked of paths.map((path) => withRequestId(get(path)))) {
    expect(bytesOf(await send(open(), asked))).toEqual(bytesOf(await ask(asked)));
  }
});

it("a mock that was reset answers with the same bytes as before", async () => {
  await reset(mock);
  const paths = [
    "/saju/history?limit=100",
    "/saju/recent",
    "/users/profile",
    "/users/preferences",
    "/users/birth-info",
    "/payments/history",
    "/health",
  ];
  const asked = paths.map((path) => withRequestId(get(path)));
  const before = [];
  for (const each of asked) before.push(bytesOf(await ask(each)));
  const id = await createResult();
  await ask({ ...get(`/saju/results/${id}`), method: "DELETE" });
  await ask({
    method: "PATCH",
    path: "/users/profile",
    headers: { "Content-Type": "application/json" },
    body: '{"name":"성춘향"}',
  });
  expect(bytesOf(await ask(withRequestId(get("/users/profile"))))).not.toEqual(before[2]);
  await reset(mock);
  for (const [index, each] of asked.entries()) expect(bytesOf(await ask(each)), paths[index]).toEqual(before[index]);
});
