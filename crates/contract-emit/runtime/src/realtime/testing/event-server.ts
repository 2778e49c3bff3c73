/**
 * An HTTP server on this machine that a test answers by hand.
 */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

import { type Inbox, makeInbox } from "./inbox.js";

/** One request that has come and waits for an answer. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Resolves when the connection has been closed by either side. */
  readonly closed: Promise<void>;
  /** Begins an event stream and writes text to it. */
  readonly stream: (text: string) => void;
  /** Answers with a problem. */
  readonly refuse: (status: number, problem: object, headers?: Record<string, string>) => void;
};

/** A server that is up. */
export type EventServer = { readonly url: string; readonly port: number; readonly exchanges: Inbox<Exchange> };

/** Starts a server, which is stopped with the test. */
export const startEventServer = async (port = 0): Promise<EventServer> => {
  const exchanges = makeInbox<Exchange>();
  const server = createServer((request, response) => {
    exchanges.put({
      request,
      response,
      closed: new Promise((resolve) => response.once("close", resolve)),
      stream: (text) => {
        if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
        response.write(text);
      },
      refuse: (status, problem, headers = {}) => {
        response.writeHead(status, { "content-type": "application/problem+json", ...headers });
        response.end(JSON.stringify({ status, ...problem }));
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const used = (server.address() as AddressInfo).port;
  return { url: `http://127.0.0.1:${used}`, port: used, exchanges };
};

/** The text of one event. */
export const eventText = (id: string, data: unknown, event = "message"): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
