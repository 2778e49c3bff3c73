/**
 * From a response to an outcome: unwraps the envelope, turns a problem into an error, and recognises every response
 * that the contract does not declare.
 */

import { failure } from "./error.js";
import type { ValidationIssue } from "./options.js";
import type { Outcome } from "./outcome.js";
import { parseJson, readProblem } from "./problem.js";
import type { RunningCall } from "./running-call.js";

/** Reads a response to its end. Rejects only when the connection breaks off. */
export const readAnswer = async (call: RunningCall, response: Response): Promise<Outcome> => {
  const text = await response.text();
  const body = parseJson(text);
  const outcome = interpret(call, response, text, body);
  const { validation } = call.client;
  if (!validation || body === undefined || outcome.status === undefined) return outcome;
  const check = async (): Promise<readonly ValidationIssue[]> => validation(call.operation.id, response.status, body);
  // An answer that cannot be checked is as little to be relied on as one that does not fit.
  const details = await check().catch((cause: unknown) => [{ path: [], message: String(cause) }]);
  if (details.length === 0) return outcome;
  return failure(call, "SERVER", "INVALID_RESPONSE", "Answer does not fit the contract", {
    details,
    response,
    ...(!outcome.ok && { cause: outcome.error }),
  });
};

const interpret = (call: RunningCall, response: Response, text: string, body: unknown): Outcome => {
  const { ok, status } = response;
  const members: Readonly<Record<string, unknown>> = Object(body);
  const { success, data } = members;
  if (ok && (status === 204 || (!call.operation.envelope && (text === "" || body !== undefined)))) {
    return { ok, status, response, data: body };
  }
  if (ok && success === true && "data" in members) {
    const { success: _, ...content } = members;
    return { ...content, ok, status, response, data };
  }
  if (status === 304) {
    return failure(call, "VALIDATION", "NOT_MODIFIED", "Not modified", { status, response });
  }
  const problem = readProblem(response, body);
  if (problem) return failure(call, problem.type, problem.code, problem.message, problem.fields);
  return failure(call, "SERVER", "UNEXPECTED_RESPONSE", `Status ${status} does not fit the contract`, {
    details: text.slice(0, 10_000),
    retryable: status >= 500,
    response,
  });
};
