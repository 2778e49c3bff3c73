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

/** The function that validates a message against its schema. */
const against =
  <M>(schema: z.ZodType<M>) =>
  (value: unknown): Parsed<M> => {
    const result = schema.safeParse(value);
    return result.success ? { ok: true, value: result.data } : { ok: false, issues: result.error.issues };
  };

/**
 * The progress of one interpretation.
 *
 * Sends the current progress, then the events since `Last-Event-ID`, or from now on without that header. Ends with
 * `completed` or `failed`.
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
 * The user's WebSocket connection.
 *
 * The access token is sent as a subprotocol: the client offers `heal7.v1` and `bearer.` followed by the token in
 * base64url, and the server selects `heal7.v1`. Without a valid token or without the subprotocol, the server
 * accepts the connection and closes it with 4401. If the path names another user, it closes the connection with
 * 4403. This way, a browser sees the reason. The connection also closes with 4401 when its session ends. Every
 * connection starts in the room `general`. Before the token expires, the server asks for a new one with
 * `reauthenticate`.
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
 * The state of the platform.
 *
 * Sends the state at once, unless `Last-Event-ID` already names it, and again after each change. The event is
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
 * The user's notifications.
 *
 * Sends the notifications since `Last-Event-ID`, then each new one. The event is `Notification`, and the event's
 * id is the id of the notification.
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
