import { describe, expect, test } from "vitest";
import { violationsOf } from "./shape-validator.js";
import { createStore, refer } from "./store.js";
import { bookshop } from "./testing/bookshop.js";
import { BASE, openShop } from "./testing/shop.js";

const GONE = "01936f5e-8a2b-7c4d-9e6f-3a5b7c9d1e2f";
const newBook = { title: "토지", genre: "novel", authorId: GONE };

describe("a collection", () => {
  test("a page in an object shows the collection", async () => {
    const { call } = openShop();
    const created = await call("POST /books", newBook);
    const first = await call("GET /browse?limit=2");
    expect(first.json.items[0]).toEqual(created.json.data);
    expect([first.json.items.length, first.json.total]).toEqual([2, 13]);
    const all = await call("GET /books?limit=4");
    const second = await call("GET /browse?limit=2&page=2");
    expect(second.json.items).toEqual(all.json.data.slice(2));
  });

  test("a book is created, read, listed first, changed and removed", async () => {
    const { call } = openShop();

    const created = await call("POST /books", newBook);
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ success: true, data: { ...newBook, pages: 100 } });
    const { id } = created.json.data;
    expect(created.headers.get("location")).toBe(`/books/${id}`);

    const read = await call(`GET /books/${id}`);
    expect(read.json.data).toEqual(created.json.data);
    const listed = await call("GET /books");
    expect(listed.json.data[0]).toEqual(created.json.data);
    expect(listed.json.pagination.total).toBe(13);

    const changed = await call(`PATCH /books/${id}`, { title: "혼불", pages: 7 });
    expect(changed.json.data).toEqual({ ...created.json.data, title: "혼불", pages: 7 });
    expect((await call(`GET /books/${id}`)).json).toEqual(changed.json);
    expect((await call("GET /books")).json.data[0]).toEqual(changed.json.data);

    const removed = await call(`DELETE /books/${id}`);
    expect([removed.status, removed.text]).toEqual([204, ""]);
    const gone = await call(`GET /books/${id}`);
    expect(gone.status).toBe(404);
    expect(gone.headers.get("content-type")).toBe("application/problem+json");
    expect(gone.json).toMatchObject({
      success: false,
      code: "BOOK_NOT_FOUND",
      status: 404,
      instance: `/api/books/${id}`,
    });
    expect((await call("GET /books")).json.pagination.total).toBe(12);
    expect((await call(`DELETE /books/${id}`)).status).toBe(404);
  });

  test("null in a patch removes an optional property", async () => {
    const { call, store } = openShop();
    const book = store.list("Book").find((each) => each["subtitle"] !== undefined);
    const id = book?.["id"] as string;
    expect((await call(`PATCH /books/${id}`, { subtitle: null })).json.data).not.toHaveProperty("subtitle");
    expect((await call(`GET /books/${id}`)).json.data).not.toHaveProperty("subtitle");
  });

  test("the last created entity is listed first, and a reset forgets creation times", async () => {
    const { call, store } = openShop();
    const create = async (title: string): Promise<any> => (await call("POST /books", { ...newBook, title })).json.data;
    const [one, two] = [await create("하나"), await create("둘")];
    const { data } = (await call("GET /books")).json;
    expect(data.slice(0, 2)).toEqual([two, one]);
    expect([two.createdAt, one.createdAt]).toEqual(["2026-01-17T09:30:00Z", "2026-01-16T09:30:00Z"]);
    store.reset();
    expect(await create("하나")).toEqual(one);
  });

  test("every item of a list equals the entity at its own path", async () => {
    const { call } = openShop();
    const { data } = (await call("GET /books?limit=100")).json;
    expect(data).toHaveLength(12);
    for (const book of data) expect((await call(`GET /books/${book.id}`)).json.data).toEqual(book);
  });

  test("lists have the newest entities first", async () => {
    const { call } = openShop();
    const times = (await call("GET /books?limit=100")).json.data.map((book: any) => book.createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(times[0]).toBe("2026-01-15T09:30:00Z");
  });

  test("an unknown valid id has a book, the same each time", async () => {
    const { call } = openShop();
    const first = await call(`GET /books/${GONE}`);
    expect(first.json.data.id).toBe(GONE);
    expect((await call(`GET /books/${GONE}`)).text).toBe(first.text);
  });

  test("the same seed gives the same bytes after a restart and after a reset, another seed others", async () => {
    const paths = ["/books", "/books?page=2", "/me", "/shelves", `/books/${GONE}`, "/me/settings"];
    const bytesOf = async (shop: ReturnType<typeof openShop>): Promise<string[]> =>
      Promise.all(paths.map(async (path) => (await shop.call(`GET ${path}`)).text));
    const shop = openShop();
    const before = await bytesOf(shop);
    await shop.call("POST /books", newBook);
    await shop.call("PATCH /me", { name: "박둘" });
    await shop.call(`DELETE /books/${GONE}`);
    expect(await bytesOf(shop)).not.toEqual(before);
    shop.store.reset();
    expect(await bytesOf(shop)).toEqual(before);
    expect(await bytesOf(openShop())).toEqual(before);
    const other = await bytesOf(openShop({ store: createStore(bookshop, { seed: "other" }) }));
    for (const [index, text] of other.entries()) if (index !== 3) expect(text).not.toBe(before[index]);
  });

  test("pages are consecutive, and a page after the last is empty", async () => {
    const { call } = openShop();
    const pages = await Promise.all([1, 2, 3, 4].map(async (page) => (await call(`GET /books?page=${page}`)).json));
    expect(pages.map(({ data }) => data.length)).toEqual([5, 5, 2, 0]);
    expect(pages[1].pagination).toEqual({ page: 2, limit: 5, total: 12, totalPages: 3 });
    const ids = pages.flatMap(({ data }) => data.map((book: any) => book.id));
    expect(new Set(ids).size).toBe(12);
    const behind = (await call(`GET /books?after=${ids[2]}&limit=2`)).json;
    expect(behind.data.map((book: any) => book.id)).toEqual(ids.slice(3, 5));
    expect(behind.pagination.total).toBe(12);
    expect((await call(`GET /books?after=${GONE}`)).json.data).toEqual([]);
  });

  test("filters match properties: any of several values, an item of a list, part of a text", async () => {
    const { call, store } = openShop();
    const all = store.list("Book");
    const ids = async (query: string): Promise<unknown[]> =>
      (await call(`GET /books?limit=100&${query}`)).json.data.map((book: any) => book.id);
    const expected = (fits: (book: any) => boolean): unknown[] => all.filter(fits).map((book) => book["id"]);
    expect(await ids("genre=novel")).toEqual(expected((book) => book.genre === "novel"));
    expect(await ids("genre=novel&genre=essay")).toEqual(expected((book) => book.genre !== "poetry"));
    expect(await ids("tag=signed")).toEqual(expected((book) => book.tags.includes("signed")));
    expect(await ids("title=길동")).toEqual(expected((book) => book.title === "홍길동전"));
    expect(expected((book) => book.genre === "novel").length).toBeGreaterThan(0);
    expect(expected((book) => book.genre === "novel").length).toBeLessThan(12);
  });

  test("a path with an owner's id lists its items; a literal path precedes one with a parameter", async () => {
    const { call } = openShop();
    const { authorId } = (await call("GET /books")).json.data[0];
    const own = (await call(`GET /authors/${authorId}/books`)).json.data;
    expect(own.length).toBeGreaterThan(0);
    for (const book of own) expect(book.authorId).toBe(authorId);
    expect((await call(`GET /authors/${authorId}`)).json.data.books.map((book: any) => book.id)).toEqual(
      own.map((book: any) => book.id),
    );
    expect((await call("GET /books/featured")).json.data).toHaveLength(12);
  });

  test("a collection with ids of an enumeration has one item for each value", async () => {
    const { call } = openShop();
    expect((await call("GET /shelves")).json.data.map((shelf: any) => shelf.id)).toEqual(["A1", "A2", "B1"]);
    expect((await call("GET /shelves/B1")).json.data.id).toBe("B1");
    expect((await call("GET /shelves/Z9")).status).toBe(400);
  });
});

describe("singletons", () => {
  test("the caller is the first id of the owner pool, in every operation", async () => {
    const { call } = openShop();
    const { id } = (await call("GET /me")).json.data;
    const order = await call("POST /orders", { bookId: GONE }, { "Idempotency-Key": "1" });
    expect(order.json.data.memberId).toBe(id);
    expect((await call(`GET /members/${id}/orders?limit=100`)).json.data[0]).toEqual(order.json.data);
  });

  test("a PATCH of the caller's own path changes it", async () => {
    const { call } = openShop();
    const before = (await call("GET /me")).json.data;
    const changed = await call("PATCH /me", { name: "박둘", nickname: null });
    const { nickname, ...rest } = before;
    expect(changed.json.data).toEqual({ ...rest, name: "박둘" });
    expect((await call("GET /me")).json.data).toEqual(changed.json.data);
  });

  test("a document that was put is read back, also inside the caller; once removed it is absent", async () => {
    const { call, graphql } = openShop();
    expect((await call("GET /me")).json.data.settings).toEqual((await call("GET /me/settings")).json);
    const put = await call("PUT /me/settings", { theme: "dark", nickname: "벌레" });
    expect(put.json).toEqual({ theme: "dark", nickname: "벌레" });
    expect((await call("GET /me/settings")).json).toEqual(put.json);
    expect((await call("GET /me")).json.data.settings).toEqual(put.json);
    expect(await graphql("{ settings { theme nickname } }")).toEqual({ data: { settings: put.json } });
    expect((await call("PUT /me/settings", { theme: "light" })).json).toEqual({ theme: "light" });
    expect((await call("DELETE /me/settings")).status).toBe(204);
    expect((await call("GET /me/settings")).status).toBe(404);
    expect((await call("DELETE /me/settings")).status).toBe(404);
  });
});

describe("an action", () => {
  test("answers equal requests alike, and repeats the values of the request", async () => {
    const { call } = openShop();
    const one = await call("POST /quotes", { bookId: GONE, copies: 3 });
    expect(one.json).toMatchObject({ bookId: GONE, copies: 3 });
    expect((await call("POST /quotes", { copies: 3, bookId: GONE })).text).toBe(one.text);
    expect((await call("POST /quotes", { bookId: GONE })).json.copies).toBe(1);
    expect((await call("POST /quotes", { bookId: GONE, copies: 4 })).json.price).not.toBe(one.json.price);
  });

  test("an answer that carries an entity creates it, and Location is its path", async () => {
    const { call } = openShop();
    const reserved = await call("POST /reservations", { bookId: GONE, copies: 9 });
    const { order, slip } = reserved.json.data;
    expect(order).toMatchObject({ bookId: GONE, copies: 9, request: { bookId: GONE, copies: 9 } });
    expect((await call(`GET /orders/${order.id}`)).json.data).toEqual(order);
    expect(reserved.headers.get("location")).toBe(`/orders/${order.id}`);
    expect((await call(`GET /reservations/${slip}`)).json.data.slip).toBe(slip);
  });

  test("an answer that carries several entities of a type, or the caller, creates nothing", async () => {
    const { call, store } = openShop();
    const { cheaper, dearer } = (await call("POST /comparisons", { bookId: GONE })).json;
    for (const order of [cheaper, dearer]) expect((await call(`GET /orders/${order.id}`)).json.data).toEqual(order);
    const session = await call("POST /sessions", { name: "박둘" });
    expect(session.json.member).toEqual((await call("GET /me")).json.data);
    expect(session.headers.get("location")).toBe("/me");
    expect([store.ids("OrderId").length, store.ids("MemberId").length]).toEqual([12, 12]);
  });

  test("Location is built from an id of the answer, not of the request", async () => {
    const { json, headers } = await openShop().call("POST /recommendations", { bookId: GONE });
    expect(json.bookId).toBe(GONE);
    expect(headers.get("location")).toBe(`/reservations/${json.slip}`);
  });

  test("a request with the id of an entity of the answered type changes that entity", async () => {
    const { call, store } = openShop();
    const order = store.list("Order")[2];
    const cancelled = await call("POST /cancellations", { orderId: order?.["id"] ?? null, reason: "늦음" });
    expect(cancelled.json.data).toEqual(order);
    expect(store.list("Order")).toHaveLength(12);
  });

  test("a request with the id of a removed entity is refused", async () => {
    const { call, store } = openShop();
    const id = store.ids("BookId")[0] as string;
    await call(`DELETE /books/${id}`);
    const refused = await call("POST /quotes", { bookId: id });
    expect([refused.status, refused.json.code]).toEqual([404, "BOOK_NOT_FOUND"]);
  });
});

describe("an idempotency key", () => {
  const order = { bookId: GONE, copies: 2 };

  test("a repeat gets the first answer, with or without quotes around the key", async () => {
    const { call, store } = openShop();
    const first = await call("POST /orders", order, { "Idempotency-Key": "abc" });
    expect(first.headers.has("idempotency-replayed")).toBe(false);
    const again = await call("POST /orders", order, { "Idempotency-Key": '"abc"' });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(store.list("Order")).toHaveLength(13);
    const other = await call("POST /orders", order, { "Idempotency-Key": "def" });
    expect(other.json.data.id).not.toBe(first.json.data.id);
    const stranger = await call("POST /orders", order, { "Idempotency-Key": "abc", Authorization: "Bearer other" });
    expect(stranger.headers.has("idempotency-replayed")).toBe(false);
  });

  test("another body with the same key is refused, and so is a missing required key", async () => {
    const { call } = openShop();
    await call("POST /orders", order, { "Idempotency-Key": "abc" });
    const reused = await call("POST /orders", { ...order, copies: 3 }, { "Idempotency-Key": "abc" });
    expect([reused.status, reused.json.code]).toEqual([422, "KEY_REUSED"]);
    const none = await call("POST /orders", order);
    expect(none.status).toBe(400);
    expect(none.json.violations).toEqual([
      { pointer: "header/idempotency-key", code: "required", detail: "This is required." },
    ]);
    expect((await call("POST /books", newBook)).status).toBe(201);
  });
});

describe("a refusal", () => {
  test("an invalid body is refused with every violation and its pointer", async () => {
    const { call } = openShop();
    const refused = await call("POST /books", { title: "", genre: "crime", pages: 0, autor: "x" });
    expect([refused.status, refused.json.code]).toEqual([422, "INVALID"]);
    expect(refused.json.violations.map((v: any) => `${v.pointer} ${v.code}`)).toEqual([
      "/title minLength",
      "/genre enum",
      "/authorId required",
      "/pages minimum",
      "/autor additionalProperties",
    ]);
    expect(refused.json.detail).toMatch(/title: This must have at least 1 characters\. It has 0\.; genre: This must/);
    expect(refused.json.errors.genre).toEqual(['This must be one of "novel", "poetry", "essay". It is "crime".']);
    expect((await call("GET /books")).json.pagination.total).toBe(12);
  });

  test.each([
    ["GET /books?limit=0", "query/limit minimum"],
    ["GET /books?limit=ten", "query/limit type"],
    ["GET /books?limit=1.0", "query/limit type"],
    ["GET /books?page=1&page=2", "query/page repeated"],
    ["GET /books?colour=red", "query/colour unknown"],
    ["GET /books?genre=crime", "query/genre/0 enum"],
    ["GET /books/7", "path/id pattern"],
  ])("%s is a 400: %s", async (line, violation) => {
    const { status, json } = await openShop().call(line);
    expect(status).toBe(400);
    expect(json.violations.map((v: any) => `${v.pointer} ${v.code}`)).toEqual([violation]);
  });

  test("invalid JSON is a 400, another media type a 415", async () => {
    const { call } = openShop();
    const broken = new Blob(["{"], { type: "application/json" });
    expect((await call("POST /books", broken)).json).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    const form = new Blob(["title=x"], { type: "application/x-www-form-urlencoded" });
    expect((await call("POST /books", form)).json).toMatchObject({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
  });

  test("bytes of another media type are a 415, too many a 413, others are accepted", async () => {
    const { call } = openShop();
    const id = GONE;
    const put = (bytes: number, type: string): Promise<{ status: number }> =>
      call(`PUT /books/${id}/cover`, new Blob(["x".repeat(bytes)], { type }));
    expect((await put(8, "image/gif")).status).toBe(415);
    expect((await put(9, "image/png")).status).toBe(413);
    expect((await put(8, "image/png")).status).toBe(200);
  });

  test("parts are checked one by one", async () => {
    const { call } = openShop();
    const send = (parts: Readonly<Record<string, string | Blob>>): ReturnType<typeof call> => {
      const form = new FormData();
      for (const [name, part] of Object.entries(parts)) form.append(name, part);
      return call("POST /imports", form);
    };
    const csv = new Blob(["a,b"], { type: "text/csv" });
    const taken = await send({ file: csv, copies: "3" });
    expect([taken.status, taken.json.copies]).toEqual([202, 3]);
    expect((await send({ file: new Blob(["x".repeat(21)], { type: "text/csv" }) })).status).toBe(413);
    expect((await send({ file: new Blob(["x"], { type: "text/html" }) })).status).toBe(415);
    const shelves = new Blob(["[1, 2]"], { type: "application/json" });
    expect((await send({ file: csv, shelves })).status).toBe(202);
    const unlike = await send({ file: csv, shelves: '[1, "two"]' });
    expect(unlike.json.violations.map((v: any) => `${v.pointer} ${v.code}`)).toEqual(["/shelves/1 type"]);
    const wrong = await send({ copies: "ten", colour: "red" });
    expect(wrong.json.violations.map((v: any) => `${v.pointer} ${v.code}`)).toEqual([
      "/file required",
      "/copies type",
      "/colour unknown",
    ]);
  });

  test("an undeclared method is refused with the declared methods in Allow", async () => {
    const { call } = openShop();
    const refused = await call(`DELETE /books`);
    expect([refused.status, refused.json.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(refused.headers.get("allow")).toBe("GET, HEAD, POST");
    const head = await call("HEAD /books/featured");
    expect([head.status, head.text]).toEqual([200, ""]);
  });

  test("an unknown version of the API is refused", async () => {
    const { call } = openShop();
    const refused = await call("GET /books", undefined, { "X-API-Version": "v9" });
    expect([refused.status, refused.json.detail]).toEqual([400, "X-API-Version must be `v1`, but is `v9`"]);
    expect((await call("GET /books", undefined, { "X-API-Version": "v1" })).headers.get("x-api-version")).toBe("v1");
  });

  test("an entity tag is fresh until its subject changes", async () => {
    const { call } = openShop();
    const read = await call(`GET /books/${GONE}`);
    const tag = read.headers.get("etag") as string;
    expect(read.headers.get("cache-control")).toBe("private, max-age=60");
    expect((await call(`GET /books/${GONE}`, undefined, { "If-None-Match": tag })).status).toBe(304);
    const change = { title: "사씨남정기" };
    expect((await call(`PATCH /books/${GONE}`, change, { "If-Match": tag })).status).toBe(200);
    expect((await call(`GET /books/${GONE}`, undefined, { "If-None-Match": tag })).status).toBe(200);
    const stale = await call(`PATCH /books/${GONE}`, change, { "If-Match": tag });
    expect([stale.status, stale.json.code]).toEqual([412, "CHANGED_MEANWHILE"]);
  });

  test("a token is needed only with the option auth: required", async () => {
    expect((await openShop().call("GET /me")).status).toBe(200);
    const { call, store } = openShop({ auth: "required" });
    const refused = await call("GET /me");
    expect([refused.status, refused.json.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    const headers = { Authorization: "Bearer any" };
    expect((await call("GET /me", undefined, headers)).status).toBe(200);
    expect((await call("GET /books")).status).toBe(200);
    const [me, other] = store.ids("MemberId");
    expect((await call(`GET /members/${me}/orders`, undefined, headers)).status).toBe(200);
    expect((await call(`GET /members/${other}/orders`, undefined, headers)).json.code).toBe("FORBIDDEN");
  });

  test("every problem fits the contract's problem type and carries the request's id", async () => {
    const { call, store } = openShop();
    const refused = [
      await call("GET /books?limit=0"),
      await call("POST /books", { title: "" }),
      await call("POST /books", new Blob(["{"])),
      await call("POST /orders", { bookId: GONE }),
    ];
    for (const { json } of refused) expect(violationsOf(store.model, refer("Problem"), json)).toEqual([]);
    const named = await call("GET /books?limit=0", undefined, { "X-Request-Id": "mine-1" });
    expect([named.json.requestId, named.headers.get("x-request-id")]).toEqual(["mine-1", "mine-1"]);
    const unfit = await call("GET /books?limit=0", undefined, { "X-Request-Id": "not mine" });
    expect(unfit.json.requestId).not.toBe("not mine");
    expect(unfit.json.type).toBe("https://bookshop.example/problems/bad-request");
  });
});

test("every answer of every operation fits its schema", async () => {
  const { call, store } = openShop();
  const [book] = store.list("Book");
  const fill: Record<string, string> = {
    id: GONE,
    authorId: book?.["authorId"] as string,
    memberId: store.ids("MemberId")[0] as string,
    slip: "slip_0a1b2c3d4e5f",
    code: "A2",
  };
  let checked = 0;
  for (const { method, path, answers } of bookshop.operations) {
    const schema = answers[0]?.body?.schema;
    if (method !== "GET" || !schema) continue;
    const { status, json } = await call(`GET ${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? "")}`);
    expect([path, status, violationsOf(store.model, schema, json)]).toEqual([path, 200, []]);
    checked += 1;
  }
  expect(checked).toBe(bookshop.operations.filter(({ method }) => method === "GET").length);
});

test("an answer waits for the delay", async () => {
  const { call } = openShop({ delay: 30 });
  const start = performance.now();
  await call("GET /me");
  expect(performance.now() - start).toBeGreaterThanOrEqual(25);
});

test("without a base URL any host is answered", async () => {
  const { call } = openShop({ baseUrl: "*" });
  expect((await call("GET /me")).status).toBe(200);
  expect((await fetch(`${BASE.replace("shop.test", "else.test")}/me`)).status).toBe(200);
});
