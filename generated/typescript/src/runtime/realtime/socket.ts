// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * A WebSocket that comes back when it is lost: typed messages both ways, a queue while there is no connection, tokens
 * as a subprotocol. partysocket makes the connections; when to make one, and when no more, is decided here.
 */

import ReconnectingWebSocket, { CloseEvent as MadeUpCloseEvent } from "partysocket/ws";

import { pause } from "../client/within.js";
import { bytesOf, urlOf } from "./address.js";
import { delayAfter } from "./back-off.js";
import type { ByType, Channel, ChannelParameters, ConnectionOptions, ConnectionState } from "./channel.js";
import { receive, tagOf } from "./receive.js";
import { makeCall, makeSubscriptions } from "./subscriptions.js";

/** A WebSocket channel. `C` is what the client sends, `M` what the server sends. */
export type SocketChannel<C, M> = Channel<M> & {
  /** The property that tells the messages apart. */
  readonly tag: string;
  /** The subprotocol that is offered; the token travels as another one, `bearer.` and base64url. */
  readonly subprotocol?: string;
  /** How the connection outlives its token: the server's message that asks for a new one, and what brings it. */
  readonly reauthenticate?: { readonly type: string; readonly answer: (token: string) => C };
};

/** The class of a WebSocket: `WebSocket` of a browser or of Node, or the class of the package `ws`. */
export type WebSocketConstructor = new (url: string, protocols?: string[]) => object;

/** The settings of a socket. */
export type SocketOptions<C = unknown> = ConnectionOptions & {
  /** The class of the connections; by default the global `WebSocket`. Node has one from version 22 on. */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** Milliseconds for one attempt to connect; 10000 where absent. */
  readonly timeout?: number | undefined;
  /** How many messages wait while there is no connection; 100 where absent. */
  readonly maxQueued?: number | undefined;
  /** Called once, when the socket is closed for good. */
  readonly onClose?: ((closed: SocketClosed<C>) => unknown) | undefined;
};

/** How a socket ended. */
export type SocketClosed<C> = {
  /** The close code of the last connection; 1006 where it broke off or was never made. */
  readonly code: number;
  readonly reason: string;
  /** The messages that were queued and never sent. */
  readonly unsent: readonly C[];
};

/** The fate of a message: sent or queued, or refused because the queue is full or the socket closed. */
export type SendResult =
  | { readonly ok: true; readonly queued: boolean }
  | { readonly ok: false; readonly code: "QUEUE_FULL" | "CLOSED" };

/** A connection to a channel. `C` is what is sent, `M` what comes, `Types` the same by type. */
export type Socket<C, M, Types = ByType<M>> = {
  readonly state: ConnectionState;
  /** Calls `handler` with each message of a type, until the function that is returned is called. */
  readonly subscribe: <Type extends keyof Types & string>(
    type: Type,
    handler: (message: Types[Type]) => unknown,
  ) => () => void;
  /** Calls `handler` with every message that fits the contract. */
  readonly subscribeAll: (handler: (message: M) => unknown) => () => void;
  /**
   * Sends a message, or queues it until there is a connection. Messages that a connection took before it was refused
   * (by a close code from 4400 to 4499, before any message of the server) are queued again. Like any WebSocket, this
   * one cannot know which messages arrived before a connection was lost.
   */
  readonly send: (message: C) => SendResult;
  /**
   * Closes the socket for good. `code` is 1000 or from 3000 to 4999, `reason` at most 123 bytes; a `RangeError` is
   * thrown for any other.
   */
  readonly close: (code?: number, reason?: string) => void;
};

/**
 * Connects to a channel. A lost connection is made again, with growing delays; not after the close codes 1000 and 1008
 * and from 4400 to 4499. After 4401 the token source is asked for another token, and the socket is closed when that is
 * refused too. Throws a `TypeError` when a path parameter is missing, the base URL is none or there is no `WebSocket`.
 */
export const connect = <C, M, Types = ByType<M>>(
  channel: SocketChannel<C, M>,
  options: SocketOptions<C> & ChannelParameters,
): Socket<C, M, Types> => {
  const { maxQueued = 100, reconnect = {}, signal, timeout = 10_000 } = options;
  const address = webSocketAddress(channel, options);
  const constructor = options.WebSocket ?? globalThis.WebSocket;
  if (!constructor) throw new TypeError("there is no WebSocket here: give one as the option WebSocket");

  const call = makeCall(options.onHandlerError);
  const subscriptions = makeSubscriptions(call);
  const life = new AbortController();
  const queue: string[] = [];
  let state: ConnectionState = "connecting";
  let token: string | undefined;
  let stale: string | undefined;
  // Of the connections so far: how many failed in a row, whether the last token was refused, how long to wait now.
  let failures = 0;
  let isRefused = false;
  let delay = 0;
  // Of the connection at hand: its number, whether it has ended, since when it is open, and the messages sent on it
  // before the first message of the server.
  let number = 0;
  let hasEnded = true;
  let openedAt = Number.POSITIVE_INFINITY;
  let unconfirmed: string[] | undefined;

  const enter = (next: ConnectionState): void => {
    if (state === next || state === "closed") return;
    state = next;
    call(() => options.onStateChange?.(next));
  };

  /** Makes ready for a connection: partysocket asks for its subprotocols and waits for them. */
  const prepare = async (): Promise<string[] | null> => {
    await pause(delay, life.signal);
    hasEnded = false;
    number += 1;
    // partysocket looks itself whether it has been closed meanwhile.
    if (life.signal.aborted) return null;
    token = channel.auth && (await nextToken());
    const bearer = token && `bearer.${base64url(token)}`;
    const protocols = [channel.subprotocol, bearer].filter((one) => one !== undefined && one !== "");
    return protocols.length > 0 ? (protocols as string[]) : null;
  };

  const nextToken = async (): Promise<string | undefined> => {
    try {
      const fresh = await options.token?.(stale);
      stale = undefined;
      return fresh;
    } catch (cause) {
      call(() => Promise.reject(cause));
      // partysocket reads the message of what is thrown.
      throw new Error("there is no token", { cause });
    }
  };

  /** Ends the connection at hand: another is made, unless its end was for good. */
  const end = (code: number, reason: string): void => {
    if (hasEnded || state === "closed") return;
    hasEnded = true;
    if (isSettled(openedAt)) {
      failures = 0;
      isRefused = false;
    }
    const wasRefused = code >= 4400 && code <= 4499;
    if (wasRefused) queue.unshift(...(unconfirmed ?? []));
    unconfirmed = undefined;
    openedAt = Number.POSITIVE_INFINITY;
    if (code === 4401 && options.token && !isRefused) {
      isRefused = true;
      stale = token;
      delay = 0;
    } else if (code === 1000 || code === 1008 || wasRefused || failures >= (reconnect.attempts ?? Infinity)) {
      return finish(code, reason);
    } else {
      failures += 1;
      delay = delayAfter(failures, reconnect);
    }
    enter("reconnecting");
  };

  const finish = (code: number, reason: string): void => {
    enter("closed");
    life.abort();
    signal?.removeEventListener("abort", abort);
    socket.close(code, reason);
    const unsent = queue.splice(0).map((text) => JSON.parse(text) as C);
    call(() => options.onClose?.({ code, reason, unsent }));
  };

  const close = (code = 1000, reason = ""): void => {
    // The WebSocket would throw the same, and partysocket swallow it and leave the connection open.
    if (code !== 1000 && !(code >= 3000 && code <= 4999)) throw new RangeError(`${code} is no close code to send`);
    if (bytesOf(reason).length > 123) throw new RangeError("the reason is longer than 123 bytes");
    if (state !== "closed") finish(code, reason);
  };
  const abort = (): void => close();

  const transmit = (text: string): void => {
    if (unconfirmed && !isSettled(openedAt)) unconfirmed.push(text);
    socket.send(text);
  };

  const send = (message: C): SendResult => {
    if (state === "closed") return { ok: false, code: "CLOSED" };
    if (socket.readyState === ReconnectingWebSocket.OPEN) {
      transmit(JSON.stringify(message));
      return { ok: true, queued: false };
    }
    if (queue.length >= maxQueued) return { ok: false, code: "QUEUE_FULL" };
    queue.push(JSON.stringify(message));
    return { ok: true, queued: true };
  };

  /** Sends a new token to the server, unless the connection that requested it has ended by then. */
  const reauthenticate = async (): Promise<void> => {
    const requestedOn = number;
    const fresh = await options.token?.(token);
    if (!fresh || requestedOn !== number || hasEnded || state !== "open" || !channel.reauthenticate) return;
    token = fresh;
    socket.send(JSON.stringify(channel.reauthenticate.answer(fresh)));
  };

  const socket = new ReconnectingWebSocket(address, prepare, {
    WebSocket: constructor,
    connectionTimeout: timeout,
    // Its own wait cannot be broken off: it would keep a process alive that has closed the socket.
    minReconnectionDelay: 0,
    maxReconnectionDelay: 0,
  });
  socket.onopen = () => {
    openedAt = Date.now();
    unconfirmed = [];
    // Before the state changes, so that messages sent by its handlers follow the queued ones.
    for (const text of queue.splice(0)) transmit(text);
    enter("open");
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    unconfirmed = undefined;
    const { type, message } = receive(channel, options, call, data, (value) => tagOf(channel.tag, value));
    if (type === undefined || message === undefined) return;
    if (type === channel.reauthenticate?.type) call(reauthenticate);
    subscriptions.dispatch(type, message);
  };
  socket.onclose = (event) => {
    // When a connection fails, partysocket makes up a close event with 1000, the code of a normal end.
    const isMadeUp: boolean = event instanceof MadeUpCloseEvent;
    end(isMadeUp ? 1006 : event.code, event.reason);
  };
  // Comes without `onclose` when the first connection cannot even be tried; otherwise after it.
  socket.onerror = () => end(1006, "");

  if (signal?.aborted) close();
  else signal?.addEventListener("abort", abort);
  return {
    get state(): ConnectionState {
      return state;
    },
    subscribe: (type, handler) => subscriptions.add(type, handler),
    subscribeAll: (handler) => subscriptions.add(undefined, handler),
    send,
    close,
  };
};

/** How long a connection must have been open to count as a good one, in milliseconds. */
const SETTLED_AFTER = 5000;

const isSettled = (openedAt: number): boolean => Date.now() - openedAt >= SETTLED_AFTER;

const webSocketAddress = (
  channel: { readonly path: string },
  options: ConnectionOptions & ChannelParameters,
): string => {
  const url = urlOf(options.baseUrl, channel.path, options);
  url.protocol = url.protocol.replace("http", "ws");
  if (!/^wss?:$/.test(url.protocol)) throw new TypeError(`no WebSocket can be made to ${url.protocol}`);
  return url.href;
};

/** Base64url without padding (RFC 4648), of a text in UTF-8. */
const base64url = (text: string): string =>
  btoa(bytesOf(text)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
