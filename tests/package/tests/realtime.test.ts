/**
 * The channels of the contract over real connections: messages are typed, and validated by the contract's schemas. The
 * tests of the runtime cover reconnection.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { asInterpretationId, asUserId, type Notification, type SajuCalculationInput } from "@heal7/contracts";
import {
  connectUserSocket,
  type Issue,
  openInterpretationFeed,
  openNotificationFeed,
  openSystemFeed,
} from "@heal7/contracts/realtime";
import { afterEach, expect, expectTypeOf, it } from "vitest";
import { problem } from "../loopback/server.js";
import { type WebSocket, WebSocketServer, WebSocket as WebSocketOfNode } from "ws";

const userId = asUserId("01936f5e-7a10-7b3c-8d4e-5f60718293a4");
const requestId = asInterpretationId("01936f60-0a1b-7c2d-9e3f-4a5b6c7d8e9f");
const input: SajuCalculationInput = {
  birthDate: "1976-05-21",
  isLunar: false,
  isLeapMonth: false,
  gender: "male",
  name: "홍길동",
};
const notification = {
  id: "01936f63-1a2b-7c3d-8e4f-5a6b7c8d9e0f",
  type: "info",
  message: "지금 확인해 보세요.",
  createdAt: "2026-01-15T09:31:20Z",
};

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A WebSocket server that passes on each connection, with its offered subprotocols. */
const startSocketServer = async (serve: (socket: WebSocket, offered: string, path: string) => void): Promise<string> => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket, request) =>
    serve(socket, request.headers["sec-websocket-protocol"] ?? "", request.url ?? ""),
  );
  await new Promise<void>((resolve) => server.once("listening", resolve));
  open.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A server that answers each request with the next text as an event stream, and finally with 204. */
const startEventServer = async (texts: string[], seen: (lastEventId: string | undefined) => void): Promise<string> => {
  const server = createServer((request, response) => {
    seen(request.headers["last-event-id"] as string | undefined);
    const text = texts.shift();
    if (text === undefined) return response.writeHead(204).end();
    return response.writeHead(200, { "content-type": "text/event-stream" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

it("carries typed messages both ways, with the token as a subprotocol", async () => {
  const received: unknown[] = [];
  let offered = "";
  const baseUrl = await startSocketServer((socket, protocols, path) => {
    offered = protocols;
    expect(path).toBe(`/ws/${userId}`);
    socket.on("message", (data) => {
      received.push(JSON.parse(data.toString()));
      socket.send(JSON.stringify({ type: "pong", id: "m-1", timestamp: "2026-01-15T09:33:00Z" }));
    });
  });
  const socket = connectUserSocket({ baseUrl, path: { userId }, token: () => "a.b.c", WebSocket: WebSocketOfNode });
  const pong = new Promise<{ timestamp: string }>((resolve) => void socket.subscribe("pong", resolve));
  socket.send({ type: "saju_calculation_request", id: "m-1", data: input });
  socket.subscribe("notification", (message) => expectTypeOf(message.notification).toEqualTypeOf<Notification>());
  // @ts-expect-error: no message of the server
  socket.subscribe("nonsense", () => {});
  expect((await pong).timestamp).toBe("2026-01-15T09:33:00Z");
  expect(received).toEqual([{ type: "saju_calculation_request", id: "m-1", data: input }]);
  expect(offered).toBe(`heal7.v1,bearer.${Buffer.from("a.b.c").toString("base64url")}`);
  socket.close();
});

it("reports what does not fit and what only a newer server knows, and goes on", async () => {
  const baseUrl = await startSocketServer((socket) => {
    socket.send(JSON.stringify({ type: "pong" }));
    socket.send(JSON.stringify({ type: "weather", sunny: true }));
    socket.send(JSON.stringify({ type: "notification", notification, from: "a newer server" }));
  });
  const invalid: (readonly Issue[])[] = [];
  const unknown: unknown[] = [];
  const socket = connectUserSocket({
    baseUrl,
    path: { userId },
    token: () => "a.b.c",
    WebSocket: WebSocketOfNode,
    onInvalid: (_, issues) => invalid.push(issues),
    onUnknown: (raw) => unknown.push(raw),
  });
  const message = await new Promise<{ notification: Notification }>((resolve) => void socket.subscribe("notification", resolve));
  expect(message.notification.message).toBe(notification.message);
  expect(invalid[0]?.map(({ path }) => path)).toEqual([["timestamp"]]);
  expect(unknown).toEqual([{ type: "weather", sunny: true }]);
  socket.close();
});

it("answers a request for a new token by itself", async () => {
  let tokens = 0;
  const answered = new Promise<unknown>((resolve) => {
    void startSocketServer((socket) => {
      socket.send(JSON.stringify({ type: "reauthenticate", expiresAt: "2026-01-15T09:45:00Z" }));
      socket.on("message", (data) => resolve(JSON.parse(data.toString())));
    }).then((baseUrl) => {
      const socket = connectUserSocket({ baseUrl, path: { userId }, token: () => `token-${++tokens}`, WebSocket: WebSocketOfNode });
      open.push(() => socket.close());
    });
  });
  expect(await answered).toEqual({ type: "authenticate", data: { token: "token-2" } });
});

it("follows a feed to its last event, over connections that break off", async () => {
  const asked: (string | undefined)[] = [];
  const event = (id: number, data: { type: string; [name: string]: unknown }): string => `id: ${id}\nevent: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const baseUrl = await startEventServer(
    [
      event(1, { type: "started", requestId, models: ["claude"], estimatedTime: 20 }),
      `id: 2\nevent: progress\ndata: {"type":"progress"}\n\n${event(3, { type: "started", requestId, models: ["gpt"], estimatedTime: 10 })}`,
    ],
    (id) => asked.push(id),
  );
  const invalid: unknown[] = [];
  const feed = openInterpretationFeed({
    baseUrl,
    path: { requestId },
    token: () => "a.b.c",
    reconnect: { delay: 1 },
    onInvalid: (raw) => invalid.push(raw),
  });
  const models: string[] = [];
  for await (const { message } of feed) {
    if (message.type === "started") models.push(...message.models);
  }
  expect(models).toEqual(["claude", "gpt"]);
  expect(invalid).toEqual([{ type: "progress" }]);
  // The invalid event counts as seen: it is not requested again.
  expect(asked).toEqual([undefined, "1", "3"]);
});

it("gives the one message of an untagged channel by the name of its type", async () => {
  const baseUrl = await startEventServer([`event: Notification\ndata: ${JSON.stringify(notification)}\n\n`], () => {});
  const feed = openNotificationFeed({ baseUrl, token: () => "a.b.c" });
  const got = await new Promise<Notification>((resolve) => void feed.subscribe("Notification", resolve));
  expect(got.message).toBe(notification.message);
  feed.close();
});

it("ends with the problem that the server answers", async () => {
  const server = createServer((_, response) => {
    problem(response, 404, "NOT_FOUND", "없습니다");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.close());
  const feed = openSystemFeed({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const failed = await (async () => {
    for await (const _ of feed) return "an event";
    return "the end";
  })().catch((error: unknown) => error);
  expect(failed).toMatchObject({ name: "ApplicationError", status: 404, code: "NOT_FOUND", message: "없습니다" });
});
