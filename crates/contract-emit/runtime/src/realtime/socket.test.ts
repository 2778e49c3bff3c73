import { getEventListeners } from "node:events";
import { createServer, type Socket as NetSocket } from "node:net";
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";

import type { ConnectionState } from "./channel.js";
import { connect, type Socket, type SocketClosed, type SocketOptions } from "./socket.js";
import { type ReaderMessage, type Returned, type Shipped, type ShopMessage, shopSocket } from "./testing/bookshop.js";
import { makeInbox } from "./testing/inbox.js";
import { startSocketServer } from "./testing/socket-server.js";
import { watchTimers } from "./testing/timers.js";

const order = (book: string): ReaderMessage => ({ type: "order", book });
const shipped = (order: string): Shipped => ({ type: "shipped", order });

/** Opens a socket for reader 7 which is closed with the test, and keeps what happens to it. */
const open = (baseUrl: string, options: Partial<SocketOptions<ReaderMessage>> = {}, channel = shopSocket) => {
  const states = makeInbox<ConnectionState>();
  const ends = makeInbox<SocketClosed<ReaderMessage>>();
  const socket = connect(channel, {
    baseUrl,
    path: { reader: "7" },
    WebSocket,
    reconnect: { delay: 1, maxDelay: 10 },
    onStateChange: states.put,
    onClose: ends.put,
    ...options,
  });
  onTestFinished(() => socket.close());
  const until = async (state: ConnectionState): Promise<void> => {
    while ((await states.next()) !== state);
  };
  return { socket, states, ends, until };
};

describe("messages", () => {
  test("go to the handlers of their type, and to those of all", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url);
    const got = makeInbox<unknown>();
    socket.subscribe("shipped", (message) => got.put(["shipped", message.order]));
    socket.subscribe("returned", (message) => got.put(["returned", message.reason]));
    socket.subscribeAll((message) => got.put(["all", message.type]));
    const connection = await server.connections.next();
    connection.send(shipped("1"));
    connection.send({ type: "returned", order: "1", reason: "torn" });
    expect([await got.next(), await got.next(), await got.next(), await got.next()]).toEqual([
      ["shipped", "1"],
      ["all", "shipped"],
      ["returned", "torn"],
      ["all", "returned"],
    ]);
  });

  test("of an unknown type go to onUnknown, unfit ones to onInvalid, and the connection goes on", async () => {
    const server = await startSocketServer();
    const unknown = makeInbox<unknown>();
    const invalid = makeInbox<unknown>();
    const { socket } = open(server.url, {
      onUnknown: unknown.put,
      onInvalid: (raw, issues) => invalid.put([raw, issues[0]?.message]),
    });
    const got = makeInbox<unknown>();
    socket.subscribeAll(got.put);
    const connection = await server.connections.next();
    connection.send({ type: "gift_wrapped", paper: "blue" });
    connection.send({ type: "shipped", order: 1 });
    connection.socket.send("{ no json");
    connection.send(["shipped"]);
    connection.send(null);
    connection.send({ type: "__proto__" });
    connection.send(shipped("2"));
    expect(await got.next()).toEqual(shipped("2"));
    expect([await unknown.next(), await unknown.next()]).toEqual([
      { type: "gift_wrapped", paper: "blue" },
      { type: "__proto__" },
    ]);
    expect([await invalid.next(), await invalid.next(), await invalid.next(), await invalid.next()]).toEqual([
      [{ type: "shipped", order: 1 }, "no text"],
      ["{ no json", "the text is no JSON"],
      [["shipped"], "the message has no type"],
      ["null", "the message has no type"],
    ]);
    expect([unknown.count(), invalid.count(), got.count(), server.connections.count()]).toEqual([2, 4, 1, 1]);
  });

  test("in bytes, and ones that cannot be checked, are invalid", async () => {
    const server = await startSocketServer();
    const invalid = makeInbox<string | undefined>();
    const onInvalid: SocketOptions["onInvalid"] = (_, issues) => invalid.put(issues[0]?.message);
    open(server.url, { onInvalid }, {
      ...shopSocket,
      parse: () => {
        throw new Error("the schema is broken");
      },
    });
    const connection = await server.connections.next();
    connection.socket.send(new Uint8Array([1, 2]));
    connection.send(shipped("1"));
    expect(await invalid.next()).toBe("the text is no JSON");
    expect(await invalid.next()).toBe("Error: the schema is broken");
  });

  test("reach all handlers though one throws, and what it throws is reported", async () => {
    const server = await startSocketServer();
    const errors = makeInbox<unknown>();
    const { socket } = open(server.url, { onHandlerError: errors.put });
    const got = makeInbox<string>();
    socket.subscribe("shipped", () => {
      throw new Error("thrown");
    });
    socket.subscribe("shipped", async () => Promise.reject(new Error("rejected")));
    socket.subscribe("shipped", (message) => got.put(message.order));
    (await server.connections.next()).send(shipped("1"));
    expect(await got.next()).toBe("1");
    expect([await errors.next(), await errors.next()]).toEqual([new Error("thrown"), new Error("rejected")]);
  });

  test("a URL has the base's path, the parameters and the query, and no token", async () => {
    const server = await startSocketServer();
    const query = { room: ["x", "y"], since: undefined };
    connectAndClose(`${server.url}/shop/`, { path: { reader: "a/b c" }, query });
    expect((await server.connections.next()).url).toBe("/shop/ws/a%2Fb%20c?room=x&room=y");
  });
});

describe("the token", () => {
  test("travels as a subprotocol, in base64url, and nowhere else", async () => {
    const server = await startSocketServer();
    open(server.url, { token: () => "??>>~책" });
    const { offered, url, socket } = await server.connections.next();
    const [first, second = ""] = offered;
    expect(first).toBe("bookshop.v1");
    expect(second).toMatch(/^bearer\.[\w-]+$/);
    expect(Buffer.from(second.slice(7), "base64url").toString()).toBe("??>>~책");
    expect(url).toBe("/ws/7");
    expect(socket.protocol).toBe("bookshop.v1");
  });

  test("is asked for at every connection, and not on a public channel", async () => {
    const server = await startSocketServer();
    let calls = 0;
    const token = (): string => `token-${(calls += 1)}`;
    open(server.url, { token });
    const first = await server.connections.next();
    first.socket.terminate();
    const second = await server.connections.next();
    expect([first.offered[1], second.offered[1]]).toEqual([bearer("token-1"), bearer("token-2")]);

    const { auth, ...publicSocket } = shopSocket;
    open(server.url, { token }, publicSocket);
    expect((await server.connections.next()).offered).toEqual(["bookshop.v1"]);
    expect(calls).toBe(2);
  });

  test("that is refused (4401) is replaced once, at once", async () => {
    const server = await startSocketServer();
    const stale: (string | undefined)[] = [];
    const { socket, until } = open(server.url, {
      token: async (old) => {
        stale.push(old);
        return old === undefined ? "old" : "new";
      },
      reconnect: { delay: 60_000, attempts: 0 },
    });
    (await server.connections.next()).socket.close(4401, "TOKEN_EXPIRED");
    const second = await server.connections.next();
    await until("reconnecting");
    await until("open");
    expect(second.offered[1]).toBe(bearer("new"));
    expect(stale).toEqual([undefined, "old"]);
    expect(socket.state).toBe("open");
  });

  test("is not called stale any more once it is replaced", async () => {
    const server = await startSocketServer();
    const stale: (string | undefined)[] = [];
    open(server.url, { token: (old) => `token-${stale.push(old)}` });
    (await server.connections.next()).socket.close(4401);
    (await server.connections.next()).socket.terminate();
    expect((await server.connections.next()).offered[1]).toBe(bearer("token-3"));
    expect(stale).toEqual([undefined, "token-1", undefined]);
  });

  test("that is refused twice closes the socket with the reason", async () => {
    const server = await startSocketServer(0, ({ socket }) => socket.close(4401, "INVALID_TOKEN"));
    const { socket, ends } = open(server.url, { token: () => "token" });
    expect(await ends.next()).toEqual({ code: 4401, reason: "INVALID_TOKEN", unsent: [] });
    expect(socket.state).toBe("closed");
    expect(server.connections.count()).toBe(2);
  });

  test("is replaced again after a connection that lasted", async () => {
    const server = await startSocketServer();
    let calls = 0;
    const { until } = open(server.url, { token: () => `token-${(calls += 1)}` });
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    for (let connection = 1; connection <= 3; connection += 1) {
      const { offered, socket } = await server.connections.next();
      await until("open");
      expect(offered[1]).toBe(bearer(`token-${connection}`));
      vi.setSystemTime(Date.now() + 5000);
      socket.close(4401, "TOKEN_EXPIRED");
    }
    expect((await server.connections.next()).offered[1]).toBe(bearer("token-4"));
  });

  test("that cannot be got is reported and asked for again", async () => {
    const server = await startSocketServer();
    const errors = makeInbox<unknown>();
    let calls = 0;
    open(server.url, {
      onHandlerError: errors.put,
      token: () => {
        calls += 1;
        if (calls === 2) return Promise.reject(undefined);
        if (calls <= 3) throw new Error("no network");
        return "token";
      },
    });
    expect((await server.connections.next()).offered[1]).toBe(bearer("token"));
    expect([await errors.next(), await errors.next(), await errors.next()]).toEqual([
      new Error("no network"),
      undefined,
      new Error("no network"),
    ]);
  });

  test("that can never be got closes the socket after so many attempts", async () => {
    let calls = 0;
    const { ends } = open("http://127.0.0.1:9", {
      onHandlerError: () => {},
      reconnect: { delay: 1, attempts: 2 },
      token: () => Promise.reject(new Error(`no network ${(calls += 1)}`)),
    });
    expect((await ends.next()).code).toBe(1006);
    expect(calls).toBe(3);
  });

  test("that is about to end is replaced when the server asks", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url, { token: (old) => (old === undefined ? "old" : `after ${old}`) });
    const seen = makeInbox<string>();
    socket.subscribe("reauthenticate", ({ type }) => seen.put(type));
    const connection = await server.connections.next();
    connection.send({ type: "reauthenticate" });
    expect(await connection.messages.next()).toEqual({ type: "authenticate", data: { token: "after old" } });
    connection.send({ type: "reauthenticate" });
    expect(await connection.messages.next()).toEqual({ type: "authenticate", data: { token: "after after old" } });
    expect([await seen.next(), await seen.next()]).toHaveLength(2);
  });

  test("that cannot be replaced when the server asks is reported, and the connection goes on", async () => {
    const server = await startSocketServer();
    const errors = makeInbox<unknown>();
    const { socket } = open(server.url, {
      onHandlerError: errors.put,
      token: async (old) => {
        if (old !== undefined) throw new Error("no network");
        return "old";
      },
    });
    const connection = await server.connections.next();
    connection.send({ type: "reauthenticate" });
    expect(await errors.next()).toEqual(new Error("no network"));
    socket.send(order("Emma"));
    expect(await connection.messages.next()).toEqual(order("Emma"));
  });

  test("that comes when the connection which asked is gone is not sent on the next", async () => {
    const server = await startSocketServer();
    const requests = makeInbox<(token: string) => void>();
    const { socket } = open(server.url, {
      token: (old) => (old === undefined ? "first" : new Promise((resolve) => requests.put(resolve))),
    });
    const first = await server.connections.next();
    first.send({ type: "reauthenticate" });
    const answer = await requests.next();
    first.socket.terminate();
    const second = await server.connections.next();
    answer("late");
    socket.send(order("Emma"));
    expect(await second.messages.next()).toEqual(order("Emma"));
  });
});

describe("a lost connection", () => {
  test("is made again, and what was queued meanwhile is sent in its order", async () => {
    const server = await startSocketServer();
    const { socket, states } = open(server.url);
    expect(socket.state).toBe("connecting");
    expect(socket.send(order("Emma"))).toEqual({ ok: true, queued: true });
    const first = await server.connections.next();
    expect(await first.messages.next()).toEqual(order("Emma"));
    expect(await states.next()).toBe("open");
    first.socket.terminate();
    expect(await states.next()).toBe("reconnecting");
    socket.send(order("Ulysses"));
    socket.send(order("Walden"));
    const second = await server.connections.next();
    expect([await second.messages.next(), await second.messages.next()]).toEqual([order("Ulysses"), order("Walden")]);
    expect(await states.next()).toBe("open");
    expect(socket.send(order("Dracula"))).toEqual({ ok: true, queued: false });
    expect(await second.messages.next()).toEqual(order("Dracula"));
  });

  test("is made again with a server that restarts, by the same handlers", async () => {
    const server = await startSocketServer();
    const { socket, until } = open(server.url);
    const got = makeInbox<string>();
    socket.subscribe("shipped", (message) => got.put(message.order));
    await server.connections.next();
    await until("open");
    await server.stop();
    await until("reconnecting");
    const restarted = await startSocketServer(server.port);
    (await restarted.connections.next()).send(shipped("9"));
    expect(await got.next()).toBe("9");
  });

  test.each([1001, 1011, 1012, 1013, 3000, 4500])("is made again after the close code %i", async (code) => {
    const server = await startSocketServer();
    const { until } = open(server.url);
    (await server.connections.next()).socket.close(code);
    await until("reconnecting");
    await until("open");
    expect(server.connections.count()).toBe(2);
  });

  test.each([1000, 1008, 4400, 4401, 4403, 4499])("is not made again after the close code %i", async (code) => {
    const server = await startSocketServer();
    const timers = watchTimers();
    const { socket, ends } = open(server.url);
    (await server.connections.next()).socket.close(code, "why");
    expect(await ends.next()).toEqual({ code, reason: "why", unsent: [] });
    expect(socket.state).toBe("closed");
    await timers.gone();
    expect(server.connections.count()).toBe(1);
  });

  test("is given up after so many attempts in a row", async () => {
    const server = await startSocketServer();
    await server.stop();
    let calls = 0;
    const { socket, ends } = open(server.url, {
      reconnect: { delay: 1, attempts: 2 },
      token: () => `token-${(calls += 1)}`,
    });
    socket.send(order("Emma"));
    expect(await ends.next()).toEqual({ code: 1006, reason: "", unsent: [order("Emma")] });
    expect(calls).toBe(3);
  });

  test("that lasted makes all failures before it forgotten", async () => {
    const server = await startSocketServer();
    const { until } = open(server.url, { reconnect: { delay: 1, attempts: 1 } });
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    for (let connection = 1; connection <= 3; connection += 1) {
      const { socket } = await server.connections.next();
      await until("open");
      vi.setSystemTime(Date.now() + 5000);
      socket.terminate();
    }
    await server.connections.next();
  });

  test("counts as lost when the server does not answer the handshake in time", async () => {
    const peers: NetSocket[] = [];
    const silent = createServer((peer) => void peers.push(peer));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      for (const peer of peers) peer.destroy();
      silent.close();
    });
    const { port } = silent.address() as { port: number };
    const { ends } = open(`ws://127.0.0.1:${port}`, { timeout: 20, reconnect: { attempts: 1, delay: 1 } });
    expect((await ends.next()).code).toBe(1006);
    expect(peers).toHaveLength(2);
  });
});

describe("the queue", () => {
  test("takes so many messages and refuses the next", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url, { maxQueued: 2 });
    expect(socket.send(order("Emma"))).toEqual({ ok: true, queued: true });
    expect(socket.send(order("Ulysses"))).toEqual({ ok: true, queued: true });
    expect(socket.send(order("Walden"))).toEqual({ ok: false, code: "QUEUE_FULL" });
    const connection = await server.connections.next();
    expect([await connection.messages.next(), await connection.messages.next()]).toEqual([
      order("Emma"),
      order("Ulysses"),
    ]);
  });

  test("takes 100 where nothing is said, and gives them back when the socket is closed", () => {
    const { socket, ends } = open("http://127.0.0.1:9");
    const results = Array.from({ length: 101 }, (_, index) => socket.send(order(`book ${index}`)).ok);
    expect(results.lastIndexOf(true)).toBe(99);
    socket.close(4000, "enough");
    expect(socket.send(order("Emma"))).toEqual({ ok: false, code: "CLOSED" });
    return expect(ends.next()).resolves.toMatchObject({
      code: 4000,
      reason: "enough",
      unsent: { length: 100, 0: order("book 0"), 99: order("book 99") },
    });
  });

  test("is sent before what is sent when the socket opens", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url, {
      onStateChange: (state) => {
        if (state === "open") socket.send(order("Walden"));
      },
    });
    socket.send(order("Emma"));
    const connection = await server.connections.next();
    expect([await connection.messages.next(), await connection.messages.next()]).toEqual([
      order("Emma"),
      order("Walden"),
    ]);
  });

  test("gets back what a connection took that was then refused", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url, { token: (stale) => (stale ? "new" : "old") });
    socket.send(order("Emma"));
    const refused = await server.connections.next();
    expect(await refused.messages.next()).toEqual(order("Emma"));
    refused.socket.close(4401, "TOKEN_EXPIRED");
    const accepted = await server.connections.next();
    expect(await accepted.messages.next()).toEqual(order("Emma"));
  });

  test("does not get back what the server may have acted on", async () => {
    const server = await startSocketServer();
    const { socket } = open(server.url, { token: () => "token" });
    socket.send(order("Emma"));
    const first = await server.connections.next();
    await first.messages.next();
    first.send(shipped("1"));
    first.socket.close(4401, "TOKEN_EXPIRED");
    const second = await server.connections.next();
    socket.send(order("Walden"));
    expect(await second.messages.next()).toEqual(order("Walden"));
  });
});

describe("closing", () => {
  test("tells the server the code and the reason, and everybody once", async () => {
    const server = await startSocketServer();
    const { socket, ends, states, until } = open(server.url);
    const connection = await server.connections.next();
    await until("open");
    socket.close(4000, "goodbye");
    socket.close();
    expect(await connection.closed).toEqual({ code: 4000, reason: "goodbye" });
    expect(await ends.next()).toEqual({ code: 4000, reason: "goodbye", unsent: [] });
    expect(await states.next()).toBe("closed");
    expect([ends.count(), states.count()]).toEqual([1, 2]);
  });

  test("by a signal is the same, also when it has aborted before", async () => {
    const server = await startSocketServer();
    const timers = watchTimers();
    const controller = new AbortController();
    const { until } = open(server.url, { signal: controller.signal });
    const connection = await server.connections.next();
    await until("open");
    controller.abort();
    expect((await connection.closed).code).toBe(1000);
    const other = new AbortController();
    open(server.url, { signal: other.signal }).socket.close();
    expect(getEventListeners(other.signal, "abort")).toEqual([]);
    const { socket, ends } = open(server.url, { signal: controller.signal });
    expect(socket.state).toBe("closed");
    expect((await ends.next()).code).toBe(1000);
    await timers.gone();
    expect(server.connections.count()).toBe(1);
  });

  test("while it waits to connect leaves no timer behind and asks for no token", async () => {
    const server = await startSocketServer();
    await server.stop();
    const timers = watchTimers();
    let calls = 0;
    const { socket, until } = open(server.url, {
      reconnect: { delay: 30_000 },
      token: () => `token-${(calls += 1)}`,
    });
    await until("reconnecting");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(timers.running()).toBeGreaterThan(0);
    socket.close();
    await timers.gone();
    expect(calls).toBe(1);
  });

  test("with a code or a reason that cannot be sent is refused, and changes nothing", () => {
    const { socket } = open("http://127.0.0.1:9");
    for (const code of [999, 1001, 1006, 2999, 5000, Number.NaN]) expect(() => socket.close(code)).toThrow(RangeError);
    expect(() => socket.close(1000, "책".repeat(42))).toThrow(RangeError);
    expect(socket.state).toBe("connecting");
  });
});

describe("what cannot be connected", () => {
  test.each([
    ["a missing path parameter", { path: {} }],
    ["an empty path parameter", { path: { reader: "" } }],
    ["a path parameter of dots", { path: { reader: ".." } }],
    ["a base URL that is none", { baseUrl: "bookshop" }],
    ["a base URL of another protocol", { baseUrl: "ftp://bookshop.example" }],
  ])("throws: %s", (_, options) => {
    expect(() => connectAndClose("http://127.0.0.1:9", options)).toThrow(TypeError);
  });

  test.skipIf("WebSocket" in globalThis)("throws: where there is no WebSocket", () => {
    expect(() => connectAndClose("http://127.0.0.1:9", { WebSocket: undefined })).toThrow(/option WebSocket/);
  });
});

test("the types narrow by the tag, and refuse what the contract does not know", () => {
  type Shop = Socket<ReaderMessage, ShopMessage>;
  expectTypeOf(connect(shopSocket, { ...unopened, path: { reader: "7" } })).toEqualTypeOf<Shop>();
  expectTypeOf<Parameters<Shop["send"]>>().toEqualTypeOf<[ReaderMessage]>();
  const check = (socket: Shop): void => {
    socket.subscribe("shipped", (message) => expectTypeOf(message).toEqualTypeOf<Shipped>());
    socket.subscribe("returned", (message) => expectTypeOf(message).toEqualTypeOf<Returned>());
    socket.subscribeAll((message) => expectTypeOf(message).toEqualTypeOf<ShopMessage>());
    // @ts-expect-error there is no such message
    socket.subscribe("lost", () => {});
    // @ts-expect-error a price is nothing that a reader sends
    socket.send({ type: "price" });
  };
  expectTypeOf(check).toBeFunction();
});

const bearer = (token: string): string => `bearer.${Buffer.from(token).toString("base64url")}`;

const connectAndClose = (baseUrl: string, options: Partial<Parameters<typeof connect>[1]>): void => {
  const socket = connect(shopSocket, { baseUrl, path: { reader: "7" }, WebSocket, ...options } as typeof unopened);
  onTestFinished(() => socket.close());
};

const unopened = { baseUrl: "http://127.0.0.1:9", WebSocket, signal: AbortSignal.abort() };
