import { describe, expect, onTestFinished, test, vi } from "vitest";

import { delayAfter, LONGEST_WAIT } from "./back-off.js";

/** Makes the dice fall on one side. */
const dice = (value: number): void => {
  vi.spyOn(Math, "random").mockReturnValue(value);
  onTestFinished(() => void vi.restoreAllMocks());
};

describe("the delay", () => {
  test("grows by the factor up to the most there is", () => {
    dice(0);
    expect([1, 2, 3, 4, 5].map((failures) => delayAfter(failures, { delay: 100, factor: 2, maxDelay: 500 }))).toEqual([
      100, 200, 400, 500, 500,
    ]);
    expect([1, 2, 3].map((failures) => delayAfter(failures, {}))).toEqual([1000, 1500, 2250]);
    expect(delayAfter(10_000, {})).toBe(30_000);
  });

  test("is up to a half longer, so that not all clients come at once", () => {
    dice(0.999);
    expect(delayAfter(1, { delay: 100 })).toBeCloseTo(150, 0);
  });

  test("is at first what the server asks for, and later not less", () => {
    dice(0);
    expect(delayAfter(1, { delay: 100 }, 0)).toBe(0);
    expect(delayAfter(1, { delay: 100 }, 7000)).toBe(7000);
    expect(delayAfter(2, { delay: 100 }, 0)).toBe(150);
    expect(delayAfter(2, { delay: 100, maxDelay: 200 }, 7000)).toBe(7000);
  });

  test("is never more than a timer takes", () => {
    expect(delayAfter(1, {}, 1e12)).toBe(LONGEST_WAIT);
    expect(delayAfter(10_000, { maxDelay: Number.POSITIVE_INFINITY })).toBe(LONGEST_WAIT);
  });
});
