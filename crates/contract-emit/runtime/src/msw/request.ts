/**
 * Reads an HTTP request by its operation or channel, and refuses what the server would refuse.
 */

import type { Auth, MockBytes, MockChannel, MockOperation, MockParameter, MockPart, Schema } from "./contract.js";
import { type Json, objectOf } from "./json.js";
import type { MockRequest, Named } from "./mock-request.js";
import { answerOf, contentOf, poolOf } from "./model.js";
import { type Refusal, refusalByStatus } from "./problems.js";
import { type Schemas, resolved } from "./schemas.js";
import { violationsOf } from "./shape-validator.js";
import type { Store } from "./store.js";
import { type Violation, violationOfName } from "./violation.js";

/** Whether a call that needs a token is refused without one; `ignored` lets everybody in. */
export type AuthMode = "required" | "ignored";

/** The result of reading a request, or its refusal. */
export type Reading<Read> = { readonly read: Read; readonly refusal?: never } | { readonly refusal: Refusal };

/** The parameters of a request, and its path with them filled in. */
export type ReadParameters = { readonly place: string; readonly named: readonly Named[] };

/** Reads the request of an operation. */
export const readRequest = async (
  store: Store,
  operation: MockOperation,
  request: Request,
  auth: AuthMode,
): Promise<Reading<MockRequest>> => {
  const { model } = store;
  const url = new URL(request.url);
  const reading = readParameters(store, { ...operation, owner: operation.policy.owner }, url, request.headers, auth);
  if (reading.refusal) return reading;
  const body = await readBody(store, operation, request);
  if (body.refusal) return body;
  const answer = answerOf(operation).body;
  return {
    read: {
      ...reading.read,
      ...(body.read && { body: body.read }),
      intent: INTENTS[operation.method] ?? "act",
      output: answer && contentOf(model, answer.schema).schema,
    },
  };
};

/** Reads the parameters of an operation or a channel, after it checks the version and the token. */
export const readParameters = (
  store: Store,
  target: Pick<MockChannel, "id" | "path" | "parameters" | "errors"> & { auth: Auth; owner?: string | undefined },
  url: URL,
  headers: Headers,
  auth: AuthMode,
): Reading<ReadParameters> => {
  const { model } = store;
  const { contract } = model;
  const { versionHeader } = contract;
  const version = versionHeader && headers.get(versionHeader.name);
  if (versionHeader && version !== null && version !== undefined && version !== versionHeader.value) {
    const detail = `${versionHeader.name} must be \`${versionHeader.value}\`, but is \`${version}\``;
    return { refusal: { ...refusalByStatus(contract, 400, "always"), detail } };
  }
  const isGuarded = auth === "required" && target.auth === "bearer";
  if (isGuarded && !/^Bearer ./i.test(headers.get("authorization") ?? "")) {
    return { refusal: refusalByStatus(contract, 401, "bearer") };
  }
  const texts = pathTexts(target.path, url.pathname);
  const violations: Violation[] = [];
  const named: Named[] = [];
  for (const parameter of target.parameters) {
    const found = textsOf(parameter, texts, url, headers);
    const read = readParameter(model, target.id, parameter, found);
    if (Array.isArray(read)) violations.push(...(read as readonly Violation[]));
    else if (read) named.push(read as Named);
  }
  const known = new Set(target.parameters.filter((entry) => entry.in === "query").map((entry) => entry.name));
  for (const name of new Set(url.searchParams.keys())) {
    if (!known.has(name)) {
      violations.push(violationOfName(model, `query/${name}`, "additionalProperties", "unknown"));
    }
  }
  if (violations.length > 0) return { refusal: { ...refusalByStatus(contract, 400, "always"), violations } };
  const owner = named.find(({ name }) => name === target.owner);
  const caller = owner && store.seeded(poolOf(model, owner.schema) ?? "")[0];
  if (isGuarded && owner && owner.value !== caller) return { refusal: refusalByStatus(contract, 403, "owner") };
  const place = target.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => texts.get(name) ?? "");
  return { read: { place, named } };
};

/** Text as a value of the schema's type; the text itself where it is not one. */
export const coerced = (schemas: Schemas, schema: Schema, text: string): Json => {
  const target = resolved(schemas, schema);
  switch (target.shape) {
    case "nullable":
      return coerced(schemas, target.value, text);
    case "integer":
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case "number":
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "object":
    case "map":
    case "union":
      return parsed(text) ?? text;
    default:
      return text;
  }
};

const INTENTS: Readonly<Record<string, MockRequest["intent"]>> = {
  GET: "read",
  HEAD: "read",
  PUT: "replace",
  PATCH: "merge",
  DELETE: "remove",
};

const readBody = async (
  { model }: Store,
  { id, body }: MockOperation,
  request: Request,
): Promise<Reading<MockRequest["body"]>> => {
  const { contract } = model;
  const media = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  switch (body.kind) {
    case "none":
      return { read: undefined };
    case "json": {
      if (media !== "application/json") return { refusal: refusalByStatus(contract, 415, "body") };
      const value = parsed(await request.text());
      if (value === undefined) {
        return { refusal: { ...refusalByStatus(contract, 400, "always"), detail: "the body is no JSON" } };
      }
      const violations = violationsOf(model, body.schema, value);
      if (violations.length > 0) return { refusal: { ...refusalByStatus(contract, 422, "body"), violations } };
      return { read: { schema: body.schema, value } };
    }
    case "bytes": {
      const size = (await request.arrayBuffer()).byteLength;
      const refused = refusedBytes(body, media, size);
      return refused === undefined ? { read: undefined } : { refusal: refusalByStatus(contract, refused, "body") };
    }
    case "multipart":
      if (media !== "multipart/form-data") return { refusal: refusalByStatus(contract, 415, "body") };
      return readParts(model, id, body.parts, await request.formData());
  }
};

const readParts = async (
  model: Store["model"],
  operation: string,
  parts: readonly MockPart[],
  form: FormData,
): Promise<Reading<MockRequest["body"]>> => {
  const values = new Map<string, Json>();
  const violations: Violation[] = [];
  for (const { name, required, content } of parts) {
    const entries = form.getAll(name);
    const pointer = `/${name}`;
    const [entry = "", ...others] = entries;
    if (entries.length === 0 && required) violations.push(violationOfName(model, pointer, "required"));
    if (others.length > 0) violations.push(violationOfName(model, pointer, "repeated"));
    if (content.kind === "file") {
      for (const entry of entries) {
        const file = typeof entry === "string" ? new Blob([entry], { type: "text/plain" }) : entry;
        const refused = refusedBytes(content, file.type.split(";")[0] ?? "", file.size);
        if (refused !== undefined) return { refusal: refusalByStatus(model.contract, refused, "body") };
      }
    } else if (entries.length > 0) {
      const value = valueOfPart(model, content.schema, typeof entry === "string" ? entry : await entry.text());
      const site = { pointer, place: `${operation}(${name})` };
      violations.push(...violationsOf(model, content.schema, value, site));
      values.set(name, value);
    }
  }
  for (const name of new Set(form.keys())) {
    if (!parts.some((part) => part.name === name)) {
      violations.push(violationOfName(model, `/${name}`, "additionalProperties", "unknown"));
    }
  }
  if (violations.length > 0) return { refusal: { ...refusalByStatus(model.contract, 422, "body"), violations } };
  const properties = parts.flatMap(({ name, required, content }) =>
    content.kind === "value" ? [{ name, required, schema: content.schema }] : [],
  );
  return { read: { schema: { shape: "object", properties, closed: true }, value: objectOf(values) } };
};

/** The status with which bytes are refused. */
const refusedBytes = ({ mediaTypes, maxBytes }: MockBytes, media: string, size: number): number | undefined => {
  const takes = mediaTypes.some(
    (type) => type === "*/*" || type === media || (type.endsWith("/*") && media.startsWith(type.slice(0, -1))),
  );
  if (!takes) return 415;
  return size > maxBytes ? 413 : undefined;
};

const readParameter = (
  schemas: Schemas,
  item: string,
  { name, in: part, required, schema }: MockParameter,
  texts: readonly string[],
): Named | readonly Violation[] | undefined => {
  const pointer = `${part}/${part === "header" ? name.toLowerCase() : name}`;
  if (texts.length === 0) {
    if (required) return [violationOfName(schemas, pointer, "required")];
    return schema.default === undefined ? undefined : { part, name, schema, value: schema.default };
  }
  if (texts.length > 1 && resolved(schemas, schema).shape !== "array") {
    return [violationOfName(schemas, pointer, "repeated")];
  }
  const value = valueOfTexts(schemas, schema, texts);
  const violations = violationsOf(schemas, schema, value, { pointer, place: `${item}(${name})` });
  return violations.length > 0 ? violations : { part, name, schema, value };
};

const valueOfTexts = (schemas: Schemas, schema: Schema, texts: readonly string[]): Json => {
  const target = resolved(schemas, schema);
  if (target.shape === "array") return texts.map((text) => coerced(schemas, target.items, text));
  return coerced(schemas, schema, texts[0] ?? "");
};

/** The value of a part of a form, where lists and objects are JSON. */
const valueOfPart = (schemas: Schemas, schema: Schema, text: string): Json =>
  resolved(schemas, schema).shape === "array" ? (parsed(text) ?? text) : coerced(schemas, schema, text);

const textsOf = (
  { name, in: part }: MockParameter,
  path: ReadonlyMap<string, string>,
  url: URL,
  headers: Headers,
): readonly string[] => {
  const text = part === "path" ? path.get(name) : headers.get(name);
  return part === "query" ? url.searchParams.getAll(name) : typeof text === "string" ? [text] : [];
};

/** The texts of path parameters, whatever the base URL before the path. */
const pathTexts = (template: string, pathname: string): ReadonlyMap<string, string> => {
  const names: string[] = [];
  const pattern = template
    .split(/\{([^}]+)\}/)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(piece);
      return "([^/]+)";
    })
    .join("");
  const found = new RegExp(`${pattern}/?$`).exec(pathname);
  return new Map(names.map((name, index) => [name, decoded(found?.[index + 1] ?? "")]));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
