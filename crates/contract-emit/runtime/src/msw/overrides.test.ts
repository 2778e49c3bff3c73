import { describe, expect, test } from "vitest";
import { graphqlOverrides } from "./graphql/index.js";
import { failWith, respondWith } from "./index.js";
import { bookshop } from "./testing/bookshop.js";
import { BASE, type Shop, openShop } from "./testing/shop.js";

const ID = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
const fail = (shop: Shop, target: string, failure: string, options?: { once?: boolean }): void =>
  shop.use(failWith(bookshop, BASE, target, failure, options, graphqlOverrides));

describe("failWith", () => {
  test("fails one operation until the override is removed", async () => {
    const shop = openShop();
    fail(shop, "getBook", "CLOSED");
    for (let count = 0; count < 2; count += 1) {
      const { status, headers, json } = await shop.call(`GET /books/${ID}`);
      expect([status, json.code, json.instance]).toEqual([503, "CLOSED", `/api/books/${ID}`]);
      expect(headers.get("content-type")).toBe("application/problem+json");
      expect(headers.get("retry-after")).toBe("1");
    }
    expect((await shop.call("GET /books")).status).toBe(200);
  });

  test("fails only the first request with `once`", async () => {
    const shop = openShop();
    fail(shop, "getMe", "CLOSED", { once: true });
    expect((await shop.call("GET /me")).status).toBe(503);
    expect((await shop.call("GET /me")).status).toBe(200);
  });

  test("a network failure rejects the fetch", async () => {
    const shop = openShop();
    fail(shop, "getMe", "network-failure", { once: true });
    await expect(shop.call("GET /me")).rejects.toThrow(TypeError);
    expect((await shop.call("GET /me")).status).toBe(200);
  });

  test("a GraphQL field fails under its alias; documents without it are answered", async () => {
    const shop = openShop();
    fail(shop, "query.book", "CLOSED");
    const alone = await shop.graphql(`{ mine: book(id: "${ID}") { id } }`);
    expect(alone).toMatchObject({
      data: { mine: null },
      errors: [{ path: ["mine"], extensions: { code: "INTERNAL_SERVER_ERROR", problem: { code: "CLOSED" } } }],
    });
    const inFragment = await shop.graphql(
      `query { ...F } fragment F on Query { newest { id } book(id: "${ID}") { id } }`,
    );
    expect([inFragment.data, inFragment.errors.length]).toEqual([null, 1]);
    expect((await shop.graphql("{ newest { id } }")).data.newest).toHaveLength(12);
    expect((await shop.graphql("{ newest ")).errors[0].message).toMatch(/^Syntax Error/);
  });

  test("a field with `once` fails in the first document that selects it", async () => {
    const shop = openShop();
    fail(shop, "mutation.quote", "BOOK_NOT_FOUND", { once: true });
    await shop.graphql("{ newest { id } }");
    const query = `mutation { quote(bookId: "${ID}") { price } }`;
    expect((await shop.graphql(query)).errors[0].extensions.problem.code).toBe("BOOK_NOT_FOUND");
    expect((await shop.graphql(query)).errors).toBeUndefined();
  });

  test("a subscription with `once` fails, the next one does not", async () => {
    const shop = openShop();
    fail(shop, "subscription.orderProgress", "CLOSED", { once: true });
    const connection = await shop.socket("/graphql");
    connection.send({ type: "connection_init" });
    await connection.receive();
    const payload = { query: `subscription { orderProgress(orderId: "${ID}") { percent } }` };
    connection.send({ id: "1", type: "subscribe", payload });
    const refused = await connection.receive();
    expect([refused.id, refused.type, refused.payload[0].extensions.problem.code]).toEqual(["1", "error", "CLOSED"]);
    connection.send({ id: "2", type: "subscribe", payload });
    expect(await connection.receive()).toMatchObject({ id: "2", type: "next" });
  });

  test("one client message is answered with an error, the others as usual", async () => {
    const shop = openShop();
    fail(shop, "counter.place_order", "SOLD_OUT");
    const connection = await shop.socket(`/counter/${ID}`);
    connection.send({ type: "place_order", id: "m1", data: { bookId: ID } });
    expect(await connection.receive()).toMatchObject({
      type: "error",
      id: "m1",
      problem: { code: "SOLD_OUT", status: 409 },
    });
    connection.send({ type: "ask_price", id: "m2", data: { bookId: ID } });
    expect(await connection.receive()).toMatchObject({ type: "price", id: "m2" });
    expect(shop.store.list("Order")).toHaveLength(12);
  });

  test("a WebSocket channel is closed, an SSE channel is answered with a problem", async () => {
    const shop = openShop();
    fail(shop, "counter", "UNAUTHENTICATED");
    fail(shop, "orderFeed", "FORBIDDEN");
    expect(await (await shop.socket(`/counter/${ID}`)).closed).toEqual([4401, "UNAUTHENTICATED"]);
    expect((await shop.call(`GET /orders/${ID}/events`)).json.code).toBe("FORBIDDEN");
  });

  test("a network failure closes a channel at its connection or at a message", async () => {
    const shop = openShop();
    fail(shop, "counter.ask_price", "network-failure");
    const connection = await shop.socket(`/counter/${ID}`);
    connection.send({ type: "ask_price", data: { bookId: ID } });
    expect((await connection.closed)[0]).toBe(1011);
    fail(shop, "counter", "network-failure");
    expect((await (await shop.socket(`/counter/${ID}`)).closed)[0]).toBe(1011);
  });

  test.each([
    ["getBok", "CLOSED"],
    ["query.bok", "CLOSED"],
    ["orderFeed.queued", "CLOSED"],
    ["getBook", "CLOSE"],
  ])("throws for the unknown target or code: %s with %s", (target, code) => {
    expect(() => failWith(bookshop, BASE, target, code)).toThrow(/the contract has no/);
  });
});

describe("respondWith", () => {
  test("an operation answers with the data in its envelope and with its status", async () => {
    const shop = openShop();
    shop.use(respondWith(bookshop, BASE, "addBook", { title: "토지" }));
    const { status, json } = await shop.call("POST /books", { title: "x" });
    expect([status, json]).toEqual([201, { success: true, data: { title: "토지" } }]);
    shop.use(respondWith(bookshop, BASE, "quote", { price: 1 }, { status: 203 }));
    expect(await shop.call("POST /quotes", {})).toMatchObject({ status: 203, json: { price: 1 } });
    shop.use(respondWith(bookshop, BASE, "removeBook", undefined));
    expect(await shop.call(`DELETE /books/${ID}`)).toMatchObject({ status: 204, text: "" });
  });

  test("a function receives the request and its number", async () => {
    const shop = openShop();
    shop.use(
      respondWith(bookshop, BASE, "getMe", async ({ request, count }) => ({
        name: new URL(request.url).pathname,
        count,
      })),
    );
    await shop.call("GET /me");
    expect((await shop.call("GET /me")).json.data).toEqual({ name: "/api/me", count: 2 });
  });

  test("a GraphQL field alone in its document answers the selected data", async () => {
    const shop = openShop();
    shop.use(
      respondWith(bookshop, BASE, "query.book", { id: ID, title: "토지", pages: 3 }, { once: true }, graphqlOverrides),
    );
    const query = `{ mine: book(id: "${ID}") { title } }`;
    expect(await shop.graphql(query)).toEqual({ data: { mine: { title: "토지" } } });
    expect((await shop.graphql(query)).data.mine.title).not.toBe("토지");
  });

  test("a channel cannot be answered with data", () => {
    expect(() => respondWith(bookshop, BASE, "counter", {})).toThrow(/only an operation, a query or a mutation/);
  });
});
