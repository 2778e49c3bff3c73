/**
 * The channels: two people in rooms, a calculation step by step, tokens that expire while a socket is open, and lost
 * connections. Every message is validated by the package's schemas, and an invalid one fails the test.
 */

import { setTimeout as pause } from "node:timers/promises";
import { type ServerMessage, type SystemStatusUpdate, asUserId } from "@heal7/contracts";
import { type ConnectionState, connectUserSocket, openNotificationFeed, openSystemFeed } from "@heal7/contracts/realtime";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { layLine } from "./line.js";
import { type Person, birth, brief, meet, ordinary, warn } from "./servers.js";

/** The violations of the contract. */
const complaints: unknown[] = [];
const watched = {
  onInvalid: (raw: unknown, issues: unknown) => complaints.push({ raw, issues }),
  onUnknown: (raw: unknown) => complaints.push({ raw }),
  onHandlerError: (error: unknown) => void complaints.push(error),
  reconnect: { delay: 50 },
};
/** The server asks the clients of feeds to wait three seconds before they reconnect. */
const PATIENT = { timeout: 10_000 };
afterEach(() => expect(complaints.splice(0)).toEqual([]));

/** The states of a connection. */
const follow = () => {
  const states: ConnectionState[] = [];
  return { states, onStateChange: (state: ConnectionState) => states.push(state) };
};

/** A person's socket, with its states. */
const enter = (person: Person, baseUrl: string, token: (stale?: string) => string | Promise<string> = () => person.session.token) => {
  const { states, onStateChange } = follow();
  const path = { userId: asUserId(person.session.user.id) };
  const socket = connectUserSocket({ ...watched, baseUrl, path, token, WebSocket, onStateChange });
  onTestFinished(() => socket.close());
  return Object.assign(socket, { states });
};

/** The next message of a type. */
const next = <Type extends ServerMessage["type"]>(socket: ReturnType<typeof enter>, type: Type) =>
  new Promise<MessageOf<Type>>((resolve) => {
    const stop = socket.subscribeAll((message) => {
      if (!isOf(message, type)) return;
      stop();
      resolve(message);
    });
  });

type MessageOf<Type> = Extract<ServerMessage, { type: Type }>;

const isOf = <Type>(message: ServerMessage, type: Type): message is MessageOf<Type> => message.type === type;

it("two people meet in a room, and one hears what the other says", async () => {
  const [anna, bora] = [await meet(ordinary, "anna"), await meet(ordinary, "bora")];
  const toAnna = enter(anna, ordinary);
  await next(toAnna, "user_joined");
  const [joined, toBora] = [next(toAnna, "user_joined"), enter(bora, ordinary)];
  expect(await joined).toMatchObject({ room: "general", userId: bora.session.user.id, name: "bora" });

  const [heard, own] = [next(toAnna, "chat_message"), next(toBora, "chat_message")];
  toBora.send({ type: "chat_message", id: "b-1", data: { content: "안녕하세요" } });
  expect(await own).toMatchObject({ id: "b-1", message: { content: "안녕하세요", room: "general" } });
  expect((await heard).message).toEqual((await own).message);

  const entered = next(toBora, "user_joined");
  toBora.send({ type: "join_room", id: "b-2", data: { room: "dreams" } });
  expect(await entered).toMatchObject({ id: "b-2", room: "dreams" });
  const refused = next(toAnna, "error");
  toAnna.send({ type: "chat_message", id: "a-1", data: { room: "dreams", content: "?" } });
  expect(await refused).toMatchObject({ id: "a-1", problem: { code: "ROOM_NOT_JOINED" } });
  const left = next(toAnna, "user_left");
  toBora.close();
  expect(await left).toMatchObject({ userId: bora.session.user.id });
});

it("a calculation is told step by step", async () => {
  const socket = enter(await meet(ordinary, "anna"), ordinary);
  const told: string[] = [];
  socket.subscribeAll(({ type }) => type.startsWith("saju") && told.push(type));
  const completed = next(socket, "saju_calculation_completed");
  socket.send({ type: "saju_calculation_request", id: "m-17", data: birth });
  expect(await completed).toMatchObject({ id: "m-17", progress: 100, result: { input: { name: birth.name } } });
  expect([told[0], told.length]).toEqual(["saju_calculation_started", 5]);
});

it("a socket whose line is cut comes back, and what was said meanwhile is sent", async () => {
  const line = await layLine(ordinary);
  onTestFinished(() => line[Symbol.asyncDispose]());
  const socket = enter(await meet(ordinary, "anna"), line.baseUrl);
  await next(socket, "user_joined");
  line.cut();
  await expect.poll(() => socket.states).toEqual(["open", "reconnecting"]);
  const said = next(socket, "chat_message");
  expect(socket.send({ type: "chat_message", id: "m-1", data: { content: "아직 여기요" } })).toEqual({ ok: true, queued: true });
  expect(await said).toMatchObject({ id: "m-1" });
  expect(socket.states).toEqual(["open", "reconnecting", "open"]);
});

it("a socket brings a new token when it is asked, and comes back with one when it is closed for want of it", async () => {
  const anna = await meet(brief, "anna");
  const renew = async (stale?: string) => (stale === undefined ? anna.session.token : ((await anna.client.renew?.(stale)) ?? ""));
  const kept = enter(anna, brief, renew);
  await next(kept, "reauthenticate");
  await next(kept, "reauthenticate");
  expect(kept.states).toEqual(["open"]);

  const bora = await meet(brief, "bora");
  let isOffline = true;
  const late = enter(bora, brief, async (stale) => {
    // When a new token is requested, she has none; when the socket was closed for that reason, she has one.
    if (stale === undefined) return bora.session.token;
    while (isOffline) await pause(50);
    return (await bora.client.renew?.(stale)) ?? "";
  });
  await next(late, "user_joined");
  await expect.poll(() => late.states, PATIENT).toEqual(["open", "reconnecting"]);
  isOffline = false;
  await next(late, "user_joined");
  expect(late.states).toEqual(["open", "reconnecting", "open"]);
  expect(bora.refreshes).toBe(1);
});

it("the system feed begins with the state, and goes on after it when its line was cut", async () => {
  const line = await layLine(ordinary);
  onTestFinished(() => line[Symbol.asyncDispose]());
  const { states, onStateChange } = follow();
  const asked: (string | null)[] = [];
  const ask = (url: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get("last-event-id"));
    return fetch(url, init);
  };
  const feed = openSystemFeed({ ...watched, baseUrl: line.baseUrl, fetch: ask, onStateChange });
  const updates: SystemStatusUpdate[] = [];
  feed.subscribe("SystemStatusUpdate", (update) => updates.push(update));
  onTestFinished(() => feed.close());
  await expect.poll(() => updates.map(({ status }) => status)).toEqual(["operational"]);
  line.cut();
  await expect.poll(() => states, PATIENT).toEqual(["open", "reconnecting", "open"]);
  expect(asked).toEqual([null, feed.lastEventId]);
});

it("a feed of notifications misses nothing while its line is cut, and tells nothing twice", async () => {
  const line = await layLine(ordinary);
  onTestFinished(() => line[Symbol.asyncDispose]());
  const anna = await meet(ordinary, "anna");
  const { states, onStateChange } = follow();
  const feed = openNotificationFeed({ ...watched, baseUrl: line.baseUrl, token: () => anna.session.token, onStateChange });
  const ids: string[] = [];
  feed.subscribe("Notification", ({ id }) => ids.push(id));
  onTestFinished(() => feed.close());
  await expect.poll(() => states).toEqual(["open"]);
  await warn(anna);
  await expect.poll(() => ids.length).toBe(1);
  line.cut();
  await expect.poll(() => states).toEqual(["open", "reconnecting"]);
  await warn(anna);
  await expect.poll(() => states, PATIENT).toEqual(["open", "reconnecting", "open"]);
  await warn(anna);
  await expect.poll(() => ids.length).toBe(3);
  expect(new Set(ids).size).toBe(3);
});
