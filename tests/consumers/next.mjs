// The Next.js project: the answers of its pages to two concurrent people, and the separation of its cache by person.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startApi } from "./api.mjs";
import { run, serve, step } from "./project.mjs";

/** Checks the project in its folder. */
export async function check(folder, people) {
  const api = await startApi(people);
  try {
    const environment = { API_URL: api.url };
    await step("type check and build", () => run(folder, "npm", ["run", "build"], environment));
    await step("bundles", () => checkBundles(folder));
    const program = join(folder, "node_modules/next/dist/bin/next");
    const args = [program, "start", "--hostname", "127.0.0.1", "--port", "0"];
    const address = /http:\/\/127\.0\.0\.1:\d+/;
    const server = await step("next start", () => serve(folder, process.execPath, args, environment, address));
    try {
      await step("pages of two people and of nobody", () => checkPages(server, api, people));
    } finally {
      await server.stop();
    }
  } finally {
    await api.stop();
  }
}

async function checkPages(server, api, people) {
  const tokens = Object.keys(people);
  const asked = (path) => api.requests.filter((request) => request.path === path);
  const askedFor = () => asked("/users/profile").map(({ token }) => people[token]).sort();
  const everybody = Object.values(people).sort();
  const seen = async () => {
    const pages = await Promise.all(tokens.map((token) => page(server.url, token)));
    for (const [index, token] of tokens.entries()) checkPage(pages[index], token, people);
  };

  api.meet("/users/profile", tokens.length);
  await seen();
  assert.deepEqual(askedFor(), everybody, "one request for each person");

  await seen();
  assert.deepEqual(askedFor(), everybody, "next.revalidate does not reach fetch: a second page asks again");

  const nobody = await page(server.url);
  assert.match(nobody, /Nobody is signed in/);
  for (const name of everybody) assert.ok(!nobody.includes(name), "who is not signed in sees a person's data");

  const stale = await fetch(`${server.url}/revalidate?tag=profile`, { method: "POST" });
  assert.equal(stale.status, 204);
  await seen();
  assert.deepEqual(askedFor(), [...everybody, ...everybody].sort(), "next.tags do not reach fetch");

  assert.ok(asked("/payments/plans").every(({ token }) => token === undefined), "a public operation is sent a token");
  assert.ok(asked("/payments/plans").length <= tokens.length, "what is public is not shared by all");
  assert.deepEqual(api.requests.filter(({ status }) => status >= 400), [], "every request is answered");
  assert.equal(server.output.stderr, "", "the server complains");
}

async function page(url, token) {
  const response = await fetch(url, { headers: token === undefined ? {} : { cookie: `token=${token}` } });
  const html = await response.text();
  assert.equal(response.status, 200, html);
  return html;
}

function checkPage(html, token, people) {
  assert.ok(html.includes(`<h1>${people[token]}</h1>`), `the name of the caller is not in: ${html}`);
  assert.match(html, /<li>프리미엄 월간<\/li>/, "the plans are not there");
  // The state for the browser is in a script, in escaped quotes.
  assert.ok(html.includes(`\\"name\\":\\"${people[token]}\\"`), "the browser is not given what the server has fetched");
  for (const other of Object.keys(people)) {
    if (other !== token) assert.ok(!html.includes(people[other]), "it has another person's data");
    assert.ok(!html.includes(other), "it has a token");
  }
}

function checkBundles(folder) {
  const browser = text(join(folder, ".next/static"));
  const server = text(join(folder, ".next/server"));
  assert.ok(browser.includes("/users/preferences"), "client components do not call the API");
  assert.ok(server.includes("/payments/plans"), "server components do not call the API");
  for (const [where, code] of Object.entries({ browser, server })) {
    assert.ok(!code.includes("_zod"), `./validation brings Zod to the bundle for the ${where}`);
    assert.ok(!code.includes("/saju/calculate"), `an operation that nothing imports is in the bundle for the ${where}`);
  }
}

/** All JavaScript in a folder. */
function text(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".js"));
  return files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
}
