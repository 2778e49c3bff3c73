// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The error of a call that failed: its type, and how it is made. It is a plain `Error` with properties, so that it can
 * be thrown and reported like any other. Which outcomes carry it stands in `outcome.ts`.
 */

import type { Outcome } from "./outcome.js";
import type { RunningCall } from "./running-call.js";

/** The error of a failed call: the problem of the server, or a failure that the client found. */
export type ApplicationError<
  Problem = unknown,
  Status extends number | undefined = number | undefined,
  Code extends string = string,
> = Error & {
  readonly name: "ApplicationError";
  /**
   * The class of the error: the problem's `errorType`, or NETWORK, TIMEOUT, SERVER or VALIDATION from the client, which
   * also says SERVER or VALIDATION of a problem without a class.
   */
  readonly type: Problem extends { errorType: infer Type } ? Type : string;
  /** The part of an error by which a program decides. */
  readonly code: Code;
  /** The problem's `violations` or `errors`, or what else is known. */
  readonly details: unknown;
  /** Whether the person can mend it. */
  readonly recoverable: boolean;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The HTTP status of a failure that the contract knows; undefined for every other. */
  readonly status: Status;
  /** The problem as it was received. */
  readonly problem: Problem;
  /** The id of the operation. */
  readonly operation: string;
  /** The id under which the server logged the request. */
  readonly requestId: string | undefined;
  /** The response, if one came; its body has been read. */
  readonly response: Response | undefined;
  /** How many requests the call sent. */
  readonly attempts: number;
};

/** Whether a value that was caught is the error of a failed call. */
export const isApplicationError = (value: unknown): value is ApplicationError =>
  value instanceof Error && value.name === "ApplicationError";

/** Further properties of an error; those left out are undefined or false. */
export type ErrorFields = Partial<Omit<ApplicationError, "name" | "message" | "type" | "code" | "operation">>;

/** Makes the outcome of a call that failed, with its error. */
export const failure = (
  call: RunningCall,
  type: string,
  code: string,
  message: string,
  fields: ErrorFields,
): Outcome =>
  ({
    ok: false,
    status: fields.status,
    error: Object.assign(new Error(message), {
      name: "ApplicationError",
      type,
      code,
      recoverable: false,
      retryable: false,
      operation: call.operation.id,
      requestId: Object(fields.problem).requestId ?? fields.response?.headers.get("x-request-id") ?? undefined,
      attempts: call.attempts,
      ...fields,
    }),
  }) as Outcome;
