/**
 * The error that ends a stream, of the same shape as the error of a call: the server's problem kept whole, or what the
 * client found.
 */

import type { ApplicationError } from "../client/index.js";
import { parseJson, readProblem } from "../client/problem.js";

/** The request that failed. */
export type FailedRequest = {
  /** The id of the channel. */
  readonly channel: string;
  /** How many requests have been sent. */
  readonly attempts: number;
};

/** Makes the error of a connection that failed. */
export const failure = (
  { channel, attempts }: FailedRequest,
  type: string,
  code: string,
  message: string,
  fields: Partial<Omit<ApplicationError, "name" | "message" | "type" | "code">> = {},
): ApplicationError =>
  Object.assign(new Error(message), {
    name: "ApplicationError" as const,
    type,
    code,
    details: undefined,
    recoverable: false,
    retryable: false,
    status: undefined,
    problem: undefined,
    operation: channel,
    requestId: fields.response?.headers.get("x-request-id") ?? undefined,
    response: undefined,
    attempts,
    ...fields,
  });

/** Makes the error of an answer that is no stream. `text` is its body. */
export const refusal = (request: FailedRequest, response: Response, text: string): ApplicationError => {
  const problem = readProblem(response, parseJson(text));
  if (problem) return failure(request, problem.type, problem.code, problem.message, problem.fields);
  const { status, headers } = response;
  const what = `Status ${status} and ${headers.get("content-type") ?? "no content type"}, not an event stream`;
  return failure(request, "SERVER", "UNEXPECTED_RESPONSE", what, {
    details: text.slice(0, 10_000),
    retryable: status >= 500,
    response,
  });
};
