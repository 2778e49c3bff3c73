/**
 * The error that ends a stream, of the same shape as the error of a call: the server's problem kept whole, or what the
 * client found.
 */

import type { ApplicationError } from "../client/index.js";

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
  const problem = json(text);
  const members: Readonly<Record<string, unknown>> = Object(problem);
  const { code, errorType, message, detail, title, violations, errors, recoverable, retryable } = members;
  const { ok, status } = response;
  if (!ok && typeof code === "string" && typeof errorType === "string") {
    return failure(request, errorType, code, String(message ?? detail ?? title ?? code), {
      details: violations ?? errors,
      recoverable: recoverable === true,
      retryable: retryable === true,
      status,
      problem,
      response,
    });
  }
  const what = `Status ${status} and ${response.headers.get("content-type") ?? "no content type"}, not an event stream`;
  return failure(request, "SERVER", "UNEXPECTED_RESPONSE", what, {
    details: text.slice(0, 10_000),
    retryable: status >= 500,
    response,
  });
};

/** `Retry-After` of a response in milliseconds: the header says seconds or a date. */
export const retryAfter = (response: Response | undefined): number | undefined => {
  const text = response?.headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
