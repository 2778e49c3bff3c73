import { describe, expect, it, onTestFinished } from "vitest";

import { addBook, found, getBook, problem, shopper } from "./testing/bookshop.js";
import { serve } from "./testing/server.js";
import { pause, within } from "./within.js";

const closed = problem(503, "CLOSED");

/**
 * The timers that still keep this process alive after a second. The count is of the whole process, where short ones of
 * others come and go: what a test looks for must last longer, and none may.
 */
const lastingTimers = async (): Promise<number> => {
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const end = performance.now() + 1000;
  while (timers() > 0 && performance.now() < end) await new Promise(setImmediate);
  return timers();
};

/** Holds that nothing is left listening on a signal. */
const watched = (controller = new AbortController()): { signal: AbortSignal; listeners: () => number } => {
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    listeners += 1;
    Reflect.apply(addEventListener, signal, args);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    listeners -= 1;
    Reflect.apply(removeEventListener, signal, args);
  };
  return { signal, listeners: () => listeners };
};

describe("time", () => {
  it.each(["hang", "stall"] as const)("is over for a server that %ss", async (reply) => {
    const server = await serve(reply);
    expect(await getBook(shopper(server, { timeout: 30 }))).toMatchObject({
      ok: false,
      status: undefined,
      error: {
        type: "TIMEOUT",
        code: "REQUEST_TIMEOUT",
        message: "No answer in 30 ms",
        retryable: true,
        attempts: 1,
        cause: { name: "TimeoutError" },
      },
    });
  });

  it("is over for a token that does not come, and for a fetch that takes no notice", async () => {
    const never = (): Promise<never> => new Promise(() => {});
    const server = await serve(found);
    for (const options of [{ token: never }, { fetch: never }]) {
      const outcome = await getBook(shopper(server, { timeout: 10, ...options }));
      expect(outcome).toMatchObject({ error: { code: "REQUEST_TIMEOUT" } });
    }
    expect(server.requests).toEqual([]);
  });

  it("is given to each attempt anew", async () => {
    let requests = 0;
    // No socket: a busy machine could use up such a short time before a request arrives.
    const fetch = (): Promise<Response> =>
      ++requests < 3 ? new Promise(() => {}) : Promise.resolve(Response.json(found.body));
    const retry = { delay: 1, when: () => true };
    const client = shopper({ url: "http://shop.test" }, { timeout: 30, retry, fetch });
    expect(await getBook(client)).toMatchObject({ ok: true });
    expect(requests).toBe(3);
  });

  it("is the call's before the client's, and none when it is 0", async () => {
    const hanging = await serve("hang");
    const outcome = await getBook(shopper(hanging, { timeout: 60_000 }), undefined, { timeout: 10 });
    expect(outcome).toMatchObject({ error: { code: "REQUEST_TIMEOUT" } });
    const server = await serve("hang");
    const controller = new AbortController();
    const endless = getBook(shopper(server, { timeout: 0 }), undefined, { signal: controller.signal });
    await server.received(1);
    expect(await lastingTimers()).toBe(0);
    controller.abort();
    expect(await endless).toMatchObject({ error: { code: "ABORTED" } });
  });
});

describe("the caller's signal", () => {
  const aborted = { ok: false, status: undefined, error: { type: "NETWORK", code: "ABORTED", retryable: false } };

  it("ends a call before it is sent", async () => {
    const server = await serve(found);
    const signal = AbortSignal.abort(new Error("left the page"));
    const outcome = await getBook(shopper(server), undefined, { signal });
    expect(outcome).toMatchObject(aborted);
    expect(outcome).toMatchObject({ error: { cause: { message: "left the page" }, attempts: 0 } });
    expect(server.requests).toEqual([]);
  });

  it.each(["hang", "stall"] as const)("ends a call while the server %ss", async (reply) => {
    const server = await serve(reply);
    const controller = new AbortController();
    const outcome = getBook(shopper(server), undefined, { signal: controller.signal });
    await server.received(1);
    controller.abort("enough");
    expect(await outcome).toMatchObject(aborted);
    expect(await outcome).toMatchObject({ error: { cause: "enough", attempts: 1 } });
  });

  it("ends the wait for a repetition at once", async () => {
    const server = await serve(closed);
    const controller = new AbortController();
    const onResponse = (): unknown => setTimeout(() => controller.abort());
    const client = shopper(server, { retry: { delay: 60_000 }, onResponse });
    const start = performance.now();
    expect(await getBook(client, undefined, { signal: controller.signal })).toMatchObject(aborted);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(server.requests).toHaveLength(1);
  });

  it("ends the wait for a token, and nothing is sent when it comes after all", async () => {
    const urls: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      urls.push(url);
      return Response.json(found.body);
    };
    const controller = new AbortController();
    let bring = (_token: string): void => {};
    const token = (): Promise<string> => new Promise((resolve) => (bring = resolve));
    const client = shopper({ url: "http://shop.test" }, { token, fetch });
    const outcome = getBook(client, undefined, { signal: controller.signal });
    controller.abort();
    expect(await outcome).toMatchObject(aborted);
    bring("late");
    await new Promise(setImmediate);
    expect(urls).toEqual([]);
  });

  it("is not asked about by `when`", async () => {
    const errors: unknown[] = [];
    const retry = { when: (error: unknown) => errors.push(error) > 0 };
    await getBook(shopper({ url: "http://shop.test" }, { retry }), undefined, { signal: AbortSignal.abort() });
    expect(errors).toEqual([]);
  });

  it("may be a time limit for the whole call", async () => {
    const server = await serve("hang");
    const outcome = await getBook(shopper(server), undefined, { signal: AbortSignal.timeout(20) });
    expect(outcome).toMatchObject({ error: { code: "ABORTED", cause: { name: "TimeoutError" } } });
  });
});

describe("what is left behind", () => {
  it("is no timer and no listener, however a call ends", async () => {
    const rejections: unknown[] = [];
    const keep = (reason: unknown): void => void rejections.push(reason);
    process.on("unhandledRejection", keep);
    onTestFinished(() => void process.off("unhandledRejection", keep));
    for (const reply of [found, closed, "drop", "hang", "stall"] as const) {
      const server = await serve(reply);
      const { signal, listeners } = watched();
      const timeout = reply === "hang" || reply === "stall" ? 20 : 60_000;
      const outcome = await getBook(shopper(server, { timeout }), undefined, { signal });
      expect(outcome.ok).toBe(reply === found);
      expect(listeners()).toBe(0);
    }
    const controller = new AbortController();
    const { signal, listeners } = watched(controller);
    const server = await serve("hang");
    const outcome = addBook(shopper(server, { timeout: 60_000 }), undefined, { signal });
    await server.received(1);
    controller.abort();
    await outcome;
    expect(listeners()).toBe(0);
    expect(await lastingTimers()).toBe(0);
    expect(rejections).toEqual([]);
  });

  it("is nothing of work that fails by itself, or of a pause", async () => {
    await expect(within(60_000, undefined, () => Promise.reject(new Error("by itself")))).rejects.toThrow("by itself");
    await pause(1, undefined);
    const controller = new AbortController();
    const paused = pause(60_000, controller.signal);
    controller.abort();
    await paused;
    expect(await lastingTimers()).toBe(0);
  });
});
