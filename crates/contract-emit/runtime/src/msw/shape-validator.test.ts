import { describe, expect, test } from "vitest";
import type { Schema } from "./contract.js";
import type { Json } from "./json.js";
import { schemasOf } from "./schemas.js";
import { violationsOf } from "./shape-validator.js";
import { answer, list, messages, plain, ref, sent, union, whole, words } from "./testing/schemas.js";

const schemas = schemasOf({
  messages: { ...messages, "pattern.Code": "Write digits.", "pattern.Order.note": "Write one line." },
  types: {
    Code: plain({ shape: "string", pattern: "^[0-9]+$" }),
    OrderInput: { ...sent({ note: { shape: "string", pattern: "^[^\\n]+$" } }), rust: "Order" },
    Closed: sent({ a: whole(0, 9), "b?": { shape: "nullable", value: whole(0, 9) } }),
    Open: answer({ a: whole(0, 9) }),
    ...union("kind", "Shape", { dot: { x: whole(0, 9) }, line: { length: whole(1, 9) } }, answer),
  },
});
const wrong = (schema: Schema, value: Json): string[] =>
  violationsOf(schemas, schema, value).map(({ pointer, code }) => `${pointer} ${code}`);

describe("each shape accepts valid values and points at violations", () => {
  const string: Schema = { shape: "string", minLength: 2, maxLength: 3, pattern: "^[가-힣😀]+$" };
  test.each<[Schema, Json, string[]]>([
    [{ shape: "boolean" }, false, []],
    [{ shape: "boolean" }, 0, [" type"]],
    [{ shape: "boolean", only: true }, true, []],
    [{ shape: "boolean", only: true }, false, [" enum"]],
    [whole(1, 5), 1, []],
    [whole(1, 5), 5.0, []],
    [whole(1, 5), 1.5, [" type"]],
    [whole(1, 5), "1", [" type"]],
    [whole(1, 5), 0, [" minimum"]],
    [whole(1, 5), 6, [" maximum"]],
    [{ shape: "number", minimum: 0.5 }, 0.5, []],
    [{ shape: "number", minimum: 0.5 }, 0.4, [" minimum"]],
    [{ shape: "number" }, null, [" type"]],
    [string, "책방", []],
    [string, "😀😀😀", []],
    [string, "책", [" minLength"]],
    [string, "책방가게", [" maxLength"]],
    [string, "shop", [" maxLength", " pattern"]],
    [string, ["책방"], [" type"]],
    [words("a", "b"), "b", []],
    [words("a", "b"), "c", [" enum"]],
    [{ shape: "enumeration", values: [{ value: "a" }], open: true }, "c", []],
    [{ shape: "enumeration", values: [{ value: "a" }], open: true }, 1, [" type"]],
    [list(whole(0, 9), { minItems: 1, maxItems: 2 }), [1, 2], []],
    [list(whole(0, 9), { minItems: 1, maxItems: 2 }), [], [" minItems"]],
    [list(whole(0, 9), { minItems: 1, maxItems: 2 }), [1, 10, "3"], [" maxItems", "/1 maximum", "/2 type"]],
    [list(whole(0, 9)), { 0: 1 }, [" type"]],
    [{ shape: "map", values: whole(0, 9) }, { "a/b": 1, "c~d": 10 }, ["/c~0d maximum"]],
    [{ shape: "map", values: whole(0, 9) }, [], [" type"]],
    [{ shape: "nullable", value: whole(0, 9) }, null, []],
    [{ shape: "nullable", value: whole(0, 9) }, 10, [" maximum"]],
    [ref("Closed"), { a: 1 }, []],
    [ref("Closed"), { a: 1, b: null }, []],
    [ref("Closed"), { b: 1, "c/d": 1 }, ["/a required", "/c~1d additionalProperties"]],
    [ref("Closed"), JSON.parse('{ "a": 1, "__proto__": 1 }') as Json, ["/__proto__ additionalProperties"]],
    [ref("Closed"), null, [" type"]],
    [ref("Open"), { a: 1, c: 1 }, []],
    [ref("Open"), { toString: 1 }, ["/a required"]],
    [ref("Shape"), { kind: "dot", x: 1 }, []],
    [ref("Shape"), { kind: "line", x: 1 }, ["/length required"]],
    [ref("Shape"), { kind: "cube" }, ["/kind enum"]],
    [ref("Shape"), { x: 1 }, ["/kind required"]],
    [ref("Shape"), "dot", [" type"]],
  ])("%j %j", (schema, value, expected) => expect(wrong(schema, value)).toEqual(expected));
});

describe("a violation has the contract's own sentence and the value that was found", () => {
  test.each<[Schema, Json, string]>([
    [whole(1, 5), 6, "This must be at most 5. It is 6."],
    [whole(1, 5), "six", 'This must be a whole number. It is "six".'],
    [{ shape: "string", maxLength: 2 }, "책방가게", "This must have at most 2 characters. It has 4."],
    [list(whole(0, 9), { minItems: 1 }), [], "This must have at least 1 items. It has 0."],
    [words("a", "b"), "c", 'This must be one of "a", "b". It is "c".'],
    [ref("Code"), "x".repeat(80), `Write digits. It is "${"x".repeat(60)}"…`.concat(".")],
    [ref("OrderInput"), { note: "a\nb" }, 'Write one line. It is "a\\nb".'],
    [{ shape: "string", pattern: "^a$", format: "date" }, "b", 'This must be a day that exists. It is "b".'],
    [ref("Closed"), {}, "This is required."],
    [ref("Closed"), { a: 1, c: 1 }, "This is unknown here."],
    [ref("Shape"), { kind: "cube" }, 'This must be one of "dot", "line". It is "cube".'],
    [ref("Shape"), [1], "This must be an object. It is a list."],
  ])("%j %j", (schema, value, detail) => {
    expect(violationsOf(schemas, schema, value).map((violation) => violation.detail)).toEqual([detail]);
  });
});

test("an unknown type throws an error", () => {
  expect(() => violationsOf(schemas, ref("toString"), 1)).toThrow(/no type `toString`/);
});
