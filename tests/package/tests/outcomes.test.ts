/** The types of a call in TypeScript: its arguments, and each outcome by `ok`, `status` and `error.code`. */

import {
  type CalculateSajuOutcome,
  type DataOf,
  type ErrorOf,
  type GetSajuResultOutcome,
  type Pagination,
  type Problem,
  type SajuResult,
  type SajuResultId,
  asSajuResultId,
  asUserId,
  calculateSaju,
  createClient,
  getSajuResult,
  isApplicationError,
  listSajuHistory,
  logout,
  unwrap,
  uploadAvatar,
} from "@heal7/contracts";
import { describe, expect, expectTypeOf, it } from "vitest";

const client = createClient({ fetch: () => Promise.reject(new TypeError("there is no network in this test")) });
const id = asSajuResultId("01936f5f-2b3c-7d4e-8f50-61728394a5b6");

describe("arguments", () => {
  it("take the id of the right kind", () => {
    expectTypeOf(getSajuResult).parameter(1).toEqualTypeOf<{ path: { id: SajuResultId } }>();
    // @ts-expect-error: a text is no id
    void getSajuResult(client, { path: { id: "01936f5f-2b3c-7d4e-8f50-61728394a5b6" } });
    // @ts-expect-error: the id of something else
    void getSajuResult(client, { path: { id: asUserId("01936f5e-7a10-7b3c-8d4e-5f60718293a4") } });
  });

  it("may be left out where none is needed", async () => {
    expect((await listSajuHistory(client)).ok).toBe(false);
    expect((await logout(client, { keepalive: true })).ok).toBe(false);
    // @ts-expect-error: a body is needed
    void calculateSaju(client);
  });

  it("say what an upload may be", () => {
    expectTypeOf(uploadAvatar).parameter(1).toHaveProperty("contentType").toEqualTypeOf<
      "image/png" | "image/jpeg" | "image/webp" | undefined
    >();
  });
});

describe("an outcome", () => {
  it("is the data or an error", async () => {
    const outcome = await getSajuResult(client, { path: { id } });
    if (outcome.ok) {
      expectTypeOf(outcome.data).toEqualTypeOf<SajuResult>();
      expectTypeOf(outcome.status).toEqualTypeOf<200>();
      // @ts-expect-error: the envelope is taken off
      void outcome.success;
    } else {
      expect(outcome.error.code).toBe("NETWORK_ERROR");
    }
    expectTypeOf<DataOf<CalculateSajuOutcome>>().toEqualTypeOf<SajuResult>();
  });

  it("is narrowed by its status", () => {
    const narrow = (outcome: GetSajuResultOutcome): void => {
      if (outcome.status === 404) {
        expectTypeOf(outcome.error.code).toEqualTypeOf<"SAJU_RESULT_NOT_FOUND">();
        expectTypeOf(outcome.error.problem).toEqualTypeOf<Problem>();
      }
      if (outcome.status === 401) {
        expectTypeOf(outcome.error.code).toEqualTypeOf<"UNAUTHENTICATED" | "TOKEN_EXPIRED" | "INVALID_TOKEN">();
      }
      if (outcome.status === undefined) {
        expectTypeOf(outcome.error.problem).toEqualTypeOf<undefined>();
      }
      // @ts-expect-error: no answer of this operation has this status
      void (outcome.status === 418);
    };
    expect(narrow).toBeTypeOf("function");
  });

  it("is narrowed by the code of its error", () => {
    const narrow = (error: ErrorOf<GetSajuResultOutcome>): void => {
      if (error.code === "SAJU_RESULT_NOT_FOUND") expectTypeOf(error.status).toEqualTypeOf<404>();
      if (error.code === "NETWORK_ERROR") expectTypeOf(error.response).toEqualTypeOf<undefined>();
      if (error.code === "UNEXPECTED_RESPONSE") expectTypeOf(error.response).toEqualTypeOf<Response>();
      // @ts-expect-error: no code of this operation
      void (error.code === "PAYMENT_DECLINED");
    };
    expect(narrow).toBeTypeOf("function");
  });

  it("of a list has the pagination beside the data", async () => {
    const outcome = await listSajuHistory(client);
    if (outcome.ok) {
      expectTypeOf(outcome.data).toEqualTypeOf<SajuResult[]>();
      expectTypeOf(outcome.pagination).toEqualTypeOf<Pagination | undefined>();
    }
    expect(outcome.ok).toBe(false);
  });

  it("can be thrown", async () => {
    const failed = await unwrap(getSajuResult(client, { path: { id } })).catch((error: unknown) => error);
    expect(isApplicationError(failed)).toBe(true);
    expect(failed).toMatchObject({ name: "ApplicationError", type: "NETWORK", operation: "getSajuResult" });
  });
});
