/**
 * Realtime: WebSockets and server-sent events, typed by the messages of a channel. It knows no contract; `socket.ts`
 * and `events.ts` are where a connection begins.
 */

export type { ReconnectOptions } from "./back-off.js";
export type {
  ByType,
  Channel,
  ChannelParameters,
  ConnectionOptions,
  ConnectionState,
  Issue,
  Parsed,
  TokenSource,
} from "./channel.js";
export {
  type EventsChannel,
  type EventsOptions,
  type EventStream,
  openEvents,
  type StreamEvent,
} from "./events.js";
export {
  connect,
  type SendResult,
  type Socket,
  type SocketChannel,
  type SocketClosed,
  type SocketOptions,
  type WebSocketConstructor,
} from "./socket.js";
