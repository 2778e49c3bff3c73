import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { ApplicationError, RetryOptions } from "./index.js";
import { addBook, askClerk, book, found, getBook, open, problem } from "./testing/bookshop.js";
import { putCover, removeBook, shopper } from "./testing/bookshop.js";
import { type Reply, serve } from "./testing/server.js";

const closed = problem(503, "CLOSED", { retryable: true });

/** The milliseconds between the attempts of a call, on a clock that is not waited for. */
const delaysOf = async (retry: RetryOptions | undefined, ...retryAfter: readonly string[]): Promise<number[]> => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const times: number[] = [];
  const fetch = async (): Promise<Response> => {
    const header = retryAfter[times.length];
    times.push(Date.now());
    return Response.json(closed.body, { status: 503, headers: header ? { "retry-after": header } : {} });
  };
  const outcome = getBook(shopper({ url: "http://shop.test" }, { retry, fetch }));
  await vi.runAllTimersAsync();
  expect(await outcome).toMatchObject({ status: 503, error: { attempts: times.length } });
  expect(vi.getTimerCount()).toBe(0);
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
};

const attemptsOf = async (reply: Reply, retry: RetryOptions | false = {}): Promise<number> => {
  const server = await serve(reply);
  const outcome = await getBook(shopper(server, { retry: retry && { delay: 1, ...retry } }));
  expect(outcome.ok).toBe(false);
  expect(outcome.ok || outcome.error.attempts).toBe(server.requests.length);
  return server.requests.length;
};

describe("what is retried", () => {
  it("is a problem of 5xx, until it is none", async () => {
    const server = await serve(closed, closed, found);
    expect(await getBook(shopper(server))).toMatchObject({ ok: true, data: book });
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, Reply, number]>([
    ["a problem of 5xx, three times", closed, 4],
    ["a 5xx without a problem", { status: 502, body: "<h1>Bad gateway</h1>" }, 4],
    ["a 4xx: not", problem(404, "BOOK_NOT_FOUND", { retryable: true }), 1],
    ["429 with Retry-After", problem(429, "SLOW_DOWN", {}, { "retry-after": "0" }), 4],
    ["429 without: not", problem(429, "SLOW_DOWN"), 1],
    ["429 with one that says nothing: not", problem(429, "SLOW_DOWN", {}, { "retry-after": "soon" }), 1],
    ["a lost connection: not", "drop", 1],
    ["an answer that is none of the contract: not", { body: "<h1>Sign in</h1>" }, 1],
  ])("%s", async (_, reply, attempts) => {
    expect(await attemptsOf(reply)).toBe(attempts);
  });

  it("is what `when` says, instead", async () => {
    const seen: ApplicationError[] = [];
    const when = (error: ApplicationError): boolean => {
      seen.push(error);
      return error.type === "NETWORK";
    };
    expect(await attemptsOf("drop", { when, attempts: 2 })).toBe(3);
    expect(await attemptsOf(closed, { when })).toBe(1);
    expect(seen.map(({ code }) => code)).toEqual(["NETWORK_ERROR", "NETWORK_ERROR", "CLOSED"]);
  });

  it("ends in an outcome when `when` throws", async () => {
    const server = await serve(closed);
    const when = (): never => {
      throw new Error("no idea");
    };
    expect(await getBook(shopper(server, { retry: { when } }))).toMatchObject({ error: { message: "no idea" } });
  });

  it("is nothing when it is switched off, for the client or the call", async () => {
    expect(await attemptsOf(closed, false)).toBe(1);
    expect(await attemptsOf(closed, { attempts: 0 })).toBe(1);
    const server = await serve(closed);
    await getBook(shopper(server), undefined, { retry: false });
    expect(server.requests).toHaveLength(1);
    await getBook(shopper(server, { retry: false }), undefined, { retry: { attempts: 1, delay: 1 } });
    expect(server.requests).toHaveLength(3);
  });

  it("is what the call says before what the client says", async () => {
    const server = await serve(closed);
    await getBook(shopper(server, { retry: { attempts: 1, delay: 1 } }), undefined, { retry: { attempts: 2 } });
    expect(server.requests).toHaveLength(3);
  });
});

describe("which calls", () => {
  it("are those by methods that can be repeated", async () => {
    const server = await serve(closed);
    await removeBook(shopper(server));
    expect(server.requests).toHaveLength(4);
    await askClerk(shopper(server), { body: "?" });
    expect(server.requests).toHaveLength(5);
  });

  it("are those with an idempotency key, which stays the same", async () => {
    const server = await serve(closed, closed, { ...found, status: 201 });
    expect(await addBook(shopper(server))).toMatchObject({ ok: true });
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("send the same body again", async () => {
    const server = await serve(closed, open);
    await putCover(shopper(server), { body: new Blob(["png"]) });
    expect(server.requests.map(({ body }) => body)).toEqual(["png", "png"]);
  });

  it("are not those whose body is a stream", async () => {
    const server = await serve(closed);
    expect(await putCover(shopper(server), { body: new Blob(["png"]).stream() })).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("delays", () => {
  const random = (value: number): void => {
    vi.spyOn(Math, "random").mockReturnValue(value);
    onTestFinished(() => void vi.restoreAllMocks());
  };

  it("grow by the factor, from a second on when nothing else is said", async () => {
    random(0);
    expect(await delaysOf(undefined)).toEqual([1000, 1500, 2250]);
    expect(await delaysOf({ delay: 10, factor: 3, attempts: 4 })).toEqual([10, 30, 90, 270]);
  });

  it("are up to a tenth longer, so that clients spread", async () => {
    random(0.5);
    expect(await delaysOf({})).toEqual([1050, 1575, 2362]);
    expect(await delaysOf({ attempts: 1 }, "10")).toEqual([10_500]);
  });

  it("may be none", async () => {
    expect(await delaysOf({ delay: 0, attempts: 2 })).toEqual([0, 0]);
  });

  it("are what Retry-After says in seconds", async () => {
    random(0);
    expect(await delaysOf({}, "7", "60", "soon")).toEqual([7000, 60_000, 2250]);
  });

  it("are what Retry-After says as a date, and none when that is past", async () => {
    random(0);
    vi.useFakeTimers({ now: Date.parse("2026-01-02T03:04:05Z") });
    expect(await delaysOf({}, "Fri, 02 Jan 2026 03:04:25 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", "0")).toEqual([
      20_000, 0, 0,
    ]);
  });

  it("are not waited for when Retry-After is longer than a minute", async () => {
    expect(await attemptsOf(problem(503, "CLOSED", {}, { "retry-after": "61" }))).toBe(1);
    expect(await attemptsOf(problem(429, "SLOW_DOWN", {}, { "retry-after": "86400" }))).toBe(1);
  });
});
