// Uses the pages of a running reference server in Chromium, like a developer of a client.
// Usage: node check.mjs URL TOKEN: the address of the server, and the token of a person.
// Exit: 0 success, 1 failure, with the reason on stderr, 2 wrong usage.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { launch } from "../consumers/chromium.mjs";
import { step } from "../consumers/project.mjs";
import * as graphiql from "./graphiql.mjs";
import * as reference from "./reference.mjs";

/** The maximum time that a page waits for something, in milliseconds. */
const LONGEST = 20_000;

const [url, token] = process.argv.slice(2);
if (!URL.canParse(url) || token === undefined) {
  console.error("usage: node check.mjs URL TOKEN");
  process.exit(2);
}
const site = new URL(url);
const checks = {
  "the index leads to everything": indexLeadsToEverything,
  "the reference describes every operation": reference.describesEveryOperation,
  "the reference tries an operation": (page) => reference.triesAnOperation(page, token),
  "GraphiQL follows a subscription": graphiql.followsASubscription,
  "GraphiQL speaks for whoever has a token": (page) => graphiql.speaksForAPerson(page, token),
};

const browser = await launch(chromium);
for (const [what, check] of Object.entries(checks)) {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  context.setDefaultTimeout(LONGEST);
  const complaints = await watch(context);
  try {
    await step(what, async () => {
      const page = await context.newPage();
      await check(Object.assign(page, { at: (path) => page.goto(new URL(path, site).href) }));
      assert.equal(complaints.length, 0, "there are complaints");
    });
  } catch (error) {
    console.error(`${what}: ${error.message}`, ...complaints.map((complaint) => `\n  ${complaint}`));
    process.exitCode = 1;
  } finally {
    await context.close();
  }
}
await browser.close();

/** Records forbidden actions of pages: errors, violations of their own policy, requests to another server. */
async function watch(context) {
  const complaints = [];
  const isOwn = (url) => ["data:", "blob:"].includes(new URL(url).protocol) || new URL(url).host === site.host;
  const reach = (url) => isOwn(url) || complaints.push(`it reaches ${url}`);
  context.on("request", (request) => reach(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => reach(socket.url())));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error()}`));
  await context.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`the policy forbids ${violatedDirective} ${blockedURI}`),
    ),
  );
  return complaints;
}

async function indexLeadsToEverything(page) {
  await page.at("/");
  const links = await page.getByRole("link").evaluateAll((links) => links.map(({ href }) => href));
  const paths = links.map((link) => new URL(link).pathname);
  assert.deepEqual(paths, ["/docs", "/openapi.json", "/graphiql", "/schema.graphql", "/asyncapi.json"]);
  for (const link of links) {
    const answer = await page.goto(link);
    assert.equal(answer.status(), 200, link);
  }
}
