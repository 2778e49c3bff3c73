import { describe, expect, it } from "vitest";

import { isApplicationError } from "./index.js";
import { addBook, book, found, getBook, getStatus, listBooks, open, problem } from "./testing/bookshop.js";
import { removeBook, shopper } from "./testing/bookshop.js";
import { serve } from "./testing/server.js";

const once = { retry: false } as const;

describe("successes", () => {
  it("takes the envelope apart and keeps what stands beside the data", async () => {
    const pagination = { page: 2, total: 30 };
    const server = await serve({ body: { success: true, data: [book], message: "hello", pagination } });
    const { response, ...outcome } = (await listBooks(shopper(server))) as { response: Response };
    expect(outcome).toEqual({ ok: true, status: 200, data: [book], message: "hello", pagination });
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it("keeps data that is null or false, and lets no member of an envelope stand for the client's own", async () => {
    const server = await serve(
      { body: { success: true, data: null, ok: false, status: 1, response: 1 } },
      { body: { success: true, data: false } },
    );
    expect(await getBook(shopper(server))).toMatchObject({ ok: true, status: 200, data: null });
    expect(await getBook(shopper(server))).toMatchObject({ ok: true, data: false });
  });

  it("gives the headers of the response", async () => {
    const server = await serve({ ...found, status: 201, headers: { location: "/books/7" } });
    const outcome = await addBook(shopper(server));
    expect(outcome).toMatchObject({ ok: true, status: 201, data: book });
    expect(outcome.ok && outcome.response.headers.get("location")).toBe("/books/7");
  });

  it("gives a body without envelope as data", async () => {
    const server = await serve(open);
    expect(await getStatus(shopper(server))).toMatchObject({ ok: true, data: { open: true } });
  });

  it("has no data where there is no body", async () => {
    const server = await serve({ status: 204 }, { status: 200 }, { status: 204 });
    const first = await removeBook(shopper(server));
    expect(first).toMatchObject({ ok: true, status: 204 });
    expect(first.ok && first.data).toBeUndefined();
    expect(await removeBook(shopper(server))).toMatchObject({ ok: true, status: 200, data: undefined });
    expect(await getBook(shopper(server))).toMatchObject({ ok: true, status: 204, data: undefined });
  });
});

describe("problems", () => {
  it("become errors with everything that the server said", async () => {
    const violations = [{ pointer: "/title" }];
    const more = { errorType: "VALIDATION", message: "제목", violations, recoverable: true, requestId: "r-1" };
    const server = await serve(problem(422, "TITLE_TOO_LONG", more));
    const outcome = await addBook(shopper(server));
    expect(outcome).toMatchObject({ ok: false, status: 422 });
    if (outcome.ok) return;
    const { error } = outcome;
    expect(error).toBeInstanceOf(Error);
    expect(isApplicationError(error)).toBe(true);
    expect(error.stack).toContain("제목");
    expect({ ...error, response: undefined }).toEqual({
      name: "ApplicationError",
      type: "VALIDATION",
      code: "TITLE_TOO_LONG",
      details: violations,
      recoverable: true,
      retryable: false,
      status: 422,
      problem: { status: 422, code: "TITLE_TOO_LONG", detail: "closed today", ...more },
      operation: "addBook",
      requestId: "r-1",
      response: undefined,
      attempts: 1,
    });
    expect(error.message).toBe("제목");
    expect(error.response?.status).toBe(422);
  });

  it("are told by `detail` where there is no message, and by the header where there is no requestId", async () => {
    const server = await serve(problem(404, "BOOK_NOT_FOUND", { errors: { id: ["?"] } }, { "x-request-id": "r-2" }));
    expect(await getBook(shopper(server))).toMatchObject({
      error: { message: "closed today", requestId: "r-2", details: { id: ["?"] }, retryable: false },
    });
  });

  it("need no class where they have their media type", async () => {
    const headers = { "content-type": "application/problem+json; charset=utf-8" };
    const server = await serve(
      { status: 404, headers, body: { code: "BOOK_NOT_FOUND" } },
      { status: 500, headers, body: { code: "INTERNAL" } },
    );
    const shop = shopper(server, { retry: false });
    expect(await getBook(shop)).toMatchObject({ status: 404, error: { code: "BOOK_NOT_FOUND", type: "VALIDATION" } });
    expect(await getBook(shop)).toMatchObject({ status: 500, error: { code: "INTERNAL", type: "SERVER" } });
  });

  it("are known by their members, whatever media type a gateway makes of them", async () => {
    const server = await serve(problem(404, "BOOK_NOT_FOUND", {}, { "content-type": "text/plain" }));
    expect(await getBook(shopper(server))).toMatchObject({ status: 404, error: { code: "BOOK_NOT_FOUND" } });
  });
});

describe("what is no answer of the contract", () => {
  const gateway = { "content-type": "text/html" };

  it.each([
    ["HTML of a proxy", { status: 502, headers: gateway, body: "<h1>Bad gateway</h1>" }, true],
    ["HTML of a captive portal", { status: 200, headers: gateway, body: "<h1>Sign in</h1>" }, false],
    ["JSON that is no problem", { status: 403, body: { message: "Forbidden" } }, false],
    ["a problem without its class", { status: 404, body: { code: "BOOK_NOT_FOUND" } }, false],
    ["a failure without a body", { status: 500 }, true],
    ["no envelope", { body: { id: "7" } }, false],
    ["an envelope of a failure", { body: { success: false, data: {} } }, false],
    ["an envelope without data", { body: { success: true } }, false],
    ["no body where one is due", { status: 200 }, false],
    ["a list", { body: [1] }, false],
    ["JSON that breaks off", { body: '{"success": true, "data": {' }, false],
    ["the text null", { status: 500, body: "null" }, true],
  ] as [string, { status?: number; headers?: Record<string, string>; body?: unknown }, boolean][])("%s", async (
    _,
    { status = 200, headers = {}, body = "" },
    retryable,
  ) => {
    const server = await serve({ status, headers, body });
    const outcome = await getBook(shopper(server, once));
    expect(outcome).toMatchObject({
      ok: false,
      status: undefined,
      error: {
        type: "SERVER",
        code: "UNEXPECTED_RESPONSE",
        retryable,
        details: typeof body === "string" ? body : JSON.stringify(body),
        response: { status },
      },
    });
    expect(outcome.ok || outcome.error.status).toBeUndefined();
  });

  it("is no JSON either without an envelope", async () => {
    const server = await serve({ body: "<h1>Sign in</h1>" });
    expect(await getStatus(shopper(server))).toMatchObject({ error: { code: "UNEXPECTED_RESPONSE" } });
  });

  it("is cut at 10,000 characters", async () => {
    const server = await serve({ status: 500, body: "x".repeat(20_000) });
    const outcome = await getBook(shopper(server, once));
    expect(outcome.ok || outcome.error.details).toBe("x".repeat(10_000));
  });

  it("has the request id that a gateway sends", async () => {
    const server = await serve({ status: 500, headers: { "x-request-id": "r-3" } });
    expect(await getBook(shopper(server, once))).toMatchObject({ error: { requestId: "r-3" } });
  });
});

describe("304", () => {
  it("is not modified, no data, and nothing to report", async () => {
    const server = await serve({ status: 304, headers: { etag: '"1"' } });
    const failures: unknown[] = [];
    const client = shopper(server, { onFailure: (error) => failures.push(error), retry: { when: () => true } });
    const outcome = await getBook(client, undefined, { headers: { "if-none-match": '"1"' } });
    expect(outcome).toMatchObject({ ok: false, status: 304, error: { code: "NOT_MODIFIED", attempts: 1 } });
    expect(failures).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});

describe("validation", () => {
  it("sees the JSON of successes and problems, and lets them pass when it finds nothing", async () => {
    const server = await serve(found, problem(404, "BOOK_NOT_FOUND"), { status: 204 });
    const seen: unknown[] = [];
    const client = shopper(server, {
      validation: (...args) => {
        seen.push(args);
        return [];
      },
    });
    expect(await getBook(client)).toMatchObject({ ok: true, data: book });
    expect(await getBook(client)).toMatchObject({ status: 404 });
    expect(await removeBook(client)).toMatchObject({ ok: true });
    expect(seen).toEqual([
      ["getBook", 200, found.body],
      ["getBook", 404, problem(404, "BOOK_NOT_FOUND").body],
    ]);
  });

  it("gives the issues instead of the data", async () => {
    const server = await serve(found);
    const issues = [{ path: ["data", "title"], message: "too long" }];
    const outcome = await getBook(shopper(server, { validation: async () => issues }));
    expect(outcome).toMatchObject({
      ok: false,
      status: undefined,
      error: { type: "SERVER", code: "INVALID_RESPONSE", details: issues, response: { status: 200 }, attempts: 1 },
    });
  });

  it("keeps the problem that does not fit as the cause", async () => {
    const server = await serve(problem(404, "BOOK_NOT_FOUND"));
    const outcome = await getBook(shopper(server, { validation: () => [{ path: ["detail"], message: "missing" }] }));
    expect(outcome).toMatchObject({ error: { code: "INVALID_RESPONSE", cause: { code: "BOOK_NOT_FOUND" } } });
  });

  it("is an issue itself when it throws", async () => {
    const server = await serve(found);
    const validation = (): never => {
      throw new Error("the schemas did not load");
    };
    expect(await getBook(shopper(server, { validation }))).toMatchObject({
      error: { code: "INVALID_RESPONSE", details: [{ path: [], message: "Error: the schemas did not load" }] },
    });
  });
});
