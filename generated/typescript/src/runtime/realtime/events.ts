// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * A stream of server-sent events over `fetch`: typed, resumed where it was lost, ended with the server's own error.
 * Not EventSource, which can send no header and does not show the body of an error. `event-request.ts` makes the
 * single connections.
 */

import type { EventSourceMessage } from "eventsource-parser";

import type { ApplicationError, HeaderList } from "../client/index.js";
import { retryAfter } from "../client/retry-after.js";
import { pause } from "../client/within.js";
import { bytesOf, urlOf } from "./address.js";
import { delayAfter, LONGEST_WAIT } from "./back-off.js";
import type { ByType, Channel, ChannelParameters, ConnectionOptions, ConnectionState } from "./channel.js";
import { type EventQueue, makeEventQueue } from "./event-queue.js";
import { readEvents } from "./event-request.js";
import { failure } from "./failure.js";
import { receive, tagOf } from "./receive.js";
import { makeCall, makeSubscriptions } from "./subscriptions.js";

/** A channel of server-sent events. `M` is what the server sends. */
export type EventsChannel<M> = Channel<M> & {
  /** The property that tells the messages apart; where absent, the name of the event is the type. */
  readonly tag?: string;
  /** The types of the messages after which a connection that ends is the end of the stream, and no loss. */
  readonly terminal?: readonly string[];
};

/** The settings of an event stream. */
export type EventsOptions = ConnectionOptions & {
  /** The function that sends requests; by default the global `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Headers of every request, or what makes them. */
  readonly headers?: HeaderList | (() => HeaderList | Promise<HeaderList>) | undefined;
  /** The id of the last event that is known already: the server sends what came after it. */
  readonly lastEventId?: string | undefined;
  /** Milliseconds without a byte, heartbeats included, until a connection counts as lost; 45000 where absent. */
  readonly idleTimeout?: number | undefined;
  /** Called once, when the stream is closed for good; with the error if there was one. */
  readonly onClose?: ((error: ApplicationError | undefined) => unknown) | undefined;
};

/** An event with its id, if it has one. */
export type StreamEvent<M> = { readonly id?: string; readonly message: M };

/**
 * A stream of events. It connects when the first handler or loop asks for events; whoever comes later gets what comes
 * from then on.
 *
 * `for await` takes the events one by one and throws the error that ends the stream. Each loop has a queue of its own;
 * while one holds 64 events nothing more is read from the connection, so nothing is dropped and memory stays bounded.
 * Leaving the last loop closes the stream unless a handler is subscribed.
 */
export type EventStream<M, Types = ByType<M>> = AsyncIterable<StreamEvent<M>> & {
  readonly state: ConnectionState;
  /** The id of the last event that came, fit or unfit; what a later stream can be given to go on from here. */
  readonly lastEventId: string | undefined;
  /** Calls `handler` with each message of a type, until the function that is returned is called. */
  readonly subscribe: <Type extends keyof Types & string>(
    type: Type,
    handler: (message: Types[Type]) => unknown,
  ) => () => void;
  /** Calls `handler` with every message that fits the contract. */
  readonly subscribeAll: (handler: (message: M) => unknown) => () => void;
  /** Closes the stream for good; loops end without the events that they have not taken yet. */
  readonly close: () => void;
};

/**
 * Opens a stream of events. A connection that is lost, idle for too long or answered with a 5xx is made again, with
 * growing delays and no earlier than the server's `retry:` or `Retry-After` says, and asks for what came after the last
 * event seen. So is one answered with 429 and `Retry-After`, and once each time the token is refused (401). A
 * connection that the server closes counts as lost, unless a terminal message came before. 204 ends the stream, every
 * other answer ends it with an `ApplicationError`.
 *
 * Throws a `TypeError` when a path parameter is missing or the base URL is none.
 */
export const openEvents = <M, Types = ByType<M>>(
  channel: EventsChannel<M>,
  options: EventsOptions & ChannelParameters,
): EventStream<M, Types> => {
  const { reconnect = {}, signal } = options;
  const url = urlOf(options.baseUrl, channel.path, options).href;
  const call = makeCall(options.onHandlerError);
  const subscriptions = makeSubscriptions(call);
  const queues = new Set<EventQueue<StreamEvent<M>>>();
  const life = new AbortController();
  let state: ConnectionState = "connecting";
  let hasStarted = false;
  let closedBy: ApplicationError | undefined;
  let lastEventId = options.lastEventId;
  // How many requests were sent, how many failed in a row, and how long the server wants clients to wait.
  let attempts = 0;
  let failures = 0;
  let retry: number | undefined;
  // The token of the last request, and whether it is a replacement for one that was refused.
  let token: string | undefined;
  let stale: string | undefined;
  let isReplaced = false;
  // Whether a message came after which there is no other.
  let isComplete = false;

  const enter = (next: ConnectionState): void => {
    if (state === next || state === "closed") return;
    state = next;
    call(() => options.onStateChange?.(next));
  };

  const finish = (error?: ApplicationError): void => {
    if (state === "closed") return;
    closedBy = error;
    enter("closed");
    life.abort();
    signal?.removeEventListener("abort", close);
    for (const queue of queues) queue.end(error);
    call(() => options.onClose?.(error));
  };

  const close = (): void => {
    for (const queue of queues) queue.discard();
    finish();
  };

  const headers = async (): Promise<Headers> => {
    const common = options.headers;
    const headers = new Headers(typeof common === "function" ? await common() : common);
    if (channel.auth) {
      token = await options.token?.(stale);
      stale = undefined;
      if (token) headers.set("authorization", `Bearer ${token}`);
    }
    headers.set("accept", "text/event-stream");
    // An id is any text, a header holds bytes.
    if (lastEventId) headers.set("last-event-id", bytesOf(lastEventId));
    return headers;
  };

  const onEvent = ({ id, event, data }: EventSourceMessage): void => {
    // An event that does not fit is not asked for again: it would not fit the next time either.
    lastEventId = id ?? lastEventId;
    failures = 0;
    const { tag } = channel;
    const typeOf = (value: unknown): unknown =>
      tag === undefined || value === undefined ? event : tagOf(tag, value);
    const { type, message } = receive(channel, options, call, data, typeOf);
    isComplete ||= type !== undefined && channel.terminal?.includes(type) === true;
    if (type === undefined || message === undefined) return;
    for (const queue of queues) queue.push({ ...(id !== undefined && { id }), message });
    subscriptions.dispatch(type, message);
  };

  /** Makes one connection and reads it to its end; gives back why it failed. */
  const read = async (): Promise<ApplicationError> => {
    attempts += 1;
    const request = { channel: channel.id, attempts };
    const lost = (message: string, cause?: unknown): ApplicationError =>
      failure(request, "NETWORK", "NETWORK_ERROR", message, { retryable: true, cause });
    const sent = await headers().catch((cause: unknown) => {
      call(() => Promise.reject(cause));
      return lost("The headers of the request could not be made", cause);
    });
    if (sent instanceof Error) return sent;
    try {
      const ending = await readEvents({
        ...request,
        url,
        headers: sent,
        fetch: options.fetch ?? ((url, init) => fetch(url, init)),
        signal: life.signal,
        idleTimeout: options.idleTimeout ?? 45_000,
        onOpen: () => {
          isReplaced = false;
          enter("open");
        },
        onEvent,
        onRetry: (ms) => {
          retry = ms;
        },
        room: async () => {
          for (const queue of queues) await queue.room();
        },
      });
      isComplete ||= ending === "over";
      return lost("The server closed the stream");
    } catch (error) {
      return error as ApplicationError;
    }
  };

  /** Milliseconds until the next connection after one that failed; undefined when there is to be none. */
  const delayOf = ({ response }: ApplicationError): number | undefined => {
    if (response?.status === 401 && channel.auth && options.token && !isReplaced) {
      isReplaced = true;
      stale = token;
      return 0;
    }
    const after = retryAfter(response);
    const isPassing = !response || response.status >= 500 || (response.status === 429 && after !== undefined);
    const isAllowed = failures < (reconnect.attempts ?? Number.POSITIVE_INFINITY) && (after ?? 0) <= LONGEST_WAIT;
    if (!isPassing || !isAllowed) return undefined;
    failures += 1;
    return delayAfter(failures, reconnect, after ?? retry);
  };

  const run = async (): Promise<void> => {
    for (;;) {
      const error = await read();
      const delay = isComplete ? undefined : delayOf(error);
      if (delay === undefined) return finish(isComplete ? undefined : error);
      if (life.signal.aborted) return;
      enter("reconnecting");
      await pause(delay, life.signal);
      if (life.signal.aborted) return;
    }
  };

  const start = (): void => {
    if (hasStarted || state === "closed") return;
    hasStarted = true;
    void run();
  };

  const subscribe = (type: string | undefined, handler: (message: never) => unknown): (() => void) => {
    start();
    return subscriptions.add(type, handler);
  };

  if (signal?.aborted) close();
  else signal?.addEventListener("abort", close);
  return {
    get state(): ConnectionState {
      return state;
    },
    get lastEventId(): string | undefined {
      return lastEventId;
    },
    subscribe,
    subscribeAll: (handler) => subscribe(undefined, handler),
    close,
    async *[Symbol.asyncIterator](): AsyncGenerator<StreamEvent<M>, void, void> {
      const queue = makeEventQueue<StreamEvent<M>>(MOST_UNREAD);
      queues.add(queue);
      start();
      if (state === "closed") queue.end(closedBy);
      try {
        yield* queue.take();
      } finally {
        queues.delete(queue);
        queue.discard();
        if (queues.size === 0 && subscriptions.size() === 0) close();
      }
    },
  };
};

/** How many events a loop may leave unread before reading waits for it. */
const MOST_UNREAD = 64;
