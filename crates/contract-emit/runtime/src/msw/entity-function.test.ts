import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { MockContract, Schema } from "./contract.js";
import { EPOCH } from "./formats.js";
import { fnv1a, keyOf } from "./hash.js";
import { idAt, momentOf } from "./ids.js";
import type { Json } from "./json.js";
import { drawsOf } from "./random.js";
import { violationsOf } from "./shape-validator.js";
import { createStore, entityOf, refer } from "./store.js";
import { bookshop } from "./testing/bookshop.js";
import { answer, id, list, messages, plain, ref, text, union, whole, words } from "./testing/schemas.js";
import { OUTSIDE, makeValue } from "./value.js";

const vectors = JSON.parse(
  readFileSync(new URL("../../../../../docs/entity-function.vectors.json", import.meta.url), "utf8"),
) as {
  keys: { path: string[]; key: number }[];
  draws: { key: number; draws: number[] }[];
  contract: MockContract;
  seed: string;
  ids: { pool: string; index: number; id: string | null }[];
  moments: { pool: string; id: string; moment: number }[];
  values: { schema: Schema; path: string[]; value: Json }[];
  entities: { type: string; id: string; value: Json }[];
};
const { seed } = vectors;
const contract: MockContract = { ...vectors.contract, messages };
const contractOf = (types: MockContract["types"]): MockContract => ({
  operations: [],
  channels: [],
  problems: [],
  problemType: "Problem",
  messages,
  types,
});
const valueFor = (schema: Schema, key: number, types: MockContract["types"] = {}): Json =>
  makeValue(createStore(contractOf(types)), schema, { key, moment: EPOCH, ...OUTSIDE });

describe("the vectors of docs/entity-function.md", () => {
  test("FNV-1a as its authors publish it", () => {
    expect(["", "a", "foobar"].map((each) => fnv1a(each).toString(16))).toEqual(["811c9dc5", "e40c292c", "bf9cf968"]);
  });

  test.each(vectors.keys)("the key of $path", ({ path, key }) => expect(keyOf(...path)).toBe(key));

  test.each(vectors.draws)("the draws of $key", ({ key, draws }) => {
    const draw = drawsOf(key);
    expect(draws.map(() => draw())).toEqual(draws);
  });

  test.each(vectors.ids)("the id $index of $pool", ({ pool, index, id: expected }) =>
    expect(idAt(createStore(contract).model, seed, pool, index) ?? null).toBe(expected),
  );

  test.each(vectors.moments)("the moment of $pool $id", ({ pool, id: given, moment }) =>
    expect(momentOf(seed, pool, createStore(contract, { seed }).seeded(pool), given)).toBe(moment),
  );

  test.each(vectors.values)("a value of $schema at $path", ({ schema, path, value }) => {
    const store = createStore(contract, { seed });
    expect(makeValue(store, schema, { key: keyOf(...path), moment: EPOCH, ...OUTSIDE })).toEqual(value);
    expect(violationsOf(store.model, schema, value)).toEqual([]);
  });

  test.each(vectors.entities)("$type $id", ({ type, id: given, value }) => {
    expect(entityOf(contract, seed, type, given)).toEqual(value);
    expect(violationsOf(createStore(contract).model, refer(type), value)).toEqual([]);
  });
});

test("every entity fits its schema, whatever the seed", () => {
  let checked = 0;
  for (const each of ["mock", "", "씨앗", "1", "2", "3", "4", "5"]) {
    const store = createStore(bookshop, { seed: each });
    for (const type of store.model.entities.keys()) {
      for (const entity of store.list(type)) {
        expect([type, violationsOf(store.model, refer(type), entity)]).toEqual([type, []]);
        checked += 1;
      }
    }
  }
  expect(checked).toBeGreaterThan(400);
});

test("entities, owners and documents are derived from the contract", () => {
  const { model } = createStore({
    ...bookshop,
    types: { ...bookshop.types, ...union("kind", "Note", { read: { id: ref("BookId") } }, answer) },
  });
  expect([...model.entities.keys()].sort()).toEqual(["Author", "Book", "Member", "Order", "Shelf"]);
  expect([...model.owners]).toEqual(["MemberId"]);
  expect([...model.documents]).toEqual([["Settings", "/me/settings"]]);
});

test("an added property changes no other property", () => {
  const before = { id: ref("I"), "a?": whole(0, 999), b: text(), "c?": list(words("x", "y", "z")) };
  const types = (members: Record<string, Schema>): MockContract["types"] => ({
    I: id({ shape: "string", pattern: "^[a-z]+$", examples: ["abc"] }),
    T: answer(members),
  });
  for (const given of ["abc", "abd", "abe"]) {
    const old = entityOf(contractOf(types(before)), "mock", "T", given);
    const { added, ...rest } = entityOf(contractOf(types({ added: whole(0, 9), ...before })), "mock", "T", given);
    expect(added).toBeTypeOf("number");
    expect(rest).toEqual(old);
  }
});

test("views of the same entity agree", () => {
  const { title } = entityOf(contract, seed, "Book", vectors.entities[0]?.id ?? "");
  expect(entityOf(contract, seed, "BookCard", vectors.entities[0]?.id ?? "")["title"]).toBe(title);
});

test("references name one of the first ids, and an embedded entity is the one its sibling refers to", () => {
  const store = createStore(bookshop);
  const authors = store.ids("AuthorId").slice(0, 5);
  const named = store.list("Book").map((book) => book["authorId"] as string);
  expect(new Set(named).size).toBeGreaterThan(2);
  for (const book of store.list("Book")) {
    expect(authors).toContain(book["authorId"]);
    expect(book["author"]).toMatchObject({ id: book["authorId"] });
  }
});

test("an optional property is present about three times in four", () => {
  const there = createStore(bookshop, { seed: "many" });
  const ids = Array.from({ length: 400 }, (_, index) => `01936f5e-8a2b-7c4d-9e6f-${String(index).padStart(12, "0")}`);
  const count = ids.filter((each) => there.read("Book", each)?.["subtitle"] !== undefined).length;
  expect(count).toBeGreaterThan(260);
  expect(count).toBeLessThan(340);
});

test("values of recursive types are finite", () => {
  const types = {
    ...union(
      "kind",
      "Tree",
      { fork: { left: ref("Tree"), right: ref("Tree") }, leaf: { weight: whole(0, 9) } },
      answer,
    ),
    Person: answer({
      id: ref("PersonId"),
      friend: ref("Person"),
      friends: list(ref("Person")),
      "best?": ref("Person"),
    }),
    PersonId: id({ shape: "string", pattern: "^p[0-9]+$", examples: ["p100000"] }),
    Chain: answer({ name: text(), "next?": ref("Chain"), rest: { shape: "map", values: ref("Chain") } }),
    Word: plain(words("a")),
  } satisfies MockContract["types"];
  for (let key = 0; key < 200; key += 1) {
    const tree = valueFor(ref("Tree"), key * 7919, types);
    expect(violationsOf(createStore(contractOf(types)).model, ref("Tree"), tree)).toEqual([]);
  }
  expect(Object.keys(valueFor(ref("Chain"), 1, types) as object)).toEqual(["name", "rest"]);
  expect(() => entityOf(contractOf(types), "mock", "Person", "p1")).toThrow(/no finite value fits the type `Person`/);
});

test("an error names what a schema lacks", () => {
  expect(() => valueFor({ shape: "string", pattern: "^[A-Z]{3}$" }, 1)).toThrow(/needs an example/);
  expect(() => entityOf(bookshop, "mock", "Quote", "1")).toThrow(/is no entity/);
  expect(() => entityOf(bookshop, "mock", "Nothing", "1")).toThrow(/is no entity/);
});
