/** The answers that the OpenAPI document allows, as Ajv (JSON Schema 2020-12) reads them. */

import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type DocumentedOperation, document } from "../loopback/openapi.js";
import type { Answered } from "./requests.js";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: "openapi" });

const compiled = new Map<string, ValidateFunction>();

/** The validator of a schema by the names on the way to it. */
const validatorAt = (...names: readonly string[]): ValidateFunction => {
  const pointer = names.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const known = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
  compiled.set(pointer, known);
  return known;
};

/** The reason why an answer is not one of those that an operation declares; undefined if it is. */
export const invalidAnswer = (
  { path, method, responses }: DocumentedOperation,
  answered: Answered,
): string | undefined => {
  const { status, headers, text } = answered;
  const declared = responses[status];
  if (!declared) return `the status ${status} is not declared`;
  const missing = Object.keys(declared.headers ?? {}).find(
    (name) => name !== "Idempotency-Replayed" && !headers.has(name),
  );
  if (missing !== undefined) return `the header ${missing} is missing`;
  const media = mediaTypeOf(answered);
  if (declared.content === undefined) {
    return text === "" ? undefined : `a body of ${text.length} characters, but none is declared`;
  }
  if (!declared.content[media]) return `the media type ${media || "(none)"} is not declared`;
  return invalid(
    validatorAt("paths", path, method.toLowerCase(), "responses", String(status), "content", media, "schema"),
    text,
  );
};

/** The reason why an answer of no operation is not a problem with that status and code; undefined if it is. */
export const invalidProblem = (answered: Answered, status: number, code: string): string | undefined => {
  const { text } = answered;
  if (answered.status !== status) return `the status must be ${status}, but is ${answered.status}`;
  if (mediaTypeOf(answered) !== "application/problem+json") {
    return `the media type ${mediaTypeOf(answered)} is not that of a problem`;
  }
  const reason = invalid(validatorAt("components", "schemas", "Problem"), text);
  if (reason !== undefined) return reason;
  const problem = JSON.parse(text) as { status: number; code: string };
  if (problem.status !== status) return `the problem says the status ${problem.status}`;
  return problem.code === code ? undefined : `the code must be ${code}, but is ${problem.code}`;
};

const mediaTypeOf = ({ headers }: Answered): string => (headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";

const invalid = (validate: ValidateFunction, text: string): string | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `the body is not JSON: ${text.slice(0, 100)}`;
  }
  return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: "" });
};
