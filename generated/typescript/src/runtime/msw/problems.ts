// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Problems (RFC 9457) in the contract's own type: chooses the problem of a refusal and fills in its members.
 */

import type { MockContract, MockProblem } from "./contract.js";
import { EPOCH, uuidAt } from "./formats.js";
import { keyOf } from "./hash.js";
import type { Json, JsonObject } from "./json.js";
import { drawsOf } from "./random.js";
import { propertiesOf, propertyOf } from "./schemas.js";
import { type Store, fitting, refer } from "./store.js";
import { makeValue } from "./value.js";
import type { Violation } from "./violation.js";

/** The reason for refusing a request. */
export type Refusal = {
  readonly problem: MockProblem;
  readonly detail?: string;
  readonly violations?: readonly Violation[];
};

/** A refusal by the code of its problem; throws where the contract has no such problem. */
export const refusalByCode = (contract: MockContract, code: string): Refusal => {
  const problem = contract.problems.find((candidate) => candidate.code === code);
  if (!problem) throw new Error(`the contract has no problem \`${code}\``);
  return { problem };
};

/**
 * A refusal by its status: a problem whose code is declared, else one that is implied by the condition `implied`, else
 * any of that status.
 */
export const refusalByStatus = (
  { problems }: MockContract,
  status: number,
  implied: MockProblem["implied"],
  declared: readonly string[] = [],
): Refusal => {
  const candidates = problems.filter((problem) => problem.status === status && problem.implied !== "client");
  const problem =
    candidates.find(({ code }) => declared.includes(code)) ??
    candidates.find((candidate) => candidate.implied === implied) ??
    candidates[0];
  if (!problem) throw new Error(`the contract has no problem of status ${status}`);
  return { problem };
};

/** The body of a problem, valid by the contract's problem type. `instance` is the path of the request. */
export const problemBody = (
  store: Store,
  { problem, detail = problem.title, violations = [] }: Refusal,
  instance: string,
  requestId: string = requestIdOf(store, instance),
): JsonObject => {
  const { model } = store;
  const type = refer(model.contract.problemType);
  const found = violations.length > 0;
  const given = new Map<string, Json | undefined>([
    ["type", typeUri(store, problem.code)],
    ["title", problem.title],
    ["status", problem.status],
    ["detail", found ? `${detail}: ${violations.slice(0, 5).map(sentence).join("; ")}` : detail],
    ["instance", instance],
    ["success", false],
    ["message", problem.title],
    ["code", problem.code],
    ["errorType", problem.errorType],
    ["recoverable", problem.recoverable],
    ["retryable", problem.retryable],
    ["requestId", requestId],
    ["errors", found ? errorsOf(violations) : undefined],
    ["violations", found ? violations : undefined],
  ]);
  const absent = propertiesOf(model, type).filter(({ required }) => !required);
  return makeValue(store, type, {
    key: keyOf(store.seed, "problem", problem.code),
    moment: EPOCH,
    path: [],
    depth: 0,
    given: new Map([...absent.map(({ name }) => [name, undefined] as const), ...fitting(model, type, given)]),
  }) as JsonObject;
};

/** The id of a request that was sent without one. */
export const requestIdOf = ({ seed }: Store, instance: string): string =>
  uuidAt(EPOCH, drawsOf(keyOf(seed, "request", instance)));

/** The usual GraphQL error code of a problem. */
export const classOf = (status: number): string => {
  switch (status) {
    case 401:
      return "UNAUTHENTICATED";
    case 403:
      return "FORBIDDEN";
    case 404:
      return "NOT_FOUND";
    case 429:
      return "TOO_MANY_REQUESTS";
    default:
      return status < 500 ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
  }
};

/** The example of the problem type's `type` with the code in place of its last segment. */
const typeUri = ({ model }: Store, code: string): string => {
  const example = propertyOf(model, refer(model.contract.problemType), "type")?.schema.examples?.[0];
  const base = typeof example === "string" ? example.replace(/[^/]*$/, "") : "https://example.com/problems/";
  return base + code.toLowerCase().replaceAll("_", "-");
};

/** The details of the violations by property path: `address.city`, `tags[0]` as `tags.0`. */
const errorsOf = (violations: readonly Violation[]): JsonObject => {
  const errors = new Map<string, string[]>();
  for (const { pointer, detail } of violations) {
    const path = pathOf(pointer);
    errors.set(path, [...(errors.get(path) ?? []), detail]);
  }
  return Object.fromEntries(errors);
};

const sentence = ({ pointer, detail }: Violation): string => `${pathOf(pointer) || "the body"}: ${detail}`;

const pathOf = (pointer: string): string =>
  pointer.replace(/^\//, "").replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
