/** The same request to msw and to the mock server, and the differences between their answers. */

import type { Asked, Answered } from "./requests.js";
import { jsonOf, send } from "./requests.js";
import type { Json } from "./registry.js";
import { isObject } from "./values.js";

/** The answers of both sides. */
export type Both<Answer> = { readonly msw: Answer; readonly mock: Answer };

/** Asks both sides, msw first. */
export const askBoth = async (baseUrls: Both<string>, asked: Asked): Promise<Both<Answered>> => ({
  msw: await send(baseUrls.msw, asked),
  mock: await send(baseUrls.mock, asked),
});

/** Headers that the entity function decides. */
const HEADERS = ["location", "idempotency-replayed"] as const;

/** The differences between two answers. `unequal` are pointers to values that each side makes by itself. */
export const differencesOf = ({ msw, mock }: Both<Answered>, unequal: readonly string[] = []): readonly string[] => {
  const found: string[] = [];
  if (msw.status !== mock.status) found.push(`status: ${msw.status} of msw, ${mock.status} of the mock`);
  for (const name of HEADERS) {
    const [one, other] = [msw.headers.get(name), mock.headers.get(name)];
    if (one !== other) found.push(`header ${name}: ${one} of msw, ${other} of the mock`);
  }
  return [...found, ...differencesOfValues({ msw: jsonOf(msw), mock: jsonOf(mock) }, unequal)];
};

/** The pointers at which two values differ, each with both values. */
export const differencesOfValues = (
  { msw, mock }: Both<Json | undefined>,
  unequal: readonly string[] = [],
  pointer = "",
): readonly string[] => {
  if (unequal.some((pattern) => pointer === pattern || (pattern.startsWith("**") && pointer.endsWith(pattern.slice(2))))) return [];
  if (Array.isArray(msw) && Array.isArray(mock) && msw.length === mock.length) {
    return msw.flatMap((item: Json, index) => differencesOfValues({ msw: item, mock: mock[index] as Json }, unequal, `${pointer}/${index}`));
  }
  if (isObject(msw) && isObject(mock)) {
    const names = new Set([...Object.keys(msw), ...Object.keys(mock)]);
    return [...names].flatMap((name) => differencesOfValues({ msw: msw[name], mock: mock[name] }, unequal, `${pointer}/${name}`));
  }
  return Object.is(msw, mock) ? [] : [`${pointer}: ${shown(msw)} of msw, ${shown(mock)} of the mock`];
};

const shown = (value: Json | undefined): string => {
  const text = value === undefined ? "absent" : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** A request in one line. */
export const lineOf = ({ method, path, headers, body }: Asked): string => {
  const text = typeof body === "string" ? lineOfBody(body) : body && `${body.length} bytes`;
  return [method, path, JSON.stringify(headers), text].filter(Boolean).join(" ");
};

/** The body of a request; of GraphQL without the selections. */
const lineOfBody = (body: string): string => body.replace(/("query":"\w+ \w+).*?","variables"/s, '$1 …","variables"');
