/**
 * A WebSocket server on this machine that a test plays by hand.
 */

import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";

import { type Inbox, makeInbox } from "./inbox.js";

/** One connection that a client has made. */
export type Connection = {
  readonly socket: WebSocket;
  readonly url: string;
  /** The subprotocols that the client offered. */
  readonly offered: readonly string[];
  /** The messages of the client, parsed from JSON. */
  readonly messages: Inbox<unknown>;
  /** How the connection ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly send: (message: unknown) => void;
};

/** A server that is up. */
export type SocketServer = {
  readonly url: string;
  readonly port: number;
  readonly connections: Inbox<Connection>;
  /** Breaks all connections off and frees the port. */
  readonly stop: () => Promise<void>;
};

/** Starts a server, which is stopped with the test. */
export const startSocketServer = async (
  port = 0,
  onConnection: (connection: Connection) => void = () => {},
): Promise<SocketServer> => {
  const handleProtocols = ([first]: Set<string>): string | false => first ?? false;
  const server = new WebSocketServer({ host: "127.0.0.1", port, handleProtocols });
  await new Promise((resolve) => server.once("listening", resolve));
  const connections = makeInbox<Connection>();
  server.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    const messages = makeInbox<unknown>();
    socket.on("message", (data) => messages.put(JSON.parse(String(data))));
    const connection: Connection = {
      socket,
      url: request.url ?? "",
      offered: (request.headers["sec-websocket-protocol"] ?? "").split(/ *, */),
      messages,
      closed: new Promise((resolve) => {
        socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
      }),
      send: (message) => socket.send(JSON.stringify(message)),
    };
    onConnection(connection);
    connections.put(connection);
  });
  const stop = async (): Promise<void> => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  const used = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${used}`, port: used, connections, stop };
};
