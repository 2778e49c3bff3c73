/** The streams of a server: server-sent events, messages of sockets, and results of subscriptions. */

import { setTimeout as pause } from "node:timers/promises";
import { type EventSourceMessage, createParser } from "eventsource-parser";
import { type Client, createClient } from "graphql-ws";
import type { Json } from "./registry.js";
import { isObject } from "./values.js";

/** The time in which a server may send more than a test expects, in milliseconds. */
const LONGER = 100;
/** The time in which a server must send the expected events, in milliseconds. */
const LONGEST = 5_000;

/** The answer to a request for events: its events, or its body if it has none. */
export type Events = { readonly status: number; readonly events: readonly Json[]; readonly text: string };

/** Reads the events of a feed until it ends, or until it is silent for a while after this many events. */
export const readEvents = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  atLeast = Infinity,
): Promise<Events> => {
  const cancelling = new AbortController();
  const response = await fetch(url, { headers, signal: cancelling.signal });
  const { status, body } = response;
  if (!body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return { status, events: [], text: await response.text() };
  }
  const events: Json[] = [];
  const onEvent = ({ id, event, data }: EventSourceMessage): void => {
    events.push({ id: id ?? null, event: event ?? null, data: JSON.parse(data) as Json });
  };
  const parser = createParser({ onEvent });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const longest = events.length >= atLeast ? LONGER : LONGEST;
    const read = await Promise.race([reader.read(), pause(longest, undefined, { ref: false })]);
    if (!read || read.done) break;
    parser.feed(read.value);
  }
  cancelling.abort();
  return { status, events, text: "" };
};

/** A socket whose messages are kept. */
export type Conversation = {
  /** Sends a text, and reads the messages that come before the answer to a ping. */
  readonly say: (text: string) => Promise<readonly Json[]>;
  readonly close: () => void;
};

/** The used part of a `WebSocket`. */
export type Socket = Pick<WebSocket, "send" | "close" | "readyState"> & {
  addEventListener: (
    name: "open" | "message" | "close",
    listener: (event: { data?: unknown; code?: number }) => void,
  ) => void;
};

/** Sends and receives messages over a socket, once it is open. */
export const converse = async (socket: Socket): Promise<Conversation> => {
  const messages: Json[] = [];
  socket.addEventListener("message", ({ data }) => messages.push(JSON.parse(String(data)) as Json));
  let closed: number | undefined;
  let pings = 0;
  socket.addEventListener("close", ({ code }) => (closed = code ?? 0));
  await new Promise<void>((resolve) =>
    socket.readyState === 1 ? resolve() : socket.addEventListener("open", () => resolve()),
  );
  return {
    say: async (text) => {
      messages.length = 0;
      pings += 1;
      const id = `ping-${pings}`;
      socket.send(text);
      socket.send(JSON.stringify({ type: "ping", id }));
      for (let waited = 0; !messages.some((message) => isObject(message) && message["id"] === id); waited += 2) {
        if (closed !== undefined || waited > LONGEST) throw new Error(`no pong after ${text}; closed with ${closed}`);
        await pause(2);
      }
      await pause(5);
      return messages.filter((message) => !isObject(message) || message["id"] !== id);
    },
    close: () => socket.close(),
  };
};

/** Reads the results of a subscription until it ends, or until it is silent for a while after this many results. */
export const readResults = async (
  url: string,
  webSocketImpl: unknown,
  payload: { query: string; variables: Record<string, unknown> },
  atLeast = Infinity,
): Promise<readonly Json[]> => {
  const client: Client = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl,
    retryAttempts: 0,
  });
  const results: Json[] = [];
  const iterator = client.iterate(payload);
  for (;;) {
    const longest = results.length >= atLeast ? LONGER : LONGEST;
    const next = iterator.next().catch((errors: unknown) => ({ done: true as const, errors }));
    const read = await Promise.race([next, pause(longest, undefined, { ref: false })]);
    if (read && "errors" in read) results.push({ refused: JSON.parse(JSON.stringify(read.errors)) as Json });
    if (!read || read.done) break;
    results.push(JSON.parse(JSON.stringify(read.value)) as Json);
  }
  await client.dispose();
  return results;
};
