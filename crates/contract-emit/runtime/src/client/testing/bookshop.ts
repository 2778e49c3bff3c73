/**
 * A small contract for the tests, written as the emitter writes one: types, operations, what a server answers.
 */

import { type Arguments, type CallOptions, type Client, type ClientOptions, call, makeClient, multipart } from "../index.js";
import type { Failure, NoAnswer, NotModified, Success } from "../index.js";

export type Book = { id: string; title: string; pages?: number };
export type ApiResponse<T> = {
  success: true;
  data: T;
  message?: string;
  pagination?: { page: number; total: number };
};
export type ErrorType = "AUTHENTICATION" | "VALIDATION" | "SERVER";
export type Problem = { code: string; errorType: ErrorType; detail: string; violations?: { pointer: string }[] };

type Common = Failure<Problem, 401, "UNAUTHENTICATED" | "TOKEN_EXPIRED"> | Failure<Problem, 503, "CLOSED"> | NoAnswer;

export type GetBookOutcome =
  | Success<200, ApiResponse<Book>>
  | Failure<Problem, 404, "BOOK_NOT_FOUND">
  | NotModified
  | Common;
export const getBook = (
  client: Client,
  args: { path: { id: string } } = { path: { id: "7" } },
  options?: CallOptions,
): Promise<GetBookOutcome> =>
  call(client, { id: "getBook", method: "GET", path: "/books/{id}", auth: true, envelope: true }, args, options);

export type ListBooksArguments = { query?: { page?: number; tags?: string[]; used?: boolean } };
export type ListBooksOutcome = Success<200, ApiResponse<Book[]>> | Common;
export const listBooks = (
  client: Client,
  args?: ListBooksArguments,
  options?: CallOptions,
): Promise<ListBooksOutcome> =>
  call(client, { id: "listBooks", method: "GET", path: "/books", envelope: true }, args, options);

export type AddBookOutcome =
  | Success<201, ApiResponse<Book>>
  | Success<202, ApiResponse<{ ticket: string }>>
  | Failure<Problem, 422, "TITLE_TOO_LONG">
  | Common;
export const addBook = (
  client: Client,
  args: { body: unknown } = { body: { title: "동의보감" } },
  options?: CallOptions,
): Promise<AddBookOutcome> =>
  call(
    client,
    {
      id: "addBook",
      method: "POST",
      path: "/books",
      auth: true,
      body: "json",
      idempotencyKey: "optional",
      envelope: true,
    },
    args,
    options,
  );

export type RemoveBookOutcome = Success<204, void> | Common;
export const removeBook = (
  client: Client,
  args: { path: { id: string } } = { path: { id: "7" } },
  options?: CallOptions,
): Promise<RemoveBookOutcome> =>
  call(client, { id: "removeBook", method: "DELETE", path: "/books/{id}", auth: true }, args, options);

export type PlainOutcome = Success<200, { open: boolean }> | Common;
/** Public and without an envelope. */
export const getStatus = (client: Client, args?: undefined, options?: CallOptions): Promise<PlainOutcome> =>
  call(client, { id: "getStatus", method: "GET", path: "/status" }, args, options);

/** Neither idempotent nor with a key. */
export const askClerk = (client: Client, args: { body: unknown }, options?: CallOptions): Promise<PlainOutcome> =>
  call(client, { id: "askClerk", method: "POST", path: "/clerk", auth: true, body: "json" }, args, options);

export const putCover = (client: Client, args: Arguments, options?: CallOptions): Promise<PlainOutcome> =>
  call(client, { id: "putCover", method: "PUT", path: "/cover", auth: true, body: "bytes" }, args, options);

export const sellBook = (client: Client, args: { body: object }): Promise<PlainOutcome> =>
  call(client, { id: "sellBook", method: "POST", path: "/sales", body: multipart }, args);

/** A client that waits little, for a server of the test. */
export const shopper = (server: { readonly url: string }, options: Partial<ClientOptions> = {}): Client =>
  makeClient({ baseUrl: server.url, retry: { delay: 1 }, ...options });

export const book: Book = { id: "7", title: "훈민정음" };
export const found: { readonly body: ApiResponse<Book> } = { body: { success: true, data: book } };
export const open: { readonly body: { open: boolean } } = { body: { open: true } };

/** A reply with a problem. */
export const problem = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): { status: number; headers: Record<string, string>; body: object } => ({
  status,
  headers: { "content-type": "application/problem+json", ...headers },
  body: { status, code, errorType: status === 401 ? "AUTHENTICATION" : "SERVER", detail: "closed today", ...more },
});
