import { describe, expect, expectTypeOf, it } from "vitest";

import type { ApplicationError, DataOf, ErrorOf, Failure, PageOf, Success } from "./index.js";
import { type CallOptions, type ClientOptions, type Validation, type ValidationIssue } from "./index.js";
import { isApplicationError, unwrap, unwrapPage } from "./index.js";
import type { AddBookOutcome, ApiResponse, Book, GetBookOutcome, ListBooksOutcome } from "./testing/bookshop.js";
import type { Problem, RemoveBookOutcome } from "./testing/bookshop.js";
import { book, getBook, listBooks, problem, removeBook, shopper } from "./testing/bookshop.js";
import { serve } from "./testing/server.js";

describe("unwrap", () => {
  it("gives the data", async () => {
    const client = shopper(await serve({ body: { success: true, data: book, message: "hello" } }));
    const data = await unwrap(getBook(client));
    expectTypeOf(data).toEqualTypeOf<Book>();
    expect(data).toEqual(book);
    expect(await unwrap(await getBook(client))).toEqual(book);
    const nothing = await unwrap(removeBook(shopper(await serve({ status: 204 }))));
    expectTypeOf(nothing).toEqualTypeOf<undefined>();
    expect(nothing).toBeUndefined();
  });

  it("throws the error of a failure", async () => {
    const outcome = await getBook(shopper(await serve(problem(404, "BOOK_NOT_FOUND"))));
    const caught: unknown = await unwrap(outcome).catch((error: unknown) => error);
    expect(caught).toBe(outcome.ok || outcome.error);
    expect(isApplicationError(caught) && caught.code).toBe("BOOK_NOT_FOUND");
    await expect(unwrapPage(outcome)).rejects.toBe(caught);
  });

  it("gives a page with what stands beside the data", async () => {
    const body = { success: true, data: [book], pagination: { page: 1, total: 1 } };
    const page = await unwrapPage(listBooks(shopper(await serve({ body }))));
    expectTypeOf(page.data).toEqualTypeOf<Book[]>();
    expectTypeOf(page.pagination).toEqualTypeOf<{ page: number; total: number } | undefined>();
    expect(page).toEqual({ data: [book], pagination: { page: 1, total: 1 } });
  });
});

describe("isApplicationError", () => {
  it("knows the errors of calls from all others", () => {
    const lookalike = { name: "ApplicationError", code: "CLOSED" };
    for (const value of [new Error("other"), lookalike, undefined, null, "ApplicationError"]) {
      expect(isApplicationError(value)).toBe(false);
    }
  });
});

// The rest is judged by the compiler: each function compiles only while outcomes narrow as it says.

describe("types", () => {
  it("tell outcomes apart by ok", () => {
    const read = (outcome: GetBookOutcome): string | number => {
      if (outcome.ok) {
        expectTypeOf(outcome).toEqualTypeOf<{
          readonly ok: true;
          readonly status: 200;
          readonly response: Response;
          readonly data: Book;
          message?: string;
          pagination?: { page: number; total: number };
        }>();
        return outcome.data.title;
      }
      expectTypeOf(outcome.status).toEqualTypeOf<304 | 401 | 404 | 503 | undefined>();
      return outcome.error.attempts;
    };
    expect(read({ ok: true, status: 200, data: book, response: new Response() })).toBe("훈민정음");
  });

  it("tell outcomes apart by status", () => {
    const read = (outcome: GetBookOutcome | AddBookOutcome): unknown => {
      switch (outcome.status) {
        case 200:
        case 201:
          return outcome.data.title;
        case 202:
          return outcome.data.ticket;
        case 304:
          return outcome.error.response.headers;
        case 401:
          expectTypeOf(outcome.error.code).toEqualTypeOf<"UNAUTHENTICATED" | "TOKEN_EXPIRED">();
          expectTypeOf(outcome.error.status).toEqualTypeOf<401>();
          expectTypeOf(outcome.error.problem).toEqualTypeOf<Problem>();
          expectTypeOf(outcome.error.type).toEqualTypeOf<"AUTHENTICATION" | "VALIDATION" | "SERVER">();
          expectTypeOf(outcome.error.response).toEqualTypeOf<Response>();
          return outcome.error.code;
        case 404:
        case 422:
        case 503:
          return outcome.error.problem.detail;
        case undefined:
          return outcome.error.code;
        default:
          return outcome satisfies never;
      }
    };
    // @ts-expect-error an outcome is no success before it has been asked
    expect(() => read({} as GetBookOutcome).data).toThrow();
  });

  it("tell errors apart by code and by status", () => {
    const read = (error: ErrorOf<GetBookOutcome>): unknown => {
      switch (error.code) {
        case "BOOK_NOT_FOUND":
          expectTypeOf(error.status).toEqualTypeOf<404>();
          return error.problem.detail;
        case "TOKEN_EXPIRED":
          expectTypeOf(error.status).toEqualTypeOf<401>();
          return error.problem;
        case "UNEXPECTED_RESPONSE":
          expectTypeOf(error.details).toEqualTypeOf<string>();
          expectTypeOf(error.response).toEqualTypeOf<Response>();
          expectTypeOf(error.type).toEqualTypeOf<"SERVER">();
          return error.status satisfies undefined;
        case "INVALID_RESPONSE":
          expectTypeOf(error.details).toEqualTypeOf<readonly ValidationIssue[]>();
          return error.details[0]?.message;
        case "NETWORK_ERROR":
        case "ABORTED":
          expectTypeOf(error.type).toEqualTypeOf<"NETWORK">();
          expectTypeOf(error.response).toEqualTypeOf<undefined>();
          return error.cause;
        default:
          return error.status === 503 ? (error.code satisfies "CLOSED") : error.message;
      }
    };
    const nested = (outcome: GetBookOutcome): unknown =>
      !outcome.ok && outcome.error.code === "CLOSED" && outcome.error.problem.detail;
    expect([typeof read, typeof nested]).toEqual(["function", "function"]);
    // @ts-expect-error the operation has no such code
    expect((error: ErrorOf<GetBookOutcome>) => error.code === "TITLE_TOO_LONG").toBeTypeOf("function");
  });

  it("say what data, pages and errors an outcome has", () => {
    expectTypeOf<DataOf<GetBookOutcome>>().toEqualTypeOf<Book>();
    expectTypeOf<DataOf<AddBookOutcome>>().toEqualTypeOf<Book | { ticket: string }>();
    expectTypeOf<DataOf<RemoveBookOutcome>>().toEqualTypeOf<undefined>();
    expectTypeOf<PageOf<ListBooksOutcome>>().toEqualTypeOf<{
      readonly data: Book[];
      message?: string;
      pagination?: { page: number; total: number };
    }>();
    expectTypeOf<ErrorOf<GetBookOutcome>>().toExtend<ApplicationError>();
    expectTypeOf<ErrorOf<RemoveBookOutcome>>().toExtend<Error>();
  });

  it("keep bodies that are no envelope whole", () => {
    expectTypeOf<Success<200, { success: boolean; data: 1 }>["data"]>().toEqualTypeOf<{ success: boolean; data: 1 }>();
    expectTypeOf<Success<200, boolean>["data"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Success<200, "a" | "b">["data"]>().toEqualTypeOf<"a" | "b">();
    expectTypeOf<Success<200, ApiResponse<undefined | Book>>["data"]>().toEqualTypeOf<Book | undefined>();
  });

  it("let a problem be of any contract", () => {
    expectTypeOf<Failure<{ code: string }, 404, "X">["error"]["type"]>().toEqualTypeOf<string>();
  });
});

describe("options", () => {
  it("take what frameworks add to fetch, and what may be undefined", () => {
    const options: CallOptions = { next: { revalidate: 60, tags: ["books"] }, cache: "no-store", priority: "low" };
    expectTypeOf<{ signal: AbortSignal | undefined }>().toExtend<CallOptions>();
    expectTypeOf<{ baseUrl: string; validation: Validation | undefined }>().toExtend<ClientOptions>();
    expect(options).toBeDefined();
    // @ts-expect-error the method is the operation's
    expect({ method: "PATCH" } satisfies CallOptions).toBeDefined();
    // @ts-expect-error the body is an argument
    expect({ body: "text" } satisfies CallOptions).toBeDefined();
  });
});
