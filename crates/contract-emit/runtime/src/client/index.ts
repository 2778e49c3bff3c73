/**
 * The client that every generated operation calls: what it is made with, what a call takes and what comes of it.
 * It knows no contract; `call.ts` is where a call begins.
 */

export { call } from "./call.js";
export { type Client, makeClient } from "./client.js";
export { type ApplicationError, isApplicationError } from "./error.js";
export { multipart } from "./multipart.js";
export type { Arguments, Operation, Scalar } from "./operation.js";
export type {
  CallOptions,
  ClientOptions,
  FetchOptions,
  HeaderList,
  OutgoingRequest,
  RetryOptions,
  Validation,
  ValidationIssue,
} from "./options.js";
export {
  type DataOf,
  type ErrorOf,
  type Failure,
  type NoAnswer,
  type NotModified,
  type Outcome,
  type PageOf,
  type Success,
  unwrap,
  unwrapPage,
} from "./outcome.js";
