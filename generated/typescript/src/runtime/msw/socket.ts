// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * WebSocket channels: answers the messages of a client by the contract's `receivers`.
 */

import { ws } from "msw";
import type { WebSocketHandler } from "msw";
import type { MockChannel } from "./contract.js";
import { type JsonObject, isObject } from "./json.js";
import { answersTo, parsed } from "./messages.js";
import { type AuthMode, readParameters } from "./request.js";
import type { Store } from "./store.js";

/** A handler of a channel at that address. `pause` is awaited before each message. */
export const handleSocket = (
  store: Store,
  channel: MockChannel,
  address: string,
  auth: AuthMode,
  pause: () => Promise<void>,
): WebSocketHandler =>
  ws.link(address).addEventListener("connection", ({ client, info }) => {
    const reading = readParameters(store, channel, client.url, headersOf(info.protocols), auth);
    if (reading.refusal) {
      const { status, code } = reading.refusal.problem;
      return client.close(closeCodeOf(status), code);
    }
    let turn = Promise.resolve();
    client.addEventListener("message", ({ data }) => {
      const text = typeof data === "string" ? data : "";
      turn = turn.then(async () => {
        for (const message of answersTo(store, channel, text, client.url.pathname)) {
          await pause();
          client.send(JSON.stringify(message));
        }
      });
    });
  });

/** The code with which a connection is closed because of a problem of that status. */
export const closeCodeOf = (status: number): number => (status < 500 ? 4000 + status : 1011);

/** The reason with which a connection is closed as if the network were down. */
export const NETWORK_FAILURE = "network-failure";

/** The client of a socket, as an override sees it. */
export type Peer = {
  readonly path: string;
  readonly send: (message: JsonObject) => void;
  /** Ends the connection as if the network were down. */
  readonly close: () => void;
};

/** A handler of messages. Later handlers do not see the messages that it answers. */
export const onMessage = (address: string, answer: (message: JsonObject, peer: Peer) => boolean): WebSocketHandler =>
  ws.link(address).addEventListener("connection", ({ client }) => {
    const peer: Peer = {
      path: client.url.pathname,
      send: (message) => client.send(JSON.stringify(message)),
      close: () => client.close(closeCodeOf(500), NETWORK_FAILURE),
    };
    client.addEventListener("message", (event) => {
      const message = typeof event.data === "string" ? parsed(event.data) : undefined;
      if (isObject(message) && answer(message, peer)) event.stopImmediatePropagation();
    });
  });

/** The token among the subprotocols that a client offers, as the header of a request. */
const headersOf = (protocols: string | readonly string[] | undefined): Headers => {
  const offered = protocols === undefined ? [] : [protocols].flat();
  const token = offered.find((protocol) => protocol.startsWith("bearer."));
  return new Headers(token === undefined ? {} : { Authorization: `Bearer ${token.slice("bearer.".length)}` });
};
