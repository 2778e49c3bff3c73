// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Server-sent events: the series of a channel as `text/event-stream`, starting after `Last-Event-ID`.
 */

import type { MockChannel } from "./contract.js";
import { type Message, seriesOf } from "./messages.js";
import { type AuthMode, readParameters } from "./request.js";
import { problemResponse } from "./rest.js";
import type { Store } from "./store.js";

/** Answers a request for the events of a channel. `pause` is awaited before each event. */
export const answerEvents = (
  store: Store,
  channel: MockChannel,
  request: Request,
  auth: AuthMode,
  pause: () => Promise<void>,
): Response => {
  const url = new URL(request.url);
  const reading = readParameters(store, channel, url, request.headers, auth);
  if (reading.refusal) return problemResponse(store, reading.refusal, url.pathname);
  const { place, named } = reading.read;
  const series = seriesOf(store, channel.server, place, named, channel.ends);
  const seen = Number(request.headers.get("last-event-id") ?? 0) || 0;
  // The client already has every event: 204 stops it from reconnecting.
  if (seen >= series.length) return new Response(null, { status: 204 });
  return new Response(streamOf(series, seen, pause), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store" },
  });
};

const streamOf = (series: readonly Message[], seen: number, pause: () => Promise<void>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let next = seen;
  return new ReadableStream({
    async pull(controller) {
      await pause();
      const message = series[next];
      next += 1;
      if (!message) controller.close();
      else controller.enqueue(encoder.encode(eventOf(message, next)));
    },
  });
};

const eventOf = ({ name, value }: Message, id: number): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
