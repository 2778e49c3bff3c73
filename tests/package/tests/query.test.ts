/**
 * The options for TanStack Query, in a real QueryClient with the loopback server: data, pages, stale times, errors, and
 * the invalidation of the queries that the contract names after a mutation.
 */

import { type ApplicationError, type Client, type SajuResult, asSajuResultId, createClient } from "@heal7/contracts";
import {
  calculateSajuInvalidates,
  calculateSajuMutation,
  deleteSajuResultMutation,
  getProfileQuery,
  getSajuResultKey,
  getSajuResultQuery,
  listSajuHistoryInfiniteQuery,
  listSajuHistoryQuery,
  logoutMutation,
} from "@heal7/contracts/query";
import { MutationObserver, QueryClient, type QueryKey } from "@tanstack/react-query";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { exampleArguments, operation } from "../loopback/openapi.js";
import { type Loopback, problem, startLoopback } from "../loopback/server.js";

const id = asSajuResultId("01936f5f-2b3c-7d4e-8f50-61728394a5b6");

let server: Loopback;
let client: Client;
let queries: QueryClient;

beforeAll(async () => {
  server = await startLoopback();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.received.length = 0;
  client = createClient({ baseUrl: server.baseUrl, token: () => "token", retry: false });
  queries = new QueryClient();
});
afterEach(() => queries.clear());

describe("a query", () => {
  it("gives the data and keeps it as long as the contract says", async () => {
    const options = getSajuResultQuery(client, { path: { id } });
    const first = await queries.fetchQuery(options);
    expectTypeOf(first).toEqualTypeOf<SajuResult>();
    expect(first.id).toBe(id);
    await queries.fetchQuery(options);
    expect(server.received).toHaveLength(1);
    expect(options.staleTime).toBe(86_400_000);
    expect(getProfileQuery(client).staleTime).toBe(300_000);
  });

  it("is found by its key, with its type", async () => {
    const options = getSajuResultQuery(client, { path: { id } });
    await queries.fetchQuery(options);
    const cached = queries.getQueryData(options.queryKey);
    expectTypeOf(cached).toEqualTypeOf<SajuResult | undefined>();
    expect(cached?.id).toBe(id);
    expect(options.queryKey).toEqual(["saju", "getSajuResult", { path: { id } }]);
    expect(getSajuResultKey()).toEqual(["saju", "getSajuResult"]);
  });

  it("fails with the error of the outcome, and does not repeat what the client has repeated", async () => {
    server.next.push((_, response) => problem(response, 404, "SAJU_RESULT_NOT_FOUND"));
    const failed = queries.fetchQuery(getSajuResultQuery(client, { path: { id } }));
    await expect(failed).rejects.toMatchObject({ code: "SAJU_RESULT_NOT_FOUND", status: 404 } satisfies Partial<ApplicationError>);
    expect(server.received).toHaveLength(1);
  });

  it("is ended with its call when nobody waits for it", async () => {
    let ended!: () => void;
    const closed = new Promise<void>((resolve) => (ended = resolve));
    server.next.push((_, response) => response.on("close", ended));
    const options = getSajuResultQuery(client, { path: { id } });
    const pending = queries.fetchQuery(options).catch(() => "cancelled");
    await expect.poll(() => server.received.length).toBe(1);
    await queries.cancelQueries({ queryKey: options.queryKey });
    expect(await pending).toBe("cancelled");
    await closed;
  });
});

describe("a list", () => {
  const example = operation("listSajuHistory").responses["200"]?.content?.["application/json"]?.example as object;

  /** Answers with a page of two. */
  const answerPage = (page: number): void => {
    server.next.push((_, response) => {
      const body = { ...example, pagination: { page, limit: 1, total: 2, totalPages: 2 } };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  };

  it("comes with its pagination", async () => {
    answerPage(1);
    const page = await queries.fetchQuery(listSajuHistoryQuery(client, { query: { page: 1 } }));
    expect(page.data).toHaveLength(1);
    expect(page.pagination?.page).toBe(1);
  });

  it("asks for one page after another until there is none", async () => {
    answerPage(1);
    answerPage(2);
    const options = listSajuHistoryInfiniteQuery(client, { query: { limit: 1 } });
    const { pages, pageParams } = await queries.fetchInfiniteQuery({ ...options, pages: 5 });
    expect(pages).toHaveLength(2);
    expect(pageParams).toEqual([1, 2]);
    expect(server.received.map(({ url }) => url.search)).toEqual(["?limit=1&page=1", "?limit=1&page=2"]);
  });
});

describe("a mutation", () => {
  const stale = (key: QueryKey): boolean => queries.getQueryState(key)?.isInvalidated === true;

  it("makes stale what the contract names, and nothing else", async () => {
    const result = getSajuResultQuery(client, { path: { id } });
    const history = listSajuHistoryQuery(client);
    await queries.fetchQuery(result);
    await queries.fetchQuery(history);
    const args = exampleArguments(operation("calculateSaju")) as { body: never };
    const data = await new MutationObserver(queries, calculateSajuMutation(client)).mutate(args);
    expect(data.id).toBe(id);
    expect(stale(history.queryKey)).toBe(true);
    expect(stale(result.queryKey)).toBe(false);
    expect(calculateSajuInvalidates()).toContainEqual(["saju", "listSajuHistory"]);

    await new MutationObserver(queries, deleteSajuResultMutation(client)).mutate({ path: { id } });
    expect(stale(result.queryKey)).toBe(true);
  });

  it("takes nothing where the operation takes nothing", async () => {
    expect(await new MutationObserver(queries, logoutMutation(client)).mutate()).toBeUndefined();
  });

  it("leaves the cache alone when it fails", async () => {
    const history = listSajuHistoryQuery(client);
    await queries.fetchQuery(history);
    server.next.push((_, response) => problem(response, 422, "INVALID_SOLAR_DATE"));
    const args = exampleArguments(operation("calculateSaju")) as { body: never };
    const failed = new MutationObserver(queries, calculateSajuMutation(client)).mutate(args);
    await expect(failed).rejects.toMatchObject({ code: "INVALID_SOLAR_DATE", type: "VALIDATION" });
    expect(stale(history.queryKey)).toBe(false);
  });
});
