/**
 * The OpenAPI document of the contract, and the parts of it that the loopback server and the tests use.
 * This module knows no operation by name.
 */

import { readFileSync } from "node:fs";

type Schema = Record<string, unknown>;

/** One operation with its route. */
export type DocumentedOperation = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema; example?: unknown }[];
  readonly requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  readonly responses: Record<
    string,
    { content?: Record<string, { schema: Schema; example?: unknown }>; "x-problems"?: string[]; headers?: object }
  >;
  readonly security: readonly object[];
};

/** The document. */
export const document: {
  paths: Record<string, Record<string, Omit<DocumentedOperation, "method" | "path">>>;
  components: { schemas: Record<string, Schema> };
} = JSON.parse(readFileSync(new URL("../../../generated/openapi/openapi.json", import.meta.url), "utf8"));

/** Every operation. */
export const operations: readonly DocumentedOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);

/** The operation with an id. */
export const operation = (id: string): DocumentedOperation => {
  const found = operations.find(({ operationId }) => operationId === id);
  if (!found) throw new Error(`the document has no operation ${id}`);
  return found;
};

/** Statuses below 400 that carry an answer. */
export const successes = ({ responses }: DocumentedOperation): readonly number[] =>
  Object.keys(responses).map(Number).filter((status) => status >= 200 && status < 300);

/** Each code that an operation declares, with its status. */
export const failures = ({ responses }: DocumentedOperation): readonly { status: number; code: string }[] =>
  Object.entries(responses).flatMap(([status, response]) =>
    (response["x-problems"] ?? []).map((code) => ({ status: Number(status), code })),
  );

/** Example arguments of a call, in the client's groups. */
export const exampleArguments = ({ parameters, requestBody }: DocumentedOperation): Record<string, unknown> => {
  const groups: Record<string, Record<string, unknown>> = {};
  const conventional = ["x-api-version", "idempotency-key", "if-none-match"];
  for (const parameter of parameters.filter(({ name }) => !conventional.includes(name.toLowerCase()))) {
    const group = parameter.in === "header" ? "headers" : parameter.in;
    (groups[group] ??= {})[parameter.name] = exampleOf(parameter.schema, parameter.example);
  }
  const args: Record<string, unknown> = groups;
  const json = requestBody?.content["application/json"];
  if (json?.example !== undefined) args["body"] = json.example;
  else if (requestBody) {
    // Any bytes; a provider's own JSON is an example.
    args["body"] = new Blob(["{}"], { type: Object.keys(requestBody.content)[0] ?? "application/octet-stream" });
  }
  return args;
};

/** The value in a schema itself, or in the schema to which it refers. */
const exampleOf = (schema: Schema, example?: unknown): unknown => {
  const name = typeof schema["$ref"] === "string" ? schema["$ref"].split("/").at(-1) : undefined;
  const resolved = name === undefined ? schema : (document.components.schemas[name] ?? {});
  const examples = [example, schema["default"], ...list(schema["examples"]), ...list(resolved["examples"]), resolved["example"], ...list(resolved["enum"]), ...openWords(resolved)];
  const found = examples.find((value) => value !== undefined);
  if (found !== undefined) return found;
  if (resolved["type"] === "integer" || resolved["type"] === "number") return resolved["minimum"] ?? 1;
  if (resolved["type"] === "boolean") return true;
  throw new Error(`no example of ${JSON.stringify(schema)}`);
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const openWords = (schema: Schema): readonly unknown[] =>
  list(schema["anyOf"]).flatMap((member) => list((member as Schema)["enum"]));
