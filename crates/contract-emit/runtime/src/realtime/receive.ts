/**
 * From what came over the wire to a message of the contract. What is none goes to `onUnknown` or `onInvalid`, and
 * never ends a connection.
 */

import type { Channel, ConnectionOptions, Parsed } from "./channel.js";
import type { Call } from "./subscriptions.js";

/** A message that came: its type as far as there is one, and the message itself if it fits the contract. */
export type Received<M> = { readonly type?: string; readonly message?: M };

/** Reads a message. `typeOf` finds the type of its JSON value. */
export const receive = <M>(
  channel: Channel<M>,
  options: ConnectionOptions,
  call: Call,
  text: unknown,
  typeOf: (value: unknown) => unknown,
): Received<M> => {
  const value = typeof text === "string" ? json(text) : undefined;
  const type = typeOf(value);
  const known = typeof type === "string" ? { type } : {};
  const raw = value ?? text;
  if (typeof type === "string" && !channel.types.includes(type)) {
    call(() => options.onUnknown?.(raw));
    return known;
  }
  const parsed = typeof type === "string" || value === undefined ? check(channel, value) : untyped;
  if (parsed.ok) return { ...known, message: parsed.value };
  call(() => options.onInvalid?.(raw, parsed.issues));
  return known;
};

/** The value of a tag, of whatever value. */
export const tagOf = (tag: string, value: unknown): unknown => (Object(value) as Record<string, unknown>)[tag];

const check = <M>({ parse }: Channel<M>, value: unknown): Parsed<M> => {
  if (value === undefined) return { ok: false, issues: [{ path: [], message: "the text is no JSON" }] };
  try {
    return parse(value);
  } catch (error) {
    // A message that cannot be checked is as little to be relied on as one that does not fit.
    return { ok: false, issues: [{ path: [], message: String(error) }] };
  }
};

const untyped = { ok: false, issues: [{ path: [], message: "the message has no type" }] } as const;

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
