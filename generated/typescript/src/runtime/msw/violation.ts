// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Violations in values, worded with the contract's own messages. The server words them by the same rules.
 */

import type { MockContract } from "./contract.js";
import type { Json } from "./json.js";

/** One violation: a JSON pointer to it, the JSON Schema keyword that is broken, a sentence. */
export type Violation = { readonly pointer: string; readonly code: string; readonly detail: string };

/** The sentences of a contract, by their keys. */
export type Messages = MockContract["messages"];

/** A violation about a name rather than a value: the name is missing, unknown, or given more than once. */
export const violationOfName = (
  { messages }: { readonly messages: Messages },
  pointer: string,
  key: "additionalProperties" | "repeated" | "required",
  code: string = key,
): Violation => ({ pointer, code, detail: messageOf(messages, key) });

/** A sentence of the contract; `limit` is the value of the constraint. */
export const messageOf = (messages: Messages, key: string, limit = ""): string =>
  messages[key]?.replaceAll("{limit}", () => limit) ?? `This breaks the rule \`${key}\`.`;

/** A sentence of the contract, and the value that was found. */
export const messageAbout = (messages: Messages, key: string, value: Json, limit = ""): string =>
  `${messageOf(messages, key, limit)} It is ${shown(value)}.`;

/** A sentence of the contract about a length, and the length that was found. */
export const messageAboutLength = (messages: Messages, key: string, length: number, limit: number): string =>
  `${messageOf(messages, key, String(limit))} It has ${length}.`;

/** Values as a list in a sentence. */
export const listed = (values: readonly Json[]): string => values.map((value) => JSON.stringify(value)).join(", ");

/** One step of a JSON pointer. */
export const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The most characters of a value that a violation shows. */
const SHOWN = 60;

const shown = (value: Json): string => {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return JSON.stringify(value);
  const characters = [...value];
  return JSON.stringify(characters.slice(0, SHOWN).join("")) + (characters.length > SHOWN ? "…" : "");
};
