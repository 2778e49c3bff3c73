/** The same request to msw and to the mock server, and the differences between their answers. */

import type { Json } from "./registry.js";
import { type Answered, type Asked, jsonOf, send } from "./requests.js";
import { isObject } from "./values.js";

/** A value for msw, and the same for the mock. */
export type Both<Of> = { readonly msw: Of; readonly mock: Of };

/** Sends a request to both sides, msw first. */
export const askBoth = async (baseUrls: Both<string>, asked: Asked): Promise<Both<Answered>> => ({
  msw: await send(baseUrls.msw, asked),
  mock: await send(baseUrls.mock, asked),
});

/** A place at which both sides differ: a pointer into the body, or the name of another part. */
export type Difference = Both<Json | undefined> & { readonly place: string };

/** Headers that the entity function decides. */
const HEADERS = ["location", "idempotency-replayed"] as const;

/** The differences between two answers, except at places that each side fills independently. */
export const differencesOf = (
  { msw, mock }: Both<Answered>,
  own: ReadonlySet<string> = new Set(),
): readonly Difference[] => {
  const place = (name: string, one: Json, other: Json): readonly Difference[] =>
    one === other ? [] : [{ place: name, msw: one, mock: other }];
  return [
    ...place("status", msw.status, mock.status),
    ...HEADERS.flatMap((name) => place(`header ${name}`, msw.headers.get(name), mock.headers.get(name))),
    ...differencesOfValues({ msw: jsonOf(msw), mock: jsonOf(mock) }, own),
  ];
};

/** The id of a request, and the sentence about one occurrence of a problem: they differ on each side. */
const OWN_TEXT = /\/requestId$|(^|\/problem)\/detail$|^\/errors\/\d+\/message$/;

/** The differences between two JSON values, except in the texts that differ on each side. */
export const differencesOfValues = (
  { msw, mock }: Both<Json | undefined>,
  own: ReadonlySet<string> = new Set(),
  place = "",
): readonly Difference[] => {
  if (OWN_TEXT.test(place) || own.has(place)) return [];
  if (Array.isArray(msw) && Array.isArray(mock) && msw.length === mock.length) {
    const items: readonly Json[] = mock;
    return msw.flatMap((item: Json, index) =>
      differencesOfValues({ msw: item, mock: items[index] }, own, `${place}/${index}`),
    );
  }
  if (isObject(msw) && isObject(mock)) {
    const names = [...new Set([...Object.keys(msw), ...Object.keys(mock)])];
    return names.flatMap((name) => differencesOfValues({ msw: msw[name], mock: mock[name] }, own, `${place}/${name}`));
  }
  return msw === mock ? [] : [{ place, msw, mock }];
};

/** Differences of many requests. */
export type Findings = {
  /** Adds the differences after a request; `subject` names the requests of its kind. */
  readonly add: (subject: string, request: string, differences: readonly Difference[]) => void;
  /** One paragraph for each place of each subject, with the first request; empty if both sides are equal. */
  readonly report: () => string;
};

/** Collects differences. */
export const collectFindings = (): Findings => {
  const found = new Map<string, { count: number; readonly example: string }>();
  return {
    add: (subject, request, differences) => {
      for (const { place, msw, mock } of differences) {
        const kind = `${subject} ${place.replaceAll(/\/\d+(?=\/|$)/g, "/*")}`;
        const example = [cut(request, 1_000), `msw:  ${shown(msw)}`, `mock: ${shown(mock)}`].join("\n    ");
        const known = found.get(kind) ?? { count: 0, example };
        known.count += 1;
        found.set(kind, known);
      }
    },
    report: () => [...found].map(([kind, { count, example }]) => `${kind} (${count} times)\n    ${example}`).join("\n"),
  };
};

const shown = (value: Json | undefined): string => (value === undefined ? "absent" : cut(JSON.stringify(value), 300));

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

/** A request in one line; of a GraphQL document only the head. */
export const lineOf = ({ method, path, headers, body }: Asked): string => {
  const text =
    typeof body === "string"
      ? body.replace(/("query":"\w+ \w+).*?","variables"/s, '$1 …","variables"')
      : body && `${body.length} bytes`;
  return [method, path, JSON.stringify(headers), text].filter(Boolean).join(" ");
};
