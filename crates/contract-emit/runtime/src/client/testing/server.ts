/**
 * A real HTTP server on the loopback for one test, which gives prepared answers and keeps the requests it receives.
 */

import { type IncomingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** `hang` never answers, `stall` breaks off in the middle of a body, `drop` closes the connection. */
export type Reply =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | "hang"
  | "stall"
  | "drop"
  | ((request: Received) => Reply | Promise<Reply>);

export type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Server = {
  readonly url: string;
  readonly requests: readonly Received[];
  /** The first requests, as soon as there are so many. */
  readonly received: (count: number) => Promise<void>;
};

/** Serves the replies one after another, and the last one again and again. */
export const serve = async (...replies: readonly Reply[]): Promise<Server> => {
  const requests: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const received = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    const index = requests.push(received) - 1;
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    let reply = replies[Math.min(index, replies.length - 1)];
    while (typeof reply === "function") reply = await reply(received);
    if (reply === "drop") return void incoming.socket.destroy();
    if (reply === "stall") {
      outgoing.writeHead(200, { "content-type": "application/json" });
      return void outgoing.write('{"success":');
    }
    if (reply === undefined || reply === "hang") return;
    const { status = 200, headers = {}, body } = reply;
    outgoing.writeHead(status, { ...(typeof body === "object" && { "content-type": "application/json" }), ...headers });
    outgoing.end(typeof body === "object" ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const received = (count: number): Promise<void> =>
    new Promise((resolve) => (requests.length >= count ? resolve() : waiting.push({ count, resolve })));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, received };
};
