import { expect, onTestFinished, test, vi } from "vitest";

import { retryAfter } from "./retry-after.js";

const response = (value?: string): Response =>
  new Response("", value === undefined ? {} : { headers: { "retry-after": value } });

test("Retry-After is seconds or a date", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-01T12:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
  expect(retryAfter(response("7"))).toBe(7000);
  expect(retryAfter(response("Sun, 01 Mar 2026 12:00:30 GMT"))).toBe(30_000);
  expect(retryAfter(response("Sun, 01 Mar 2026 11:00:00 GMT"))).toBe(0);
});

test("a Retry-After that says nothing is none", () => {
  for (const value of [undefined, "", "soon", "-1s"]) expect(retryAfter(response(value))).toBeUndefined();
  expect(retryAfter(undefined)).toBeUndefined();
});
