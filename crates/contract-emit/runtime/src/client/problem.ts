/**
 * Problems (RFC 9457) as the contract's servers send them, distinguished from any other body.
 */

/** The content of a problem, in the form of the error that is made of it. */
export type ReadProblem = {
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly fields: {
    readonly details: unknown;
    readonly recoverable: boolean;
    readonly retryable: boolean;
    readonly status: number;
    readonly problem: unknown;
    readonly response: Response;
  };
};

/**
 * Reads the body of a failure; undefined when it is no problem of a contract. A problem has a code, and says that it is
 * one by its media type or by its error type; a contract need not declare error types.
 */
export const readProblem = (response: Response, problem: unknown): ReadProblem | undefined => {
  const members: Readonly<Record<string, unknown>> = Object(problem);
  const { code, errorType, message, detail, title, violations, errors, recoverable, retryable } = members;
  const isProblem = /^application\/problem\+json/.test(response.headers.get("content-type") ?? "");
  const type = errorType ?? (isProblem && (response.status < 500 ? "VALIDATION" : "SERVER"));
  if (response.ok || typeof code !== "string" || typeof type !== "string") return undefined;
  return {
    type,
    code,
    message: String(message ?? detail ?? title ?? code),
    fields: {
      details: violations ?? errors,
      recoverable: recoverable === true,
      retryable: retryable === true,
      status: response.status,
      problem,
      response,
    },
  };
};

/** The JSON of a text, undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
