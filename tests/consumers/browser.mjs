// The page in Chromium: the mock in a real service worker, tabs that share a refresh, connections that are lost, and a
// content security policy over all of it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { GOOD, startLive } from "./live.mjs";
import { run, serve, step } from "./project.mjs";

/** Where Debian puts it. */
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Where the mock is told that the API is: nobody listens there. */
const MOCKED = "http://127.0.0.1:9";

/** Checks it in its folder. */
export async function check(folder) {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`there is no ${CHROMIUM}: run \`apt-get install -y chromium\`, or name a Chromium in CHROMIUM`);
  }
  const require = createRequire(join(folder, "package.json"));
  const { chromium } = require("playwright-core");
  const { WebSocketServer } = require("ws");
  await step("service worker of msw", () => run(folder, "npm", ["run", "worker"]));
  await step("build", () => run(folder, "npm", ["run", "build"]));
  const site = await serve(folder, "npm", ["run", "preview"], { NO_COLOR: "1" }, /http:\/\/127\.0\.0\.1:\d+/);
  const live = await startLive(WebSocketServer);
  // A container's root has no user namespaces to build the sandbox of.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const open = async (context) => {
      const page = await context.newPage();
      const said = [];
      page.on("console", (message) => message.type() === "error" && said.push(message.text()));
      await page.goto(site.url, { waitUntil: "load" });
      await page.waitForFunction(() => "consumer" in window);
      return Object.assign(page, { said });
    };
    const check = (what, work) =>
      step(what, async () => {
        const context = await browser.newContext();
        try {
          await work(() => open(context), live);
        } finally {
          await context.close();
        }
      });
    await check("calls against the mock", callsAgainstTheMock);
    await check("channels against the mock", channelsAgainstTheMock);
    await check("one refresh for two tabs", oneRefreshForTwoTabs);
    await check("calls that are given up", callsThatAreGivenUp);
    await check("connections that are lost", connectionsThatAreLost);
  } finally {
    await browser.close();
    await live.stop();
    await site.stop();
  }
}

/** The page has nothing to complain of. A browser tells every failed request: what was to fail is `expected`. */
async function isQuiet(page, expected = /^$/) {
  assert.deepEqual(await page.evaluate(() => window.consumer.complaints), []);
  assert.deepEqual(page.said.filter((text) => !expected.test(text)), []);
}

async function callsAgainstTheMock(open) {
  const page = await open();
  const found = await page.evaluate(async (baseUrl) => {
    const { startMock, createClient, validation, aiModels, ...api } = window.consumer;
    await startMock(baseUrl);
    const client = createClient({ baseUrl, token: () => "anything", validation, retry: false });
    const input = { birthDate: "1990-05-15", birthTime: "14:30", isLunar: false, gender: "female", name: "김하늘" };
    const created = await api.calculateSaju(client, { body: input });
    if (!created.ok) return { error: created.error.code, detail: created.error.message };
    const { id } = created.data;
    const read = await api.getSajuResult(client, { path: { id } });
    const listed = await api.listSajuHistory(client);
    const deleted = await api.deleteSajuResult(client, { path: { id } });
    const gone = await api.getSajuResult(client, { path: { id } });
    const wrong = await api.calculateSaju(client, { body: { ...input, birthDate: "15.5.1990" } });
    const answer = await fetch(`${baseUrl}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: aiModels }),
    });
    return {
      created: created.status,
      name: read.ok && read.data.input.name,
      listed: listed.ok && listed.data.some((result) => result.id === id),
      deleted: deleted.status,
      gone: !gone.ok && gone.error.code,
      wrong: !wrong.ok && [wrong.status, wrong.error.code, wrong.error.details.map(({ pointer }) => pointer)],
      graphql: (await answer.json()).data.aiModels.length > 0,
    };
  }, MOCKED);
  assert.deepEqual(found, {
    created: 201,
    name: "김하늘",
    listed: true,
    deleted: 204,
    gone: "SAJU_RESULT_NOT_FOUND",
    wrong: [422, "VALIDATION_FAILED", ["/birthDate"]],
    graphql: true,
  });
  await isQuiet(page, /status of 4(04|22)/);
}

async function channelsAgainstTheMock(open) {
  const page = await open();
  const found = await page.evaluate(async (baseUrl) => {
    const { startMock, connectUserSocket, openSystemFeed, asUserId, createClient, getProfile } = window.consumer;
    await startMock(baseUrl);
    const profile = await getProfile(createClient({ baseUrl, token: () => "anything" }));
    if (!profile.ok) return profile.error.code;
    const socket = connectUserSocket({
      baseUrl,
      path: { userId: asUserId(profile.data.id) },
      token: () => "anything",
      onInvalid: (raw) => window.consumer.complaints.push(`invalid: ${raw}`),
    });
    const pong = new Promise((resolve) => socket.subscribe("pong", resolve));
    socket.send({ type: "ping", id: "m-1" });
    const feed = openSystemFeed({ baseUrl });
    let status;
    for await (const { message } of feed) {
      status = message.status;
      break;
    }
    const found = { pong: (await pong).id, status: typeof status };
    socket.close();
    return found;
  }, MOCKED);
  assert.deepEqual(found, { pong: "m-1", status: "string" });
  await isQuiet(page);
}

async function oneRefreshForTwoTabs(open, live) {
  const tabs = [await open(), await open()];
  await tabs[0].evaluate(() => localStorage.setItem("token", "old"));
  live.happened.length = 0;
  const names = await Promise.all(
    tabs.map((tab) =>
      tab.evaluate(async (baseUrl) => {
        const { createClient, getProfile, validation } = window.consumer;
        const refresh = async () => {
          const { token } = await (await fetch(`${baseUrl}/refresh`, { method: "POST" })).json();
          localStorage.setItem("token", token);
          return token;
        };
        const client = createClient({ baseUrl, token: () => localStorage.getItem("token"), refresh, validation });
        const outcomes = await Promise.all([getProfile(client), getProfile(client)]);
        return outcomes.map((outcome) => (outcome.ok ? outcome.status : outcome.error.code));
      }, live.url),
    ),
  );
  assert.deepEqual(names, [
    [200, 200],
    [200, 200],
  ]);
  const count = (what) => live.happened.filter((one) => one === what).length;
  assert.equal(count("refresh"), 1, live.happened.join("\n"));
  assert.equal(count(`/users/profile with ${GOOD}`), 4, "each call is sent again, once");
  for (const tab of tabs) await isQuiet(tab, /status of 401/);
}

async function callsThatAreGivenUp(open, live) {
  const page = await open();
  const codes = await page.evaluate(async (baseUrl) => {
    const { createClient, listRecentSaju } = window.consumer;
    const client = createClient({ baseUrl, token: () => "good" });
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 50);
    const outcomes = await Promise.all([
      listRecentSaju(client, { signal: leaving.signal }),
      listRecentSaju(client, { timeout: 50, retry: false }),
      listRecentSaju(createClient({ baseUrl: "http://127.0.0.1:9", token: () => "good", retry: false })),
    ]);
    // One that nobody waits for when the page is left.
    void listRecentSaju(client);
    return outcomes.map((outcome) => (outcome.ok ? outcome.status : outcome.error.code));
  }, live.url);
  assert.deepEqual(codes, ["ABORTED", "REQUEST_TIMEOUT", "NETWORK_ERROR"]);
  await isQuiet(page, /ERR_UNSAFE_PORT/);
  await page.goto("about:blank");
}

async function connectionsThatAreLost(open, live) {
  const page = await open();
  live.happened.length = 0;
  const found = await page.evaluate(async (baseUrl) => {
    const { connectUserSocket, openSystemFeed, asUserId } = window.consumer;
    const ids = [];
    for await (const { id } of openSystemFeed({ baseUrl })) {
      ids.push(id);
      if (ids.length === 2) break;
    }
    const userId = asUserId("01936f5e-7a10-7b3c-8d4e-5f60718293a4");
    const socket = connectUserSocket({ baseUrl, path: { userId }, token: () => "good" });
    const pongs = [];
    const both = new Promise((resolve) => {
      socket.subscribe("pong", ({ id }) => {
        pongs.push(id);
        if (pongs.length === 2) return resolve();
        // The server is about to end the connection: what is sent then waits for the next one.
        setTimeout(() => socket.send({ type: "ping", id: "m-2" }), 200);
      });
    });
    socket.send({ type: "ping", id: "m-1" });
    await both;
    socket.close();
    return { ids, pongs };
  }, live.url);
  assert.deepEqual(found, { ids: ["1", "2"], pongs: ["m-1", "m-2"] });
  const protocols = `heal7.v1,bearer.${Buffer.from(GOOD).toString("base64url")}`;
  assert.deepEqual(
    live.happened.map((what) => what.replaceAll(", ", ",")),
    [
      "feed after undefined",
      "feed after 1",
      `socket with ${protocols}`,
      "ping m-1",
      `socket with ${protocols}`,
      "ping m-2",
    ],
  );
  await isQuiet(page, /ERR_INCOMPLETE_CHUNKED_ENCODING/);
}
