import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { ApplicationError, Operation, OutgoingRequest } from "./index.js";
import { book, found, getBook, problem, removeBook, shopper } from "./testing/bookshop.js";
import { serve } from "./testing/server.js";

const closed = problem(503, "CLOSED");

describe("a call that gets no answer", () => {
  it.each([
    ["nobody listens", "http://127.0.0.1:1", {}],
    ["there is no such URL", "nowhere", {}],
    ["fetch throws at once", "http://shop.test", { fetch: () => thrown(new TypeError("Failed to fetch")) }],
  ])("does not reject when %s", async (_, url, options) => {
    expect(await getBook(shopper({ url }, options))).toMatchObject({
      ok: false,
      status: undefined,
      error: { type: "NETWORK", code: "NETWORK_ERROR", retryable: true, attempts: 1, cause: expect.any(TypeError) },
    });
  });

  it("does not reject when the server drops the connection", async () => {
    const outcome = await getBook(shopper(await serve("drop")));
    expect(outcome).toMatchObject({ error: { code: "NETWORK_ERROR", operation: "getBook" } });
  });

  it.each([undefined, null, "text", Symbol("reason")])("does not reject when %s is thrown", async (reason) => {
    const fetch = (): Promise<Response> => Promise.reject(reason);
    const outcome = await getBook(shopper({ url: "http://shop.test" }, { fetch }));
    expect(outcome).toMatchObject({ error: { code: "NETWORK_ERROR" } });
    const token = (): Promise<string> => Promise.reject(reason);
    const unsent = await getBook(shopper({ url: "http://shop.test" }, { token }));
    expect(unsent).toMatchObject({ error: { code: "INVALID_ARGUMENTS", message: String(reason) } });
  });
});

describe("hooks", () => {
  it("see each request, may add to its headers, and see each response", async () => {
    const server = await serve(closed, found);
    const requests: OutgoingRequest[] = [];
    const responses: [number, number][] = [];
    const client = shopper(server, {
      onRequest: async (request) => {
        requests.push(request);
        request.headers.set("traceparent", `00-${request.attempt}`);
      },
      onResponse: ({ status }, { attempt }) => responses.push([status, attempt]),
    });
    expect(await getBook(client)).toMatchObject({ ok: true });
    expect(requests).toMatchObject([
      { operation: "getBook", attempt: 1, method: "GET", url: `${server.url}/books/7` },
      { operation: "getBook", attempt: 2 },
    ]);
    expect(responses).toEqual([
      [503, 1],
      [200, 2],
    ]);
    expect(server.requests.map(({ headers }) => headers["traceparent"])).toEqual(["00-1", "00-2"]);
  });

  it("may read a copy of the response", async () => {
    const server = await serve(found);
    const texts: Promise<string>[] = [];
    const client = shopper(server, { onResponse: (response) => texts.push(response.clone().text()) });
    expect(await getBook(client)).toMatchObject({ ok: true, data: book });
    expect(await texts[0]).toBe(JSON.stringify(found.body));
  });

  it("report each call that fails once, whatever the reason, and none that succeeds", async () => {
    const failures: [ApplicationError, Operation][] = [];
    const onFailure = (error: ApplicationError, operation: Operation): unknown => failures.push([error, operation]);
    await getBook(shopper(await serve(closed, closed, found), { onFailure }));
    expect(failures).toEqual([]);
    const outcome = await removeBook(shopper(await serve(closed), { onFailure }));
    await getBook(shopper(await serve("drop"), { onFailure }));
    await getBook(shopper(await serve(found), { onFailure }), { path: { id: "" } });
    await getBook(shopper(await serve(found), { onFailure }), undefined, { signal: AbortSignal.abort() });
    expect(failures.map(([error, { id }]) => [error.code, id])).toEqual([
      ["CLOSED", "removeBook"],
      ["NETWORK_ERROR", "getBook"],
      ["INVALID_ARGUMENTS", "getBook"],
      ["ABORTED", "getBook"],
    ]);
    expect(failures[0]?.[0]).toBe(outcome.ok || outcome.error);
    expect(failures[0]?.[0].attempts).toBe(4);
  });

  it("that only watch change nothing when they throw or reject", async () => {
    const errors: unknown[] = [];
    vi.spyOn(console, "error").mockImplementation((error) => errors.push(error));
    onTestFinished(() => void vi.restoreAllMocks());
    const server = await serve(problem(404, "BOOK_NOT_FOUND"));
    const options = { onResponse: () => thrown("first"), onFailure: () => Promise.reject("second") };
    expect(await getBook(shopper(server, options))).toMatchObject({ status: 404 });
    await vi.waitFor(() => expect(errors).toEqual(["first", "second"]));
  });
});

describe("two clients", () => {
  it("share nothing", async () => {
    const first = await serve(found);
    const second = await serve(found);
    const one = shopper(first, { token: () => "one", headers: { "x-app": "one" } });
    const other = shopper(second, { token: () => "other" });
    await Promise.all([getBook(one), getBook(other), getBook(one)]);
    expect(first.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer one", "Bearer one"]);
    expect(second.requests.map(({ headers }) => [headers.authorization, headers["x-app"]])).toEqual([
      ["Bearer other", undefined],
    ]);
  });
});

const thrown = (reason: unknown): never => {
  throw reason;
};
