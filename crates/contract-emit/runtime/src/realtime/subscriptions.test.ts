import { expect, onTestFinished, test, vi } from "vitest";

import { makeCall, makeSubscriptions } from "./subscriptions.js";

test("a handler may be taken away while messages are handed out, by itself or by another", () => {
  const subscriptions = makeSubscriptions(makeCall());
  const seen: string[] = [];
  const offFirst = subscriptions.add("shipped", () => {
    seen.push("first");
    offFirst();
    offSecond();
  });
  const offSecond = subscriptions.add("shipped", () => seen.push("second"));
  subscriptions.add("shipped", () => seen.push("third"));
  subscriptions.dispatch("shipped", {});
  subscriptions.dispatch("shipped", {});
  expect(seen).toEqual(["first", "third", "third"]);
  expect(subscriptions.size()).toBe(1);
});

test("a handler that is added while a message is handed out gets the next one", () => {
  const subscriptions = makeSubscriptions(makeCall());
  const seen: unknown[] = [];
  const add = (): unknown =>
    subscriptions.add("shipped", (message) => {
      seen.push(message);
      add();
    });
  add();
  subscriptions.dispatch("shipped", 1);
  expect(seen).toEqual([1]);
  subscriptions.dispatch("shipped", 2);
  expect(seen).toEqual([1, 2, 2]);
});

test("a handler that is added twice is called twice, and taken away one by one", () => {
  const subscriptions = makeSubscriptions(makeCall());
  const handler = vi.fn();
  const off = subscriptions.add(undefined, handler);
  subscriptions.add(undefined, handler);
  subscriptions.dispatch("shipped", {});
  expect(handler).toHaveBeenCalledTimes(2);
  off();
  off();
  subscriptions.dispatch("shipped", {});
  expect(handler).toHaveBeenCalledTimes(3);
});

test("what a callback throws goes to reportError, and to the console where there is none", async () => {
  const console_ = vi.spyOn(console, "error").mockImplementation(() => {});
  const reported = vi.fn();
  vi.stubGlobal("reportError", undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
  const error = new Error("thrown");
  const fail = (): never => {
    throw error;
  };
  makeCall()(fail);
  await vi.waitUntil(() => console_.mock.calls.length > 0);
  expect(console_).toHaveBeenCalledWith(error);
  vi.stubGlobal("reportError", reported);
  makeCall()(fail);
  await vi.waitUntil(() => reported.mock.calls.length > 0);
  expect(reported).toHaveBeenCalledWith(error);
  expect(console_).toHaveBeenCalledOnce();
});
