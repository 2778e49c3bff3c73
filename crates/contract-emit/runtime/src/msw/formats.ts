/**
 * Text in the formats of a contract, and the words of free text. docs/entity-function.md section 4 is the rule.
 */

import type { StringShape } from "./contract.js";
import type { Draw } from "./random.js";

/** The reference time of all data, in milliseconds since 1970: 2026-01-15T09:30:00Z. The mock reads no clock. */
export const EPOCH = 1_768_469_400_000;

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** The words of free text, mail addresses and keys. */
export const WORDS: readonly string[] = [
  "amber",
  "birch",
  "cedar",
  "delta",
  "ember",
  "fable",
  "grove",
  "haven",
  "indigo",
  "juniper",
  "kindle",
  "lumen",
  "maple",
  "north",
  "opal",
  "pebble",
];

/** A word that a draw chooses. */
export const wordOf = (draw: number): string => WORDS[draw % WORDS.length] as string;

/**
 * Text in a format. `moment` is the creation time of the object that holds the text, in milliseconds since 1970; `name`
 * is the property that holds it.
 */
export const textInFormat = (
  format: NonNullable<StringShape["format"]>,
  draw: Draw,
  moment: number,
  name: string,
): string => {
  switch (format) {
    case "uuid":
      return uuidAt(moment, draw);
    case "date-time":
      return instantOf(name === "createdAt" ? moment : moment + (1 + (draw() % 3600)) * 1000);
    case "date":
      return instantOf(moment - (draw() % 20_000) * DAY).slice(0, 10);
    case "time": {
      const seconds = draw() % 86_400;
      return instantOf(seconds * 1000).slice(11);
    }
    case "email":
      return `${wordOf(draw())}${draw() % 1000}@example.com`;
    case "uri":
      return `https://example.com/${wordOf(draw())}/${draw() % 1000}`;
  }
};

/** Words of a length between the two, in code points. */
export const wordsBetween = (draw: Draw, minLength: number, maxLength: number): string => {
  let count = 2 + (draw() % 3);
  let text = wordOf(draw());
  while (--count > 0 || text.length < minLength) text += ` ${wordOf(draw())}`;
  return text.slice(0, maxLength);
};

/** A UUIDv7 of a time, in milliseconds since 1970. */
export const uuidAt = (moment: number, draw: Draw): string => {
  const time = hexadecimal(moment, 12);
  const version = hexadecimal(0x7000 + (draw() % 0x1000), 4);
  const variant = hexadecimal(0x8000 + (draw() % 0x4000), 4);
  const node = hexadecimal(draw(), 8) + hexadecimal(draw() % 0x10000, 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
};

/** The time of a UUIDv7, in milliseconds since 1970; undefined for other texts and from the year 2100 on. */
export const momentOfUuid = (text: string): number | undefined => {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)) return undefined;
  const moment = Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16);
  return moment < 4_102_444_800_000 ? moment : undefined;
};

/** An instant in whole seconds. */
const instantOf = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}Z`;

const hexadecimal = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
