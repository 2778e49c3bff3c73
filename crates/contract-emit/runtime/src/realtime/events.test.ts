import { getEventListeners } from "node:events";
import { describe, expect, expectTypeOf, onTestFinished, test } from "vitest";

import { type ApplicationError, isApplicationError } from "../client/index.js";
import type { ChannelParameters, ConnectionState } from "./channel.js";
import { type EventsOptions, type EventStream, openEvents, type StreamEvent } from "./events.js";
import { orderFeed, type Price, priceFeed, type Returned, type Shipped } from "./testing/bookshop.js";
import { eventText, startEventServer } from "./testing/event-server.js";
import { type Inbox, makeInbox } from "./testing/inbox.js";
import { watchTimers } from "./testing/timers.js";

const shipped = (order: string): Shipped => ({ type: "shipped", order });
const returned: Returned = { type: "returned", order: "1", reason: "torn" };

/** Opens the feed of order 1, closed with the test, and keeps what happens to it. */
const open = (baseUrl: string, options: Partial<EventsOptions & ChannelParameters> = {}, channel = orderFeed) => {
  const states = makeInbox<ConnectionState>();
  const ends = makeInbox<ApplicationError | undefined>();
  const stream = openEvents(channel, {
    baseUrl,
    path: { order: "1" },
    reconnect: { delay: 1, maxDelay: 10 },
    onStateChange: states.put,
    onClose: ends.put,
    ...options,
  });
  onTestFinished(() => stream.close());
  return { stream, states, ends };
};

/** Takes the events of a stream into an inbox, and the error that it ends with. */
const take = <M>(stream: EventStream<M>): { events: Inbox<StreamEvent<M>>; end: Promise<unknown> } => {
  const events = makeInbox<StreamEvent<M>>();
  const loop = async (): Promise<void> => {
    for await (const event of stream) events.put(event);
  };
  return { events, end: loop().catch((error: unknown) => error) };
};

describe("events", () => {
  test("come to loops with their ids, and to the handlers of their type", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url);
    const got = makeInbox<unknown>();
    stream.subscribe("shipped", (message) => got.put(message.order));
    stream.subscribeAll((message) => got.put(message.type));
    const { events } = take(stream);
    const { stream: write } = await server.exchanges.next();
    write(`${eventText("1", shipped("1"))}data: ${JSON.stringify(shipped("2"))}\n\n`);
    expect(await events.next()).toEqual({ id: "1", message: shipped("1") });
    expect(await events.next()).toEqual({ message: shipped("2") });
    expect([await got.next(), await got.next(), await got.next(), await got.next()]).toEqual([
      "1",
      "shipped",
      "2",
      "shipped",
    ]);
    expect(stream.lastEventId).toBe("1");
  });

  test("may be cut anywhere, end in CRLF, and stand between comments", async () => {
    const server = await startEventServer();
    const { events } = take(open(server.url).stream);
    const exchange = await server.exchanges.next();
    const text = `: hello\r\n\r\nid: 책\r\ndata: {"type":"shipped",\r\ndata: "order":"책방 서점"}\r\n\r\n:\r\n\r\n`;
    exchange.stream("");
    exchange.response.flushHeaders();
    for (const byte of Buffer.from(text)) {
      exchange.response.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await events.next()).toEqual({ id: "책", message: shipped("책방 서점") });
  });

  test("come through a `fetch` that refuses to be a method, as a browser's does", async () => {
    const server = await startEventServer();
    const strict = function (this: unknown, url: string, init: RequestInit): Promise<Response> {
      if (this !== undefined) throw new TypeError("Illegal invocation");
      return fetch(url, init);
    };
    const { events } = take(open(server.url, { fetch: strict, reconnect: { attempts: 0 } }).stream);
    const { stream: write } = await server.exchanges.next();
    write(eventText("1", shipped("1")));
    expect(await events.next()).toEqual({ id: "1", message: shipped("1") });
  });

  test("without a tag have their type from their name", async () => {
    const server = await startEventServer();
    const unknown = makeInbox<unknown>();
    const invalid = makeInbox<unknown>();
    const stream = openEvents<Price, { Price: Price }>(priceFeed, {
      baseUrl: server.url,
      onUnknown: unknown.put,
      onInvalid: (raw, issues) => invalid.put([raw, issues[0]?.message]),
    });
    onTestFinished(() => stream.close());
    const got = makeInbox<Price>();
    stream.subscribe("Price", got.put);
    const price = { type: "hardback", cents: 1200 };
    const { stream: write, request } = await server.exchanges.next();
    write(eventText("1", price, "Discount") + eventText("2", { cents: 0.5 }, "Price") + `data: {"cents":1}\n\n`);
    write(eventText("3", price, "Price"));
    expect(await got.next()).toEqual(price);
    expect(await unknown.next()).toEqual(price);
    expect([await invalid.next(), await invalid.next()]).toEqual([
      [{ cents: 0.5 }, "no integer"],
      [{ cents: 1 }, "the message has no type"],
    ]);
    expect(request.headers.authorization).toBeUndefined();
  });

  test("that are unknown or unfit are told, skipped, and not asked for again", async () => {
    const server = await startEventServer();
    const unknown = makeInbox<unknown>();
    const invalid = makeInbox<unknown>();
    const { stream } = open(server.url, {
      onUnknown: unknown.put,
      onInvalid: (raw, issues) => invalid.put([raw, issues[0]?.message]),
    });
    const { events } = take(stream);
    const first = await server.exchanges.next();
    first.stream(eventText("1", { type: "gift_wrapped" }));
    first.stream("id: 2\ndata: no json\n\nid: 3\nevent: news\ndata: all in words\n\n");
    first.stream("id: 4\nevent: shipped\ndata: no json\n\n" + eventText("5", { type: "shipped", order: 5 }));
    first.response.end();
    const second = await server.exchanges.next();
    expect(second.request.headers["last-event-id"]).toBe("5");
    second.stream(eventText("6", shipped("6")));
    expect(await events.next()).toEqual({ id: "6", message: shipped("6") });
    expect([await unknown.next(), await unknown.next()]).toEqual([{ type: "gift_wrapped" }, "all in words"]);
    expect([await invalid.next(), await invalid.next(), await invalid.next()]).toEqual([
      ["no json", "the text is no JSON"],
      ["no json", "the text is no JSON"],
      [{ type: "shipped", order: 5 }, "no text"],
    ]);
    expect(server.exchanges.count()).toBe(2);
  });

  test("reach all handlers though one throws", async () => {
    const server = await startEventServer();
    const errors = makeInbox<unknown>();
    const { stream } = open(server.url, { onHandlerError: errors.put });
    const got = makeInbox<string>();
    stream.subscribe("shipped", () => {
      throw new Error("thrown");
    });
    stream.subscribe("shipped", (message) => got.put(message.order));
    (await server.exchanges.next()).stream(eventText("1", shipped("1")) + eventText("2", shipped("2")));
    expect([await got.next(), await got.next()]).toEqual(["1", "2"]);
    expect(await errors.next()).toEqual(new Error("thrown"));
    expect(server.exchanges.count()).toBe(1);
  });
});

describe("the request", () => {
  test("has the token in its header, and the parameters in its URL", async () => {
    const server = await startEventServer();
    const { stream } = open(`${server.url}/shop/`, {
      path: { order: "a/b" },
      query: { since: 3, kinds: ["x", "y"], none: undefined },
      token: async () => "secret",
      headers: () => ({ "X-Shop": "7" }),
      lastEventId: "책 41",
    });
    stream.subscribeAll(() => {});
    const { request } = await server.exchanges.next();
    expect(request.url).toBe("/shop/orders/a%2Fb/events?since=3&kinds=x&kinds=y");
    expect(request.headers).toMatchObject({
      authorization: "Bearer secret",
      accept: "text/event-stream",
      "x-shop": "7",
    });
    expect(Buffer.from(String(request.headers["last-event-id"]), "latin1").toString()).toBe("책 41");
  });

  test("is not made before anybody listens", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url);
    stream.close();
    stream.subscribeAll(() => {});
    const { end } = take(stream);
    expect(await end).toBeUndefined();
    expect(server.exchanges.count()).toBe(0);
  });

  test.each([
    ["a missing path parameter", { path: {} }],
    ["a path parameter of dots", { path: { order: "." } }],
    ["a base URL that is none", { baseUrl: "bookshop" }],
  ])("throws: %s", (_, options) => {
    expect(() => open("http://127.0.0.1:9", options)).toThrow(TypeError);
  });
});

describe("a lost connection", () => {
  test("is resumed after the last event, whether the server ended it or it broke off", async () => {
    const server = await startEventServer();
    const { stream, states } = open(server.url);
    const { events } = take(stream);
    const first = await server.exchanges.next();
    expect(first.request.headers["last-event-id"]).toBeUndefined();
    first.stream(eventText("1", shipped("1")) + `data: ${JSON.stringify(shipped("2"))}\n\n`);
    first.response.end();
    const second = await server.exchanges.next();
    expect(second.request.headers["last-event-id"]).toBe("1");
    second.stream(`${eventText("3", shipped("3"))}id: 4\ndata: {"type":"shi`);
    expect([await events.next(), await events.next(), await events.next()]).toHaveLength(3);
    second.response.destroy();
    const third = await server.exchanges.next();
    expect(third.request.headers["last-event-id"]).toBe("3");
    third.stream(eventText("4", shipped("4")));
    expect(await events.next()).toEqual({ id: "4", message: shipped("4") });
    expect([await states.next(), await states.next(), await states.next()]).toEqual(["open", "reconnecting", "open"]);
  });

  test("is made again when the server was not there, and given up after so many attempts", async () => {
    const { stream, ends } = open("http://127.0.0.1:9", { reconnect: { delay: 1, attempts: 2 } });
    const { end } = take(stream);
    const error = await end;
    expect(isApplicationError(error)).toBe(true);
    expect(error).toMatchObject({ type: "NETWORK", code: "NETWORK_ERROR", retryable: true, attempts: 3 });
    expect(error).toMatchObject({ operation: "orderFeed", status: undefined, response: undefined });
    expect((error as Error).cause).toBeInstanceOf(TypeError);
    expect(await ends.next()).toBe(error);
  });

  test("is what an idle one counts as; heartbeats keep it", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url, { idleTimeout: 100 });
    const { events } = take(stream);
    const first = await server.exchanges.next();
    const start = performance.now();
    while (performance.now() - start < 250) {
      first.stream(": still here\n\n");
      await new Promise((resolve) => setImmediate(resolve));
    }
    first.stream(eventText("1", shipped("1")));
    await events.next();
    expect(server.exchanges.count()).toBe(1);
    const second = await server.exchanges.next();
    await first.closed;
    expect(second.request.headers["last-event-id"]).toBe("1");
  });

  test("is what one without an answer counts as", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url, { idleTimeout: 20, reconnect: { delay: 1, attempts: 1 } });
    expect(await take(stream).end).toMatchObject({ type: "TIMEOUT", code: "REQUEST_TIMEOUT", attempts: 2 });
  });

  test("is made again when the server's `retry:` says, sooner or later than the delay", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url, { reconnect: { delay: 60_000, maxDelay: 60_000 } });
    take(stream);
    const first = await server.exchanges.next();
    first.stream("retry: 80\n\n");
    first.response.end();
    const start = performance.now();
    const second = await server.exchanges.next();
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
    second.stream(`retry: 0\n${eventText("1", shipped("1"))}`);
    second.response.end();
    await server.exchanges.next();
  });

  test("is the end after a terminal message, fit or not", async () => {
    const server = await startEventServer();
    const whole = take(open(server.url).stream);
    const first = await server.exchanges.next();
    first.stream(eventText("1", shipped("1")) + eventText("2", returned));
    first.response.end();
    expect(await whole.end).toBeUndefined();
    expect(await whole.events.next()).toEqual({ id: "1", message: shipped("1") });
    expect(await whole.events.next()).toEqual({ id: "2", message: returned });

    const invalid = makeInbox<unknown>();
    const { stream, ends } = open(server.url, { onInvalid: invalid.put });
    const unfit = take(stream);
    const second = await server.exchanges.next();
    second.stream(eventText("1", { type: "returned", order: 1 }));
    await invalid.next();
    second.response.destroy();
    expect(await unfit.end).toBeUndefined();
    expect(await ends.next()).toBeUndefined();
    expect(server.exchanges.count()).toBe(2);
  });
});

describe("an answer that is no stream", () => {
  const notFound = {
    type: "https://bookshop.example/problems/order-not-found",
    code: "ORDER_NOT_FOUND",
    errorType: "VALIDATION",
    message: "주문이 없습니다",
    recoverable: true,
    retryable: false,
    violations: [{ pointer: "path/order", code: "unknown", detail: "no such order" }],
  };

  test("ends the stream with the server's problem, whole", async () => {
    const server = await startEventServer();
    const { stream, ends, states } = open(server.url);
    const { end } = take(stream);
    (await server.exchanges.next()).refuse(404, notFound, { "x-request-id": "r-1" });
    const error = (await end) as ApplicationError;
    expect(error).toBeInstanceOf(Error);
    expect(isApplicationError(error)).toBe(true);
    expect(error).toMatchObject({
      name: "ApplicationError",
      type: "VALIDATION",
      code: "ORDER_NOT_FOUND",
      message: "주문이 없습니다",
      details: notFound.violations,
      recoverable: true,
      retryable: false,
      status: 404,
      problem: { status: 404, ...notFound },
      operation: "orderFeed",
      requestId: "r-1",
      attempts: 1,
    });
    expect(error.response?.status).toBe(404);
    expect(await ends.next()).toBe(error);
    expect(await states.next()).toBe("closed");
    expect(await take(stream).end).toBe(error);
    expect(server.exchanges.count()).toBe(1);
  });

  test("401 asks for another token once, and ends the stream when that is refused too", async () => {
    const server = await startEventServer();
    const stale: (string | undefined)[] = [];
    const token = (old?: string): string => {
      stale.push(old);
      return old === undefined ? "old" : `after ${old}`;
    };
    const expired = { code: "TOKEN_EXPIRED", errorType: "AUTHENTICATION" };
    const { stream } = open(server.url, { token, reconnect: { delay: 60_000, attempts: 0 } });
    const { events, end } = take(stream);
    (await server.exchanges.next()).refuse(401, expired);
    const second = await server.exchanges.next();
    expect(second.request.headers.authorization).toBe("Bearer after old");
    second.refuse(401, expired);
    expect(await end).toMatchObject({ status: 401, code: "TOKEN_EXPIRED", message: "TOKEN_EXPIRED", attempts: 2 });
    expect([stale, events.count(), server.exchanges.count()]).toEqual([[undefined, "old"], 0, 2]);
  });

  test("401 asks for another token each time, with good connections between", async () => {
    const server = await startEventServer();
    const stale: (string | undefined)[] = [];
    const { stream } = open(server.url, { token: (old) => `token-${stale.push(old)}` });
    const { events } = take(stream);
    const expired = { code: "TOKEN_EXPIRED", errorType: "AUTHENTICATION" };
    for (const id of ["1", "2"]) {
      (await server.exchanges.next()).refuse(401, expired);
      const good = await server.exchanges.next();
      good.stream(eventText(id, shipped(id)));
      await events.next();
      good.response.end();
    }
    (await server.exchanges.next()).stream("");
    expect(stale).toEqual([undefined, "token-1", undefined, "token-3", undefined]);
  });

  test("401 without a token to ask for ends the stream", async () => {
    const server = await startEventServer();
    const { end } = take(open(server.url).stream);
    (await server.exchanges.next()).refuse(401, { code: "UNAUTHENTICATED", errorType: "AUTHENTICATION" });
    expect(await end).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    expect(server.exchanges.count()).toBe(1);
  });

  test("429 waits as long as Retry-After says, and ends the stream where it says nothing", async () => {
    const server = await startEventServer();
    const { end } = take(open(server.url, { reconnect: { delay: 60_000 } }).stream);
    const busy = { code: "TOO_MANY_REQUESTS", errorType: "SERVER", retryable: true };
    (await server.exchanges.next()).refuse(429, busy, { "retry-after": "0" });
    (await server.exchanges.next()).refuse(429, busy);
    expect(await end).toMatchObject({ status: 429, code: "TOO_MANY_REQUESTS", retryable: true });
  });

  test("5xx is asked again, with growing delays or when Retry-After says", async () => {
    const server = await startEventServer();
    const { end } = take(open(server.url, { reconnect: { delay: 1, attempts: 3 } }).stream);
    const down = { code: "SERVICE_UNAVAILABLE", errorType: "SERVER" };
    (await server.exchanges.next()).refuse(503, down, { "retry-after": "0" });
    const second = await server.exchanges.next();
    second.response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad Gateway</h1>");
    (await server.exchanges.next()).refuse(500, down);
    (await server.exchanges.next()).refuse(503, down);
    expect(await end).toMatchObject({ status: 503, code: "SERVICE_UNAVAILABLE", attempts: 4 });
  });

  test("Retry-After of more than an hour is not waited for", async () => {
    const server = await startEventServer();
    const { end } = take(open(server.url).stream);
    const down = { code: "SERVICE_UNAVAILABLE", errorType: "SERVER" };
    (await server.exchanges.next()).refuse(503, down, { "retry-after": "99999999" });
    expect(await end).toMatchObject({ status: 503 });
    expect(server.exchanges.count()).toBe(1);
  });

  test.each([
    ["another content type", 200, "application/json", "{}"],
    ["a page of a proxy", 403, "text/html", "<h1>Forbidden</h1>"],
    ["a type that only begins so", 200, "text/event-stream-not", "data: 1\n\n"],
    ["another status", 201, "text/event-stream", "data: 1\n\n"],
    ["a problem without a code", 400, "application/problem+json", '{"title":"Bad"}'],
    ["a problem that is none", 400, "application/problem+json", "null"],
  ])("%s is an error, and not asked again", async (_, status, contentType, body) => {
    const server = await startEventServer();
    const { end } = take(open(server.url).stream);
    (await server.exchanges.next()).response.writeHead(status, { "content-type": contentType }).end(body);
    const error = (await end) as ApplicationError;
    expect(error).toMatchObject({ code: "UNEXPECTED_RESPONSE", type: "SERVER", details: body, problem: undefined });
    expect(error.response?.status).toBe(status);
    expect(server.exchanges.count()).toBe(1);
  });

  test("whose body does not end is an error all the same, and its connection is closed", async () => {
    const server = await startEventServer();
    const { end } = take(open(server.url, { idleTimeout: 30 }).stream);
    const { response, closed } = await server.exchanges.next();
    response.writeHead(200, { "content-type": "text/plain" }).write("for ever");
    expect(await end).toMatchObject({ code: "UNEXPECTED_RESPONSE" });
    await closed;
    expect(server.exchanges.count()).toBe(1);
  });

  test("204 is the end", async () => {
    const server = await startEventServer();
    const { stream, ends } = open(server.url);
    const { end } = take(stream);
    (await server.exchanges.next()).response.writeHead(204).end();
    expect(await end).toBeUndefined();
    expect(await ends.next()).toBeUndefined();
    expect(server.exchanges.count()).toBe(1);
  });
});

describe("closing", () => {
  test.each(["close", "signal", "break"])("by %s closes the connection and leaves no timer", async (way) => {
    const server = await startEventServer();
    const timers = watchTimers();
    const controller = new AbortController();
    const { stream, ends, states } = open(server.url, { signal: controller.signal });
    const seen = makeInbox<string>();
    const loop = async (): Promise<void> => {
      for await (const { message } of stream) {
        seen.put(message.order);
        if (way === "break") break;
      }
    };
    const ended = loop();
    const exchange = await server.exchanges.next();
    exchange.stream(eventText("1", shipped("1")));
    await seen.next();
    if (way === "close") stream.close();
    if (way === "signal") controller.abort(new Error("left the page"));
    await ended;
    await exchange.closed;
    expect(await ends.next()).toBeUndefined();
    expect([await states.next(), await states.next()]).toEqual(["open", "closed"]);
    await timers.gone();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect([ends.count(), server.exchanges.count()]).toEqual([1, 1]);
  });

  test("while it waits to connect leaves no timer, and sends nothing", async () => {
    const timers = watchTimers();
    const { stream, states } = open("http://127.0.0.1:9", { reconnect: { delay: 30_000 } });
    const { end } = take(stream);
    expect(await states.next()).toBe("reconnecting");
    expect(timers.running()).toBeGreaterThan(0);
    stream.close();
    expect(await end).toBeUndefined();
    await timers.gone();
  });

  test("by a signal that has aborted before sends nothing", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url, { signal: AbortSignal.abort() });
    expect(stream.state).toBe("closed");
    expect(await take(stream).end).toBeUndefined();
    expect(server.exchanges.count()).toBe(0);
  });

  test("does not come of leaving one loop while another, or a handler, is still there", async () => {
    const server = await startEventServer();
    const { stream } = open(server.url);
    const { events } = take(stream);
    const first = stream[Symbol.asyncIterator]();
    const next = first.next();
    const { stream: write } = await server.exchanges.next();
    write(eventText("1", shipped("1")));
    expect((await next).value).toEqual(await events.next());
    await first.return?.();
    write(eventText("2", shipped("2")));
    expect(await events.next()).toEqual({ id: "2", message: shipped("2") });
    expect(stream.state).toBe("open");
  });
});

test("a token that cannot be got is reported and asked for again", async () => {
  const server = await startEventServer();
  const errors = makeInbox<unknown>();
  let calls = 0;
  const token = async (): Promise<string> => {
    calls += 1;
    if (calls < 3) throw new Error(`no network ${calls}`);
    return "token";
  };
  take(open(server.url, { token, onHandlerError: errors.put }).stream);
  expect((await server.exchanges.next()).request.headers.authorization).toBe("Bearer token");
  expect([await errors.next(), await errors.next()]).toEqual([new Error("no network 1"), new Error("no network 2")]);
});

describe("a loop that is slow", () => {
  const perChunk = 16;

  /** A `fetch` that takes no notice of its signal and gives so many chunks of events, one whenever it is asked. */
  const fetchOf = (chunks: number) => {
    const counted = { chunks: 0, cancelled: makeInbox<unknown>() };
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          const ids = Array.from({ length: perChunk }, (_, index) => String(counted.chunks * perChunk + index));
          controller.enqueue(new TextEncoder().encode(ids.map((id) => eventText(id, shipped(id))).join("")));
          counted.chunks += 1;
          if (counted.chunks < chunks) return;
          controller.enqueue(new TextEncoder().encode(eventText("end", returned)));
          controller.close();
        },
        cancel: counted.cancelled.put,
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "text/event-stream" };
    return { counted, fetch: async (): Promise<Response> => new Response(body, { headers }) };
  };

  /** Waits until nothing more is read. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  test("stops the reading, and gets every event", async () => {
    const { counted, fetch } = fetchOf(100);
    const { stream } = open("http://127.0.0.1:9", { fetch });
    const taken: (string | undefined)[] = [];
    for await (const { id } of stream) {
      if (taken.push(id) > 1) continue;
      await settle();
      // 64 unread events are four chunks, and the first event makes room for one more.
      expect(counted.chunks).toBe(5);
    }
    expect(taken).toEqual([...Array.from({ length: perChunk * 100 }, (_, index) => String(index)), "end"]);
  });

  test.each(["close", "break"])("gets no more after %s, and the body is cancelled", async (way) => {
    const { counted, fetch } = fetchOf(100);
    const { stream } = open("http://127.0.0.1:9", { fetch });
    let taken = 0;
    for await (const _ of stream) {
      taken += 1;
      await settle();
      if (way === "break") break;
      stream.close();
    }
    await counted.cancelled.next();
    expect([taken, counted.chunks]).toEqual([1, 5]);
  });
});

test("the types narrow by the tag, or are those that the channel names", () => {
  type Orders = EventStream<Shipped | Returned>;
  const options = { baseUrl: "http://127.0.0.1:9", path: { order: "1" } };
  expectTypeOf(openEvents(orderFeed, options)).toEqualTypeOf<Orders>();
  const openPrices = (): EventStream<Price, { Price: Price }> => openEvents(priceFeed, options);
  expectTypeOf(openPrices).toBeFunction();
  const check = async (orders: Orders, prices: EventStream<Price, { Price: Price }>): Promise<void> => {
    orders.subscribe("shipped", (message) => expectTypeOf(message).toEqualTypeOf<Shipped>());
    prices.subscribe("Price", (message) => expectTypeOf(message).toEqualTypeOf<Price>());
    // @ts-expect-error there is no such message
    orders.subscribe("lost", () => {});
    // @ts-expect-error the type of a book is not the type of the message
    prices.subscribe("hardback", () => {});
    for await (const event of orders) {
      expectTypeOf(event.id).toEqualTypeOf<string | undefined>();
      if (event.message.type === "returned") expectTypeOf(event.message).toEqualTypeOf<Returned>();
    }
  };
  expectTypeOf(check).toBeFunction();
});
