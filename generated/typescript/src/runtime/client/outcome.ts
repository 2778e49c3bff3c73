// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The outcome of a call: a success, a failure that the contract declares, or no answer that fits the contract.
 * A call never rejects. `unwrap` turns its outcome into data or an exception.
 */

import type { ApplicationError } from "./error.js";
import type { ValidationIssue } from "./options.js";

/**
 * A success. `Body` is the JSON of the answer: of an envelope `{ success: true, data, ... }` the members stand beside
 * `status`, anything else is `data`; `void` is an answer without a body.
 */
export type Success<Status extends number, Body> = Flat<
  { readonly ok: true; readonly status: Status; readonly response: Response } & Content<Body>
>;

/** A failure that the contract knows, with the problem that the server sent. */
export type Failure<Problem, Status extends number, Code extends string> = {
  readonly ok: false;
  readonly status: Status;
  readonly error: ApplicationError<Problem, Status, Code> & { readonly response: Response };
};

/** The outcome when there is no answer that the contract knows; `error.code` says why. */
export type NoAnswer = {
  readonly ok: false;
  readonly status: undefined;
  readonly error:
    | ClientError<"NETWORK_ERROR" | "ABORTED", "NETWORK">
    | ClientError<"REQUEST_TIMEOUT", "TIMEOUT">
    | ClientError<"INVALID_ARGUMENTS", "VALIDATION">
    /** `details` is the text that came, at most 10,000 characters. */
    | ClientError<"UNEXPECTED_RESPONSE", "SERVER", string, Response>
    | ClientError<"INVALID_RESPONSE", "SERVER", readonly ValidationIssue[], Response>;
};

/** The outcome of a call with `If-None-Match` when the caller's copy is still good. Not `ok`, as with `fetch`. */
export type NotModified = {
  readonly ok: false;
  readonly status: 304;
  readonly error: ClientError<"NOT_MODIFIED", "VALIDATION", undefined, Response, 304>;
};

/** Any outcome. */
export type Outcome = Success<number, unknown> | Failure<unknown, number, string> | NotModified | NoAnswer;

/** The data of an outcome's success. */
export type DataOf<O> = O extends { readonly ok: true; readonly data: infer Data } ? Data : never;

/** The data of an outcome's success with what stands beside it in the envelope: `message`, `pagination`. */
export type PageOf<O> = O extends { readonly ok: true } ? Flat<Omit<O, "ok" | "status" | "response">> : never;

/** The error of an outcome's failures. */
export type ErrorOf<O> = O extends { readonly ok: false; readonly error: infer Failed } ? Failed : never;

/** Gives the data of a success, or throws the error: for TanStack Query and everything else that wants exceptions. */
export const unwrap = async <O extends Outcome>(outcome: O | Promise<O>): Promise<DataOf<O>> =>
  succeeded(await outcome).data as DataOf<O>;

/** Gives the data of a success with `message` and `pagination`, or throws the error. */
export const unwrapPage = async <O extends Outcome>(outcome: O | Promise<O>): Promise<PageOf<O>> => {
  const { ok, status, response, ...page } = succeeded(await outcome);
  return page as PageOf<O>;
};

const succeeded = (outcome: Outcome): Success<number, unknown> => {
  if (!outcome.ok) throw outcome.error;
  return outcome;
};

type ClientError<
  Code extends string,
  Type extends string,
  Details = unknown,
  Answer extends Response | undefined = undefined,
  Status extends number | undefined = undefined,
> = ApplicationError<undefined, Status, Code> & {
  readonly type: Type;
  readonly details: Details;
  readonly response: Answer;
};

type Content<Body> = [Body] extends [{ success: true; data: infer Data }]
  ? { readonly data: Data } & Omit<Body, "success" | "data">
  : { readonly data: [Body] extends [void] ? undefined : Body };

type Flat<T> = { [Key in keyof T]: T[Key] };
