/**
 * The mock of the whole contract, as a frontend team uses it: every operation, every GraphQL document and every channel
 * gives allowed answers, created things persist, and nothing fails unless a test requests it.
 */

import * as api from "@heal7/contracts";
import { type Client, asSajuResultId, asUserId, createClient } from "@heal7/contracts";
import * as documents from "@heal7/contracts/graphql";
import { createMockStore, failWith, handlers, respondWith } from "@heal7/contracts/msw";
import { connectUserSocket, openInterpretationFeed, openSystemFeed } from "@heal7/contracts/realtime";
import { ServerMessageSchema } from "@heal7/contracts/schemas";
import { validation } from "@heal7/contracts/validation/always";
import { type DocumentNode, print } from "graphql";
import { GraphQLClient } from "graphql-request";
import { createClient as createSubscriptions } from "graphql-ws";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket as WebSocketOfNode } from "ws";
import { exampleArguments, operation, operations } from "../loopback/openapi.js";

type AnyOutcome = { ok: boolean; status?: number; data?: unknown; error?: api.ApplicationError };
type Call = (client: Client, args: unknown) => Promise<AnyOutcome>;

// Not the name of a machine: a request that the mock does not answer reaches nothing.
const baseUrl = "http://api.invalid";
// The interceptor of msw replaces the global, which Node has from version 22 on.
globalThis.WebSocket ??= WebSocketOfNode as unknown as typeof WebSocket;

const store = createMockStore({ seed: "tests" });
const server = setupServer(...handlers({ baseUrl, store }));
const client = createClient({ baseUrl, token: () => "token", retry: false, validation });
const call = (id: string): Call => (api as unknown as Record<string, Call>)[id]!;
const userId = asUserId("01936f5e-7a10-7b3c-8d4e-5f60718293a4");

/** The example arguments of an operation without `If-Match`: the entity tag of an example belongs to no resource. */
const argumentsOf = (documented: Parameters<typeof exampleArguments>[0]): Record<string, unknown> => {
  const { headers, ...others } = exampleArguments(documented) as { headers?: Record<string, unknown> };
  const kept = Object.entries(headers ?? {}).filter(([name]) => name !== "If-Match");
  return kept.length > 0 ? { ...others, headers: Object.fromEntries(kept) } : others;
};

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => store.reset());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("every operation", () => {
  it.each(operations.map((operation) => [operation.operationId, operation] as const))("%s answers by the contract", async (id, operation) => {
    const outcome = await call(id)(client, argumentsOf(operation));
    expect(outcome, JSON.stringify(outcome.error?.details ?? outcome.error?.message)).toMatchObject({ ok: true });
  });

  it.each(operations.map(({ operationId }) => [operationId]))("%s can fail", async (id) => {
    server.use(failWith(id as "getHealth", "INTERNAL_ERROR", { baseUrl, once: true }));
    const args = argumentsOf(operation(id));
    expect(await call(id)(client, args)).toMatchObject({ ok: false, status: 500, error: { code: "INTERNAL_ERROR" } });
    expect(await call(id)(client, args)).toMatchObject({ ok: true });
  });
});

describe("what is created", () => {
  const input = (exampleArguments(operation("calculateSaju")) as { body: api.SajuCalculationInput }).body;

  it("is read back, listed first, and gone when it is deleted", async () => {
    const created = await api.unwrap(api.calculateSaju(client, { body: { ...input, name: "이몽룡" } }));
    expect(created.input.name).toBe("이몽룡");
    const path = { id: created.id };
    expect(await api.unwrap(api.getSajuResult(client, { path }))).toEqual(created);
    const list = await api.unwrapPage(api.listSajuHistory(client));
    expect(list.data[0]).toEqual(created);
    expect(list.pagination?.total).toBeGreaterThan(list.data.length - 1);

    await api.unwrap(api.deleteSajuResult(client, { path }));
    expect(await api.getSajuResult(client, { path })).toMatchObject({ status: 404, error: { code: "SAJU_RESULT_NOT_FOUND" } });
    const after = await api.unwrap(api.listSajuHistory(client));
    expect(after.map(({ id }) => id)).not.toContain(created.id);
  });

  it("is what was changed, wherever it is read", async () => {
    await api.unwrap(api.updateProfile(client, { body: { nickname: "별이" } }));
    expect((await api.unwrap(api.getProfile(client))).nickname).toBe("별이");
    await api.unwrap(api.updateProfile(client, { body: { nickname: null } }));
    expect((await api.unwrap(api.getProfile(client))).nickname).toBeUndefined();
  });

  it("is made once for one idempotency key", async () => {
    const options = { idempotencyKey: "one-key" };
    const first = await api.calculateSaju(client, { body: input }, options);
    const again = await api.calculateSaju(client, { body: input }, options);
    expect(again.ok && first.ok && again.data).toEqual(first.ok && first.data);
    expect(again.ok && again.response.headers.get("idempotency-replayed")).toBe("true");
  });
});

describe("the data", () => {
  it("is the same each time, and a list and its details agree", async () => {
    const first = await api.unwrap(api.listSajuHistory(client));
    store.reset();
    const again = await api.unwrap(api.listSajuHistory(client));
    expect(again).toEqual(first);
    for (const one of first) expect(await api.unwrap(api.getSajuResult(client, { path: { id: one.id } }))).toEqual(one);
  });

  it("is another with another seed, and the same for one id", async () => {
    const path = { id: asSajuResultId("01936f5f-2b3c-7d4e-8f50-61728394a5b6") };
    const one = await api.unwrap(api.getSajuResult(client, { path }));
    expect(await api.unwrap(api.getSajuResult(client, { path }))).toEqual(one);
    server.use(...handlers({ baseUrl: "http://other.invalid", seed: "other" }));
    const there = createClient({ baseUrl: "http://other.invalid", token: () => "token", retry: false });
    expect(await api.unwrap(api.getSajuResult(there, { path }))).not.toEqual(one);
  });

  it("comes in the pages that are asked for", async () => {
    const all = await api.unwrap(api.listSajuHistory(client, { query: { limit: 100 } }));
    const page = await api.unwrapPage(api.listSajuHistory(client, { query: { page: 2, limit: 3 } }));
    expect(page.data).toEqual(all.slice(3, 6));
    expect(page.pagination).toMatchObject({ page: 2, limit: 3, total: all.length });
    const past = await api.unwrap(api.listSajuHistory(client, { query: { page: 999 } }));
    expect(past).toEqual([]);
  });
});

describe("a request that does not fit", () => {
  it("is refused with everything that is wrong with it", async () => {
    const body = { birthDate: "yesterday", isLunar: false, gender: "male", name: "" } as unknown as api.SajuCalculationInput;
    const outcome = await api.calculateSaju(client, { body });
    expect(outcome).toMatchObject({ ok: false, status: 422, error: { code: "VALIDATION_FAILED" } });
    if (outcome.status === 422) {
      const pointers = outcome.error.problem.violations?.map(({ pointer }) => pointer);
      expect(pointers).toEqual(expect.arrayContaining(["/birthDate", "/name"]));
    }
  });

  it("is refused when a parameter is unknown, or a body of the wrong kind", async () => {
    expect(await api.listSajuHistory(client, { query: { pages: 2 } as never })).toMatchObject({ status: 400 });
    const upload = api.uploadAvatar(client, { body: new Blob(["no picture"], { type: "text/plain" }) });
    expect(await upload).toMatchObject({ status: 415, error: { code: "UNSUPPORTED_MEDIA_TYPE" } });
  });

  it("is refused without a token where that is asked for", async () => {
    server.use(...handlers({ baseUrl: "http://strict.invalid", auth: "required" }));
    const anonymous = createClient({ baseUrl: "http://strict.invalid", retry: false });
    expect(await api.getProfile(anonymous)).toMatchObject({ status: 401, error: { code: "UNAUTHENTICATED" } });
    expect(await api.getHealth(anonymous)).toMatchObject({ ok: true });
  });
});

describe("overrides", () => {
  it("break off as a network does", async () => {
    server.use(failWith("getHealth", "network-failure", { baseUrl }));
    expect(await api.getHealth(client)).toMatchObject({ ok: false, status: undefined, error: { code: "NETWORK_ERROR" } });
  });

  it("answer other data, typed", async () => {
    const profile = await api.unwrap(api.getProfile(client));
    server.use(respondWith("getProfile", { ...profile, name: "춘향" }, { baseUrl }));
    expect((await api.unwrap(api.getProfile(client))).name).toBe("춘향");
    // @ts-expect-error: no code of this operation
    failWith("getHealth", "PAYMENT_DECLINED");
    // @ts-expect-error: no data of this operation
    respondWith("getProfile", { nonsense: true });
  });
});

describe("GraphQL", () => {
  const graphql = new GraphQLClient(`${baseUrl}/graphql`, { headers: { authorization: "Bearer token" } });
  const { input } = { input: (exampleArguments(operation("calculateSaju")) as { body: api.SajuCalculationInput }).body };

  it("creates, reads and lists from the same state as REST", async () => {
    const { calculateSaju } = await graphql.request(documents.CalculateSajuDocument, { input });
    const id = (calculateSaju as { result?: { id: api.SajuResultId } }).result?.id ?? (await api.unwrap(api.listSajuHistory(client)))[0]!.id;
    const { sajuResult } = await graphql.request(documents.SajuResultDocument, { id });
    const rest = await api.unwrap(api.getSajuResult(client, { path: { id } }));
    expect(sajuResult?.sajuPan.day).toMatchObject(rest.sajuPan.day);
    const { mySajuResults } = await graphql.request(documents.GetMySajuResultsDocument, { first: 2 });
    expect(mySajuResults.edges).toHaveLength(2);
    expect(mySajuResults.totalCount).toBeGreaterThanOrEqual(2);
    const next = await graphql.request(documents.GetMySajuResultsDocument, { first: 2, after: mySajuResults.pageInfo.endCursor });
    expect(next.mySajuResults.edges[0]!.node.id).not.toBe(mySajuResults.edges[1]!.node.id);
  });

  it("fails as it is told, with the whole problem", async () => {
    server.use(failWith("query.aiModels", "SERVICE_UNAVAILABLE", { baseUrl }));
    const failed = await graphql.request(documents.AiModelsDocument).catch((error: unknown) => error);
    expect(failed).toMatchObject({ response: { errors: [{ extensions: { problem: { code: "SERVICE_UNAVAILABLE" } } }] } });
  });

  it("pushes what a subscription selects", async () => {
    const subscriptions = createSubscriptions({ url: `${baseUrl.replace("http", "ws")}/graphql`, webSocketImpl: globalThis.WebSocket });
    const query = print(documents.SystemStatusDocument as DocumentNode);
    const results = subscriptions.iterate<documents.SystemStatusSubscription>({ query });
    const { value } = await results.next();
    expect(value.errors).toBeUndefined();
    expect(value.data).toHaveProperty("systemStatus");
    await results.return?.();
    await subscriptions.dispose();
  });
});

describe("channels", () => {
  it("answers each message as the contract says, with its id", async () => {
    const invalid: unknown[] = [];
    const socket = connectUserSocket({ baseUrl, path: { userId }, token: () => "a.b.c", onInvalid: (raw, issues) => invalid.push(raw, issues) });
    const types: string[] = [];
    const completed = new Promise<void>((resolve) => {
      socket.subscribeAll((message) => {
        expect(ServerMessageSchema.safeParse(message).success).toBe(true);
        types.push(message.type);
        if (message.type === "saju_calculation_completed") {
          expect(message.id).toBe("m-1");
          resolve();
        }
      });
    });
    const data = (exampleArguments(operation("calculateSaju")) as { body: api.SajuCalculationInput }).body;
    socket.send({ type: "saju_calculation_request", id: "m-1", data });
    await completed;
    expect(types).toEqual(["saju_calculation_started", "saju_calculation_progress", "saju_calculation_completed"]);
    const refused = new Promise<{ id?: string }>((resolve) => void socket.subscribe("error", resolve));
    socket.send({ type: "join_room", id: "m-2", data: { room: "NOT A ROOM" } } as never);
    expect((await refused).id).toBe("m-2");
    expect(invalid).toEqual([]);
    socket.close();
  });

  it("sends a feed to its end", async () => {
    const invalid: unknown[] = [];
    const requestId = (await api.unwrap(api.requestAIInterpretation(client, exampleArguments(operation("requestAIInterpretation")) as never))).requestId;
    const feed = openInterpretationFeed({ baseUrl, path: { requestId }, token: () => "a.b.c", reconnect: { delay: 1 }, onInvalid: (raw) => invalid.push(raw) });
    const types: string[] = [];
    for await (const { message } of feed) types.push(message.type);
    expect(types[0]).toBe("started");
    expect(types.at(-1)).toBe("completed");
    expect(invalid).toEqual([]);
  });

  it("refuses a feed as it is told", async () => {
    server.use(failWith("systemFeed", "SERVICE_UNAVAILABLE", { baseUrl }));
    const feed = openSystemFeed({ baseUrl, reconnect: { attempts: 0 } });
    const failed = await (async () => {
      for await (const _ of feed) return "an event";
      return "the end";
    })().catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "SERVICE_UNAVAILABLE", status: 503 });
  });
});

it("lets nothing through to the network", async () => {
  // The mock gave every answer above.
  server.close();
  expect(await api.getHealth(client)).toMatchObject({ ok: false, error: { code: "NETWORK_ERROR" } });
  server.listen({ onUnhandledRequest: "error" });
});
