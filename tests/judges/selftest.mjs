// Judges the judges: each must accept a good fixture and find what is wrong with bad ones, so that a
// judge that cannot fail is noticed. Run by `npm test`; no arguments. Exit: node's test runner's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

const here = import.meta.dirname;
const fixture = (path) => join(here, "fixtures", path);

function run(judge, args, input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, `${judge}.mjs`), ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

function accepts(judge, ...paths) {
  const { status, stdout, stderr } = run(judge, paths.map(fixture));
  assert.equal(stderr, "");
  const report = JSON.parse(stdout);
  assert.deepEqual(report.findings, []);
  assert.equal(report.judge, judge);
  assert.equal(status, 0);
  return report;
}

/** Every pattern must be found in "where message" of a finding. */
function finds(patterns, judge, ...paths) {
  const { status, stdout, stderr } = run(judge, paths.map(fixture));
  assert.equal(stderr, "");
  const { findings } = JSON.parse(stdout);
  const lines = findings.map(({ severity, where, message }) => `${severity} ${where} ${message}`);
  for (const pattern of patterns) {
    assert.ok(lines.some((line) => pattern.test(line)), `${pattern} is not in:\n${lines.join("\n")}`);
  }
  assert.equal(status, 1);
}

test("openapi accepts a document without errors and warnings", () => {
  assert.deepEqual(accepts("openapi", "openapi/good.json").notes, []);
});

test("openapi finds what Redocly and what Spectral asks for", () => {
  finds(
    [
      /^warning #\/info redocly info-license:/,
      /^warning #\/paths\/~1books~1{id}\/get\/operationId redocly operation-operationId:/,
      /^warning #\/paths\/~1books~1{id}\/get spectral operation-description:/,
    ],
    "openapi",
    "openapi/bad.json",
  );
});

test("openapi follows no reference out of the document", () => {
  finds([/^error .*\/title\/\$ref leads out of the document: Title.json$/], "openapi", "openapi/bad-outside.json");
});

test("graphql accepts a schema and a document", () => {
  accepts("graphql", "graphql/good.graphql", "graphql/good-document.graphql");
});

test("graphql finds an unknown type, a broken interface, and what is wrong with a document", () => {
  finds([/Unknown type "?Book"?/], "graphql", "graphql/bad-unknown-type.graphql");
  finds([/bad-invalid.graphql:2 .*Titled.title expected/], "graphql", "graphql/bad-invalid.graphql");
  finds(
    [/bad-document.graphql:1 .*type "String!" used/, /bad-document.graphql:3 .*Cannot query field "pages"/],
    "graphql",
    "graphql/good.graphql",
    "graphql/bad-document.graphql",
  );
});

test("graphql finds a syntax error in either kind of file", () => {
  finds([/Syntax Error/], "graphql", "openapi/good.json");
  finds([/Syntax Error/], "graphql", "graphql/good.graphql", "typescript/good/tsconfig.json");
});

test("asyncapi accepts a document of the newest version with nothing to note", () => {
  assert.deepEqual(accepts("asyncapi", "asyncapi/good.json").notes, []);
});

test("asyncapi notes an older version", () => {
  const { notes } = accepts("asyncapi", "asyncapi/good-older.json");
  assert.match(notes[0].message, /asyncapi-latest-version/);
});

test("asyncapi finds a missing field and a wrong value", () => {
  finds([/^error #\/info .*"version"/, /action/], "asyncapi", "asyncapi/bad.json");
});

test("json-schema accepts schemas that refer to each other", () => {
  assert.equal(accepts("json-schema", "json-schema/good").schemas, 2);
});

test("json-schema finds an unknown keyword, a schema against the meta-schema, and a wrong example", () => {
  finds([/Book.json .*unknown keyword: "maxLenght"/], "json-schema", "json-schema/bad-keyword");
  finds([/Book.json#\/maxLength must be integer/], "json-schema", "json-schema/bad-meta");
  finds([/Book.json#\/examples\/0 must match format "date"/], "json-schema", "json-schema/bad-example");
});

test("typescript accepts a project that imports zod", () => {
  const { versions } = accepts("typescript", "typescript/good");
  assert.deepEqual(versions.map((version) => version.split(".")[0]), ["5", "7"]);
});

test("typescript finds a type error by both compilers", () => {
  finds([/^error book.ts:5 5\..* TS2322/, /^error book.ts:5 7\..* TS2322/], "typescript", "typescript/bad");
});

const FIDELITY = ["--schemas", fixture("json-schema/good"), "--zod", fixture("fidelity/module.ts")];
const WITH_SDL = [...FIDELITY, "--sdl", fixture("fidelity/schema.graphql")];

function fidelity(args, lines) {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const { status, stdout, stderr } = run("fidelity", args, input);
  assert.equal(stderr, "");
  assert.equal(status, 0);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

test("fidelity gives the verdict of each judge, in order", () => {
  const emma = { title: "Emma", tags: [], author: { name: "Jane Austen", born: "1775-12-16" } };
  const book = (value, graphqlType) => ({ type: "Book", text: JSON.stringify(value), graphqlType });
  const verdicts = fidelity(WITH_SDL, [
    book(emma, "BookInput"),
    book({ title: "Emma" }),
    book({ title: 1 }, "BookInput"),
    book({ title: "Emma", pages: 3 }, "BookInput"),
    book({ title: "Emma", author: { name: "" } }, "BookInput"),
    book({ title: "Emma", author: { name: "Jane", born: "1775-02-30" } }, "BookInput"),
    { type: "Author", text: '{"name":"Jane"}', graphqlType: "AuthorInput" },
    { type: "Book", text: "{", graphqlType: "BookInput" },
  ]);
  assert.deepEqual(verdicts, [
    { ajv: true, zod: true, graphql: true, zodOutput: emma },
    { ajv: true, zod: true, graphql: null, zodOutput: { title: "Emma", tags: [] } },
    { ajv: false, zod: false, graphql: false },
    { ajv: false, zod: false, graphql: false },
    // GraphQL coerces it; Ajv does not accept the coerced value.
    { ajv: false, zod: false, graphql: false },
    { ajv: false, zod: false, graphql: false },
    { ajv: true, zod: null, graphql: true },
    { ajv: false, zod: false, graphql: false },
  ]);
});

test("fidelity says when GraphQL coerced to another value", () => {
  const texts = ['{"title":"Emma","tags":"novel"}', '{"title":"Emma","author":null}'];
  const verdicts = fidelity(
    WITH_SDL,
    texts.map((text) => ({ type: "Book", text, graphqlType: "BookInput" })),
  );
  const differs = { ajv: false, zod: false, graphql: true, graphqlCoercedDiffers: true };
  assert.deepEqual(verdicts, [differs, differs]);
});

test("fidelity has no GraphQL verdict without --sdl", () => {
  const [{ graphql }] = fidelity(FIDELITY, [{ type: "Book", text: '{"title":"Emma"}', graphqlType: "BookInput" }]);
  assert.equal(graphql, null);
});

test("fidelity has no verdicts on types it does not know", () => {
  for (const line of ['{"type":"Shelf","text":"{}"}', '{"type":"Book","text":"{}","graphqlType":"Book"}', "{}"]) {
    const { status, stdout } = run("fidelity", WITH_SDL, line);
    assert.equal(status, 2, line);
    assert.equal(stdout, "");
  }
});

test("a judge that is called wrongly says so, prints nothing on stdout, and exits with 2", () => {
  for (const judge of ["openapi", "graphql", "asyncapi", "json-schema", "typescript", "fidelity"]) {
    for (const args of [[], [fixture("nowhere")]]) {
      const { status, stdout, stderr } = run(judge, args);
      assert.equal(status, 2, judge);
      assert.equal(stdout, "", judge);
      assert.notEqual(stderr, "", judge);
    }
  }
});
