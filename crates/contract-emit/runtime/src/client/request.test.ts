import { describe, expect, it, onTestFinished, vi } from "vitest";

import { call } from "./index.js";
import { addBook, askClerk, getBook, listBooks, open, putCover, sellBook, shopper } from "./testing/bookshop.js";
import { found } from "./testing/bookshop.js";
import { serve } from "./testing/server.js";

describe("URLs", () => {
  it("keeps the path of the base URL, with or without a slash, as text or as a URL", async () => {
    const server = await serve(found);
    for (const baseUrl of [`${server.url}/api/`, `${server.url}/api`, new URL(`${server.url}/api/`)]) {
      await getBook(shopper(server, { baseUrl }));
    }
    expect(server.requests.map(({ url }) => url)).toEqual(["/api/books/7", "/api/books/7", "/api/books/7"]);
  });

  it("encodes path parameters", async () => {
    const server = await serve(found);
    await getBook(shopper(server), { path: { id: "a/b?c#d %훈" } });
    expect(server.requests[0]?.url).toBe("/books/a%2Fb%3Fc%23d%20%25%ED%9B%88");
  });

  it.each(["", ".", "..", undefined])("refuses the path parameter %j, which would name another path", async (id) => {
    const server = await serve(found);
    const outcome = await getBook(shopper(server), { path: { id: id as string } });
    expect(outcome).toMatchObject({
      ok: false,
      status: undefined,
      error: { code: "INVALID_ARGUMENTS", type: "VALIDATION", retryable: false, attempts: 0, operation: "getBook" },
    });
    expect(outcome.ok || outcome.error.message).toContain("path parameter id");
    expect(server.requests).toEqual([]);
  });

  it("refuses half of a surrogate pair, which no URL can hold", async () => {
    const outcome = await getBook(shopper({ url: "http://127.0.0.1:9" }), { path: { id: "\ud800" } });
    expect(outcome).toMatchObject({ error: { code: "INVALID_ARGUMENTS", cause: expect.any(URIError) } });
  });

  it("repeats the key of a list and leaves out what is undefined", async () => {
    const server = await serve({ body: { success: true, data: [] } });
    const query: object = { page: undefined, tags: ["a b", "c&d"], used: false };
    await listBooks(shopper(server), { query });
    await listBooks(shopper(server), { query: { tags: [] } });
    await listBooks(shopper(server));
    const urls = server.requests.map(({ url }) => url);
    expect(urls).toEqual(["/books?tags=a+b&tags=c%26d&used=false", "/books", "/books"]);
  });
});

describe("headers", () => {
  it("sends version, client headers, parameters and call headers, the particular before the general", async () => {
    const server = await serve(open);
    const client = shopper(server, {
      version: { name: "X-Shop-Version", value: "v1" },
      headers: async () => ({ "x-app": "web", "x-tab": "client", "x-page": "client" }),
    });
    const operation = { id: "peek", method: "GET", path: "/peek" };
    const headers = { "x-tab": 2, "x-page": true, "x-absent": undefined };
    await call(client, operation, { headers }, { headers: [["X-Page", "call"]] });
    const sent = server.requests[0]?.headers;
    expect(sent).toMatchObject({ "x-shop-version": "v1", "x-app": "web", "x-tab": "2", "x-page": "call" });
    expect(sent).not.toHaveProperty("x-absent");
    expect(sent).not.toHaveProperty("authorization");
    expect(sent).not.toHaveProperty("content-type");
  });

  it("sends the token with operations that need one, and never with public ones", async () => {
    const server = await serve(found);
    const client = shopper(server, { token: () => "secret" });
    await getBook(client);
    await listBooks(client);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", undefined]);
  });

  it("calls without a token when there is none yet", async () => {
    const server = await serve(found);
    expect(await getBook(shopper(server, { token: async () => undefined }))).toMatchObject({ ok: true });
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it.each([
    ["a token", { token: () => Promise.reject(new Error("storage is locked")) }],
    ["headers", { headers: () => Promise.reject(new Error("storage is locked")) }],
    [
      "onRequest",
      {
        onRequest: () => {
          throw new Error("storage is locked");
        },
      },
    ],
  ])("fails without a request when %s cannot be had", async (_, options) => {
    const server = await serve(found);
    const outcome = await getBook(shopper(server, options));
    expect(outcome).toMatchObject({ error: { code: "INVALID_ARGUMENTS", message: "storage is locked", attempts: 0 } });
    expect(server.requests).toEqual([]);
  });

  it("fails without a request when a header cannot be sent", async () => {
    const headers = { "x-name": "한글" };
    const outcome = await getBook(shopper({ url: "http://127.0.0.1:9" }), undefined, { headers });
    expect(outcome).toMatchObject({ error: { code: "INVALID_ARGUMENTS", cause: expect.any(TypeError) } });
  });
});

describe("bodies", () => {
  it("sends JSON", async () => {
    const server = await serve({ ...found, status: 201 });
    await addBook(shopper(server), { body: { title: "훈민정음" } });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"title":"훈민정음"}',
    });
  });

  it("sends the JSON values null and false", async () => {
    const server = await serve(open);
    await askClerk(shopper(server), { body: null });
    await askClerk(shopper(server), { body: false });
    expect(server.requests.map(({ body }) => body)).toEqual(["null", "false"]);
  });

  it("refuses a body that is no JSON", async () => {
    const endless: { self?: unknown } = {};
    endless.self = endless;
    for (const body of [endless, { pages: 1n }]) {
      const outcome = await addBook(shopper({ url: "http://127.0.0.1:9" }), { body });
      const cause: unknown = expect.any(TypeError);
      expect(outcome).toMatchObject({ error: { code: "INVALID_ARGUMENTS", cause, attempts: 0 } });
    }
  });

  it("sends bytes with the type of the Blob, or with the one that is named", async () => {
    const server = await serve(open);
    const client = shopper(server);
    await putCover(client, { body: new Blob(["png"], { type: "image/png" }) });
    await putCover(client, { body: new Blob(["webp"], { type: "image/png" }), contentType: "image/webp" });
    await putCover(client, { body: new TextEncoder().encode("view"), contentType: "image/jpeg" });
    await putCover(client, { body: new TextEncoder().encode("buffer").buffer, contentType: "image/jpeg" });
    expect(server.requests.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
      ["image/png", "png"],
      ["image/webp", "webp"],
      ["image/jpeg", "view"],
      ["image/jpeg", "buffer"],
    ]);
  });

  it("sends a stream", async () => {
    const server = await serve(open);
    const body = new Blob(["drop by drop"]).stream();
    expect(await putCover(shopper(server), { body, contentType: "image/png" })).toMatchObject({ ok: true });
    expect(server.requests[0]).toMatchObject({ body: "drop by drop", headers: { "content-type": "image/png" } });
  });

  it("makes a form of a multipart body", async () => {
    const server = await serve(open);
    const body = {
      cover: new File(["png"], "cover.png", { type: "image/png" }),
      pages: [1, 2],
      price: 12000,
      note: "signed",
      seller: { name: "김" },
      absent: undefined,
    };
    await sellBook(shopper(server), { body });
    const request = server.requests[0];
    const form = await new Response(request?.body ?? "", {
      headers: { "content-type": request?.headers["content-type"] ?? "" },
    }).formData();
    expect([...form.keys()]).toEqual(["cover", "pages", "price", "note", "seller"]);
    const cover = form.get("cover") as File;
    expect([cover.name, cover.type, await cover.text()]).toEqual(["cover.png", "image/png", "png"]);
    expect([form.get("price"), form.get("note")]).toEqual(["12000", "signed"]);
    for (const [name, json] of [["pages", "[1,2]"], ["seller", '{"name":"김"}']] as const) {
      const part = form.get(name) as File;
      expect([part.type, await part.text()]).toEqual(["application/json", json]);
    }
  });
});

describe("idempotency keys", () => {
  it("makes a new UUID for each call of an operation that takes one, and none for others", async () => {
    const server = await serve({ ...found, status: 201 });
    const client = shopper(server);
    await addBook(client);
    await addBook(client);
    await getBook(client);
    const [first, second, third] = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(second).not.toBe(first);
    expect(third).toBeUndefined();
  });

  it("sends the one that it is given", async () => {
    const server = await serve({ ...found, status: 201 });
    await addBook(shopper(server), undefined, { idempotencyKey: "order-7" });
    expect(server.requests[0]?.headers["idempotency-key"]).toBe("order-7");
  });

  it("makes one where the browser has no randomUUID, as on pages without TLS", async () => {
    const server = await serve({ ...found, status: 201 });
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    onTestFinished(() => void vi.unstubAllGlobals());
    await addBook(shopper(server));
    expect(server.requests[0]?.headers["idempotency-key"]).toMatch(/^\d+(-\d+){3}$/);
  });
});

describe("settings of fetch", () => {
  it("passes on those of the client and, before them, those of the call, and keeps its own to itself", async () => {
    const inits: RequestInit[] = [];
    const client = shopper(
      { url: "http://shop.test" },
      {
        init: { credentials: "include", cache: "no-store", next: { tags: ["books"] } },
        fetch: async (_, init) => {
          inits.push(init);
          return Response.json(found.body);
        },
      },
    );
    await getBook(client, undefined, {
      cache: "reload",
      keepalive: true,
      next: { revalidate: 60 },
      timeout: 500,
      retry: false,
      idempotencyKey: "7",
    });
    expect(inits[0]).toMatchObject({
      method: "GET",
      credentials: "include",
      cache: "reload",
      keepalive: true,
      next: { revalidate: 60 },
      signal: expect.any(AbortSignal),
    });
    for (const own of ["timeout", "retry", "idempotencyKey"]) expect(inits[0]).not.toHaveProperty(own);
  });

  it("looks up the global fetch at each request", async () => {
    const client = shopper({ url: "http://shop.test" });
    vi.stubGlobal("fetch", async () => Response.json(found.body));
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await getBook(client)).toMatchObject({ ok: true });
  });
});
