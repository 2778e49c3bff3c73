import { expect, test } from "vitest";
import { type Json, canonical, mergePatch, withoutNulls } from "./json.js";

test.each<[Json | undefined, Json, Json]>([
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: "foo" }, "bar", "bar"],
  [["a", "b"], { a: "c" }, { a: "c" }],
  [undefined, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])("RFC 7396: %j with %j is %j", (target, patch, result) => expect(mergePatch(target, patch)).toEqual(result));

test("RFC 8785: members by name, numbers and texts as JavaScript writes them", () => {
  expect(canonical({ b: [1.0, 1e21, 0.1], a: "é\n", "10": null, "9": { y: undefined, x: true } })).toBe(
    '{"10":null,"9":{"x":true},"a":"é\\n","b":[1,1e+21,0.1]}',
  );
});

test("null members are removed at any depth, null items are kept", () => {
  expect(withoutNulls({ a: null, b: [{ c: null, d: 1 }, null] })).toEqual({ b: [{ d: 1 }, null] });
});
