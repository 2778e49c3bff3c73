/** Requests of operations, as an HTTP client sends them. */

import type { Random } from "./random.js";
import { type Json, type Operation, type Parameter, type Schema, resolved } from "./registry.js";
import { type Sources, valueOf } from "./values.js";

/** An HTTP request below a base URL. */
export type Asked = {
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
};

/** An HTTP answer that was read to its end. */
export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** Bodies above this size may be refused before they are sent whole. */
const LARGE = 100_000;

/**
 * Sends a request. A server that refuses a large body closes the connection early: such a request has its own
 * connection, and is repeated if the client loses the answer.
 */
export const send = async (baseUrl: string, asked: Asked, attempts = 5): Promise<Answered> => {
  const { method, path, body } = asked;
  const isLarge = body !== undefined && body.length > LARGE;
  const headers = isLarge ? { ...asked.headers, Connection: "close" } : asked.headers;
  try {
    const response = await fetch(baseUrl + path, {
      method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (attempts > 1 && isLarge) return send(baseUrl, asked, attempts - 1);
    throw error;
  }
};

/** The JSON of an answer; undefined if its body is empty. */
export const jsonOf = ({ text }: Answered): Json | undefined => (text === "" ? undefined : (JSON.parse(text) as Json));

/** The value at a JSON pointer; its names need no escapes. */
export const valueAt = (value: Json | undefined, pointer: string): Json | undefined =>
  pointer
    .split("/")
    .slice(1)
    .reduce<Json | undefined>(
      (outer, name) =>
        typeof outer === "object" && outer !== null ? (outer as Record<string, Json>)[name] : undefined,
      value,
    );

/** A valid request of an operation. */
export const requestOf = (operation: Operation, sources: Sources, body?: Json): Asked => {
  const { random } = sources;
  const { method, policy } = operation;
  const known = operation.parameters.filter((parameter) => !CONDITIONAL.has(parameter.name.toLowerCase()));
  const said = known.filter(({ required }) => required || random.chance(0.5));
  const values = said.map((parameter) => [parameter, valueOf(parameter.schema, sources)] as const);
  const headers: Record<string, string> = {};
  for (const [{ in: part, name, schema }, value] of values) {
    if (part === "header") headers[name] = encodeHeader(textsOf(schema, value)[0] ?? "");
  }
  if (policy.idempotencyKey === "required" || (policy.idempotencyKey && random.chance(0.3))) {
    headers["Idempotency-Key"] = `key-${random.integer(0, 1_000_000)}`;
  }
  const path = withParameters(operation.path, values);
  return { method, path, headers, ...bodyOf(operation, sources, headers, body) };
};

/** Headers of conditional requests, which msw does not support. */
const CONDITIONAL: ReadonlySet<string> = new Set(["if-match", "if-none-match"]);

/** A path with the values of its parameters, and a query. */
export const withParameters = (path: string, values: readonly (readonly [Parameter, Json])[]): string => {
  const query = new URLSearchParams();
  let filled = path;
  for (const [{ in: part, name, schema }, value] of values) {
    const texts = textsOf(schema, value);
    if (part === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(texts[0] ?? ""));
    if (part === "query") for (const text of texts) query.append(name, text);
  }
  const encoded = query.toString();
  return encoded === "" ? filled : `${filled}?${encoded}`;
};

const textsOf = (schema: Schema, value: Json): readonly string[] => {
  const { shape } = resolved(schema);
  if (Array.isArray(value)) return value.map(String);
  return [shape === "object" || shape === "map" || shape === "union" ? JSON.stringify(value) : String(value)];
};

const encodeHeader = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, "x");

const bodyOf = (
  { body }: Operation,
  sources: Sources,
  headers: Record<string, string>,
  value?: Json,
): Pick<Asked, "body"> => {
  switch (body.kind) {
    case "none":
      return {};
    case "json":
      headers["Content-Type"] = "application/json";
      return { body: JSON.stringify(value ?? valueOf(body.schema, sources)) };
    case "bytes":
      headers["Content-Type"] = sources.random.pick(body.mediaTypes);
      return { body: bytesOf(headers["Content-Type"], sources.random) };
  }
};

/** A picture in PNG, of one pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const bytesOf = (media: string, random: Random): Uint8Array<ArrayBuffer> => {
  if (media.startsWith("image/")) return new Uint8Array(PICTURE);
  return new TextEncoder().encode(JSON.stringify({ number: random.integer(0, 999) }));
};
