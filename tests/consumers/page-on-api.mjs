// The behaviour of the page in Chromium with an API that loses tokens and connections.
import assert from "node:assert/strict";
import { GOOD } from "./live.mjs";
import { UNTRUSTED, isQuiet } from "./page.mjs";

/** The browser's message about an answer that was refused on purpose. */
const REFUSED = /status of 401/;

export async function oneRefreshForTwoTabs(open, live) {
  const tabs = [await open(), await open()];
  await tabs[0].evaluate(() => localStorage.setItem("token", "old"));
  // The other tab may be another process, which sees the change a moment later.
  await tabs[1].waitForFunction(() => localStorage.getItem("token") === "old");
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
  for (const tab of tabs) await isQuiet(tab, REFUSED);
}

export async function aTabThatIsClosedWhileItRefreshes(open, live) {
  const [closed, other] = [await open(), await open()];
  const call = (tab, path) =>
    tab.evaluate(
      async ([baseUrl, path]) => {
        const { createClient, getProfile } = window.consumer;
        const refresh = async () => (await (await fetch(`${baseUrl}${path}`, { method: "POST" })).json()).token;
        const outcome = await getProfile(createClient({ baseUrl, token: () => "old", refresh }));
        return outcome.ok ? outcome.status : outcome.error.code;
      },
      [live.url, path],
    );
  const refreshing = closed.waitForRequest(`${live.url}/refresh?never`);
  const lost = call(closed, "/refresh?never").catch(() => "lost");
  await refreshing;
  const found = call(other, "/refresh");
  // It waits for the lock that the first tab holds.
  await other.waitForFunction(async () => (await navigator.locks.query()).pending.length === 1);
  await closed.close();
  assert.equal(await lost, "lost");
  assert.equal(await found, 200);
  await isQuiet(other, REFUSED);
}

export async function cookies(open, live) {
  const page = await open();
  await page.context().addCookies([{ name: "session", value: "s-1", url: live.url, httpOnly: true, sameSite: "Lax" }]);
  const statuses = await page.evaluate(
    async ([baseUrl, token]) => {
      const { createClient, getProfile } = window.consumer;
      const client = createClient({ baseUrl, token: () => token, init: { credentials: "include" } });
      const outcomes = [await getProfile(client), await getProfile(client, { credentials: "omit" })];
      return outcomes.map(({ status }) => status);
    },
    [live.url, GOOD],
  );
  assert.deepEqual(statuses, [200, 200]);
  const call = `/users/profile with ${GOOD}`;
  assert.deepEqual(live.happened, [`${call} and session=s-1`, call]);
  await isQuiet(page);
}

export async function aPageThatIsNotTrusted(open, live) {
  const { port } = new URL(live.url);
  const page = await open("", UNTRUSTED);
  const found = await page.evaluate(async (baseUrl) => {
    const { createClient, getProfile, calculateSaju } = window.consumer;
    let token = "old";
    const refresh = async () => {
      token = (await (await fetch(`${baseUrl}/refresh`, { method: "POST" })).json()).token;
      return token;
    };
    const client = createClient({ baseUrl, token: () => token, refresh, retry: { attempts: 1, delay: 1 } });
    const read = await Promise.all([getProfile(client), getProfile(client)]);
    const made = await calculateSaju(client, { body: {} });
    return { isSecureContext, read: read.map(({ status }) => status), made: made.status };
  }, `http://${UNTRUSTED}:${port}`);
  assert.deepEqual(found, { isSecureContext: false, read: [200, 200], made: 503 });
  assert.equal(live.happened.filter((what) => what === "refresh").length, 1, live.happened.join("\n"));
  const keys = live.happened.filter((what) => what.startsWith("key "));
  assert.equal(keys.length, 2);
  assert.match(keys[0], /^key .{16}/);
  assert.equal(keys[1], keys[0], "a call that is repeated keeps its idempotency key");
  await isQuiet(page, /status of (401|503)/);
}

export async function callsThatAreGivenUp(open, live) {
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
    // A call that is still open when the page is left.
    void listRecentSaju(client);
    return outcomes.map((outcome) => (outcome.ok ? outcome.status : outcome.error.code));
  }, live.url);
  assert.deepEqual(codes, ["ABORTED", "REQUEST_TIMEOUT", "NETWORK_ERROR"]);
  await page.goto("about:blank");
  await isQuiet(page, /ERR_UNSAFE_PORT/);
}

export async function connectionsThatAreLost(open, live) {
  const page = await open();
  const found = await page.evaluate(async (baseUrl) => {
    const { connectUserSocket, openSystemFeed, asUserId } = window.consumer;
    const ids = [];
    for await (const { id } of openSystemFeed({ baseUrl, fetch: window.fetch })) {
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
        // The server is about to end the connection: a later message waits for the next connection.
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

export async function zodWhereItMayNotCompile(open, live) {
  const page = await open("?jit");
  const found = await page.evaluate(
    async ([baseUrl, token]) => {
      const { createClient, getProfile, validation, complaints } = window.consumer;
      const { status } = await getProfile(createClient({ baseUrl, token: () => token, validation }));
      return { status, complaints: complaints.splice(0) };
    },
    [live.url, GOOD],
  );
  assert.deepEqual(found, { status: 200, complaints: ["script-src eval"] }, "Zod tries once and goes on without");
}

/** Checks the import that validates only in development; `code` is its result for the answer. */
export const anAnswerThatDoesNotFit = (code) => async (open, live) => {
  const page = await open();
  const codes = await page.evaluate(async (baseUrl) => {
    const { createClient, listPlans, validation, validationInDevelopment } = window.consumer;
    const clients = [validation, validationInDevelopment].map((validation) => createClient({ baseUrl, validation }));
    const outcomes = await Promise.all(clients.map((client) => listPlans(client)));
    return outcomes.map((outcome) => (outcome.ok ? "accepted" : outcome.error.code));
  }, live.url);
  assert.deepEqual(codes, ["INVALID_RESPONSE", code ?? "accepted"]);
  await isQuiet(page);
};
