// Generated from the contract by `cargo xtask generate`. Do not edit.

import type * as z from "zod";
import {
  connect,
  type EventsOptions,
  type EventStream,
  openEvents,
  type Parsed,
  type Socket,
  type SocketOptions,
} from "./runtime/realtime/index.js";
import * as schemas from "./schemas.js";
import type * as T from "./types.js";

/** Where the API is served, which is the default of the client too. */
type Place<Options extends { baseUrl: unknown }> = Omit<Options, "baseUrl"> & Partial<Pick<Options, "baseUrl">>;

const baseUrl = "https://api.heal7.com";

/** What holds a message to its schema. */
const against =
  <M>(schema: z.ZodType<M>) =>
  (value: unknown): Parsed<M> => {
    const result = schema.safeParse(value);
    return result.success ? { ok: true, value: result.data } : { ok: false, issues: result.error.issues };
  };

/**
 * How one interpretation comes along.
 *
 * Sends how far it has come, then each event since `Last-Event-ID` or from now on, and ends with `completed` or
 * `failed`.
 *
 * `/events/interpretations/{requestId}`
 */
export const openInterpretationFeed = (options: Place<EventsOptions> & { path: { requestId: T.InterpretationId } }): EventStream<T.InterpretationEvent> =>
  openEvents(
    {
      id: "interpretationFeed",
      path: "/events/interpretations/{requestId}",
      auth: true,
      tag: "type",
      types: ["started", "progress", "completed", "failed"],
      terminal: ["completed", "failed"],
      parse: against(schemas.InterpretationEventSchema),
    },
    { baseUrl, ...options },
  );

/**
 * One person's connection.
 *
 * The token travels as a subprotocol: the client offers `heal7.v1` and `bearer.` followed by the token in
 * base64url, and the server takes `heal7.v1`. A client without a valid token, or without the subprotocol, still gets
 * a connection, which is closed with 4401; one with another person's path is closed with 4403. A browser then sees
 * why. The connection ends with 4401 when its session does. Everybody begins in the room `general`. Before a token
 * expires, the server asks for a new one with `reauthenticate`.
 *
 * `/ws/{userId}`
 */
export const connectUserSocket = (options: Place<SocketOptions<T.ClientMessage>> & { path: { userId: T.UserId } }): Socket<T.ClientMessage, T.ServerMessage> =>
  connect(
    {
      id: "userSocket",
      path: "/ws/{userId}",
      auth: true,
      tag: "type",
      subprotocol: "heal7.v1",
      types: ["saju_calculation_started", "saju_calculation_progress", "saju_calculation_completed", "saju_calculation_failed", "ai_interpretation_started", "ai_interpretation_progress", "ai_interpretation_completed", "ai_interpretation_failed", "chat_message", "typing_indicator", "user_joined", "user_left", "notification", "reauthenticate", "error", "pong"],
      reauthenticate: {
        type: "reauthenticate",
        answer: (token) => ({ type: "authenticate", data: { token } }) as T.ClientMessage,
      },
      parse: against(schemas.ServerMessageSchema),
    },
    { baseUrl, ...options },
  );

/**
 * How the platform is.
 *
 * Sends the state at once, unless `Last-Event-ID` names it, and again each time it changes. The event is
 * `SystemStatusUpdate`.
 *
 * `/events/system`
 */
export const openSystemFeed = (options: Place<EventsOptions> = {}): EventStream<T.SystemStatusUpdate, { SystemStatusUpdate: T.SystemStatusUpdate }> =>
  openEvents(
    {
      id: "systemFeed",
      path: "/events/system",
      types: ["SystemStatusUpdate"],
      parse: against(schemas.SystemStatusUpdateSchema),
    },
    { baseUrl, ...options },
  );

/**
 * The person's notifications, as they come.
 *
 * Sends what has come since `Last-Event-ID`, and then each notification when it is made. The event is
 * `Notification`, its id the notification's own.
 *
 * `/events/notifications`
 */
export const openNotificationFeed = (options: Place<EventsOptions> = {}): EventStream<T.Notification, { Notification: T.Notification }> =>
  openEvents(
    {
      id: "notificationFeed",
      path: "/events/notifications",
      auth: true,
      types: ["Notification"],
      parse: against(schemas.NotificationSchema),
    },
    { baseUrl, ...options },
  );

export type {
  ConnectionState,
  Issue,
  ReconnectOptions,
  TokenSource,
} from "./runtime/realtime/index.js";
export type { SendResult, Socket, SocketClosed, SocketOptions } from "./runtime/realtime/index.js";
export type { EventStream, EventsOptions, StreamEvent } from "./runtime/realtime/index.js";
