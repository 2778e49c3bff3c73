/**
 * The bookshop behind msw, and a client that calls it with the `fetch` and `WebSocket` of the process.
 */

import { setupServer } from "msw/node";
import { onTestFinished } from "vitest";
import { WebSocket as NodeWebSocket } from "ws";
import { graphqlHandlers } from "../graphql/index.js";
import { createHandlers } from "../handlers.js";
import type { MockOptions } from "../handlers.js";
import type { Json } from "../json.js";
import { type Store, createStore } from "../store.js";
import { bookshop } from "./bookshop.js";

export const BASE = "http://shop.test/api";

/** The answer to a call. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: any };

/** Starts the mock for one test. */
export const openShop = (options: MockOptions = {}): Shop => {
  // Node 20 has no WebSocket of its own for msw to stand in for.
  globalThis.WebSocket ??= NodeWebSocket as unknown as typeof WebSocket;
  const store = options.store ?? createStore(bookshop);
  const server = setupServer(...createHandlers(bookshop, { baseUrl: BASE, store, ...options }, graphqlHandlers));
  server.listen({ onUnhandledRequest: "error" });
  onTestFinished(() => server.close());
  const call: Shop["call"] = async (line, body, headers = {}) => {
    const [method = "GET", path = ""] = line.split(" ");
    const isRaw = body === undefined || body instanceof FormData || body instanceof Blob;
    const response = await fetch(BASE + path, {
      method,
      headers: { ...(isRaw ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text === "" ? undefined : parse(text) };
  };
  return {
    store,
    use: server.use,
    call,
    graphql: async (query, variables, headers) =>
      (await call("POST /graphql", { query, variables: variables ?? {} }, headers)).json,
    socket: (path, protocols = []) => openSocket(BASE.replace("http", "ws") + path, protocols),
  };
};

export type Shop = {
  readonly store: Store;
  readonly use: ReturnType<typeof setupServer>["use"];
  readonly call: (
    line: string,
    body?: Json | FormData | Blob,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  readonly graphql: (
    query: string,
    variables?: Readonly<Record<string, Json>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<any>;
  readonly socket: (path: string, protocols?: string[]) => Promise<Connection>;
};

/** A client's connection to a channel. */
export type Connection = {
  readonly send: (message: unknown) => void;
  /** Waits for the next message of the server. */
  readonly receive: () => Promise<any>;
  /** The code and the reason with which the connection was closed. */
  readonly closed: Promise<readonly [number, string]>;
};

const openSocket = async (url: string, protocols: string[]): Promise<Connection> => {
  const socket = new WebSocket(url, protocols);
  const received: unknown[] = [];
  let wake = (): void => {};
  socket.addEventListener("message", ({ data }) => {
    received.push(JSON.parse(data as string));
    wake();
  });
  const closed = new Promise<readonly [number, string]>((resolve) =>
    socket.addEventListener("close", ({ code, reason }) => resolve([code, reason])),
  );
  const opened = new Promise<void>((resolve) => socket.addEventListener("open", () => resolve()));
  await Promise.race([opened, closed]);
  return {
    closed,
    send: (message) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    receive: async () => {
      while (received.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return received.shift();
    },
  };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
