// The Vite project: the contents of its bundles, and the server-rendered answers to two concurrent people.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startApi } from "./api.mjs";
import { run, step } from "./project.mjs";

// Texts that remain in a minified bundle.
const ZOD = "_zod";
const MSW = "mockServiceWorker";
const OPERATION = "/users/profile";
const UNUSED_OPERATION = "/saju/calculate";
const DOCUMENT = "AiModels";
const UNUSED_DOCUMENT = "GetMySajuResults";
const UNUSED_SCHEMA = "birthDate";

/** Checks the project in its folder. */
export async function check(folder, people) {
  // Both builds request the mock: production must not contain it even then.
  const mock = { VITE_MOCK: "1" };
  await step("type check", () => run(folder, "npm", ["run", "types"]));
  await step("build for production", () => run(folder, "npm", ["run", "build:client"], mock));
  await step("build for development", () => {
    const args = ["exec", "--", "vite", "build", "--mode", "development", "--outDir", "dist/development"];
    return run(folder, "npm", args, { ...mock, NODE_ENV: "development" });
  });
  await step("build of the server's part", () => run(folder, "npm", ["run", "build:server"]));
  await step("render", () => checkRendering(folder, people));
  await step("bundles", () => checkBundles(folder));
}

async function checkRendering(folder, people) {
  const api = await startApi(people);
  try {
    const tokens = Object.keys(people);
    api.meet("/users/profile", tokens.length);
    const printed = await run(folder, process.execPath, ["render.mjs", api.url, ...tokens], { NODE_ENV: "production" });
    const documents = JSON.parse(printed);
    for (const [index, token] of tokens.entries()) {
      const document = documents[index];
      assert.ok(document.includes(`<h1>${people[token]}</h1>`), `the name of the caller is not in: ${document}`);
      assert.match(document, /<li>Claude: operational<\/li>/, "what GraphQL answered is not there");
      assert.match(document, /<input name="theme" value="nebula"\/>/, "the form of the schema's shape is not there");
      const state = JSON.parse(/<script id="state"[^>]*>([^<]*)/.exec(document)[1]);
      assert.equal(state.queries.find(({ queryKey }) => queryKey[1] === "getProfile").state.data.name, people[token]);
      for (const other of tokens) {
        if (other !== token) assert.ok(!document.includes(people[other]), "it has another person's data");
        assert.ok(!document.includes(other), "it has a token");
      }
    }
    const asked = api.requests.map(({ path, token, status }) => `${status} ${path} ${people[token]}`).sort();
    const expected = Object.values(people).flatMap((name) => [`200 /graphql ${name}`, `200 /users/profile ${name}`]);
    assert.deepEqual(asked, expected.sort(), "the server asks for each thing once");
  } finally {
    await api.stop();
  }
}

function checkBundles(folder) {
  const production = bundle(join(folder, "dist/client"));
  const development = bundle(join(folder, "dist/development"));
  // Each text must be found in its proper place, so that its absence elsewhere means something.
  for (const mark of [OPERATION, DOCUMENT]) assert.ok(production.atOnce.includes(mark), `no ${mark} in production`);
  for (const mark of [ZOD, MSW]) assert.ok(development.all.includes(mark), `no ${mark} in development`);
  assert.ok(development.atOnce.includes(ZOD), "answers are not held to the contract in development");
  assert.ok(production.all.includes(ZOD), "the form has no schema in production");

  assert.ok(!production.atOnce.includes(ZOD), "./validation brings Zod to production");
  assert.ok(!production.all.includes(MSW), "the mock is in production");
  for (const mark of [UNUSED_OPERATION, UNUSED_DOCUMENT, UNUSED_SCHEMA]) {
    assert.ok(!production.all.includes(mark), `${mark} is in production, though nothing imports it`);
  }
}

/** The text of a build: the code that a page loads immediately, and all code. */
function bundle(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
  const text = (keys) => keys.map((key) => readFileSync(join(folder, manifest[key].file), "utf8")).join("\n");
  const reached = new Set(["index.html"]);
  for (const key of reached) for (const imported of manifest[key].imports ?? []) reached.add(imported);
  return { atOnce: text([...reached]), all: text(Object.keys(manifest)) };
}
