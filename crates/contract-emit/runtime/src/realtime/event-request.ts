/**
 * One connection to an event stream: the request, the check of what is answered, and the reading of its events.
 * When another one is made stands in `events.ts`.
 */

import { createParser, type EventSourceMessage } from "eventsource-parser";

import { within } from "../client/within.js";
import { type FailedRequest, failure, refusal } from "./failure.js";

/** One connection that is to be made. */
export type EventRequest = FailedRequest & {
  readonly url: string;
  readonly headers: Headers;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Gives the connection up. */
  readonly signal: AbortSignal;
  /** Milliseconds without a single byte after which the connection counts as lost. */
  readonly idleTimeout: number;
  readonly onOpen: () => void;
  readonly onEvent: (event: EventSourceMessage) => void;
  /** Called with the milliseconds that the server wants clients to wait before they come back. */
  readonly onRetry: (ms: number) => void;
  /** Waited for before more is read. */
  readonly room: () => Promise<void>;
};

/**
 * Reads events until the server ends the stream: `closed`, or `over` when it says that there is nothing more (204).
 * Rejects with an `ApplicationError`: one with a `response` when the server answered something else than a stream, and
 * else one with the code NETWORK_ERROR or REQUEST_TIMEOUT.
 */
export const readEvents = async (request: EventRequest): Promise<"closed" | "over"> => {
  // Called by itself: a browser's own `fetch` refuses to be a method of anything but the window.
  const { fetch, url, headers } = request;
  const connection = new AbortController();
  try {
    const response = await soon(request, () => fetch(url, { headers, signal: connection.signal }));
    if (response.status === 204) return "over";
    const isStream = /^text\/event-stream *(;|$)/i.test(response.headers.get("content-type") ?? "");
    if (response.status !== 200 || !isStream || !response.body) {
      // The answer alone says enough if its body does not come.
      const text = await soon(request, () => response.text()).catch(() => "");
      throw refusal(request, response, text);
    }
    request.onOpen();
    await readBody(request, response.body);
    return "closed";
  } finally {
    connection.abort();
  }
};

const readBody = async (request: EventRequest, body: ReadableStream<Uint8Array>): Promise<void> => {
  const parser = createParser({ onEvent: request.onEvent, onRetry: request.onRetry });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      await request.room();
      const { done, value } = await soon(request, () => reader.read());
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    // For a `fetch` that takes no notice of the signal. A body that has broken off cannot be cancelled.
    reader.cancel().catch(() => {});
  }
};

/** Waits for something that comes from the server, as long as a connection may be idle. */
const soon = <T>(request: EventRequest, work: () => Promise<T>): Promise<T> =>
  within(request.idleTimeout, request.signal, work).catch((cause: unknown) => Promise.reject(lost(request, cause)));

const lost = (request: EventRequest, cause: unknown): Error => {
  const { name, message } = Object(cause) as Partial<Error>;
  return name === "TimeoutError"
    ? failure(request, "TIMEOUT", "REQUEST_TIMEOUT", `${message}`, { cause, retryable: true })
    : failure(request, "NETWORK", "NETWORK_ERROR", "The connection is lost", { cause, retryable: true });
};
