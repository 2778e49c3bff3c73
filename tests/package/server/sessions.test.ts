/**
 * Sessions: expired tokens are replaced once for all calls, and refresh tokens are kept where the server keeps them.
 */

import { setTimeout as pause } from "node:timers/promises";
import { asAccessToken, getAuthProfile, getProfile, login, logout, refreshToken, unwrap } from "@heal7/contracts";
import { expect, it } from "vitest";
import { anybody, brief, cookies, meet, ordinary, password } from "./servers.js";

it("a token that has ended is replaced once for the calls that need it", async () => {
  const anna = await meet(brief, "anna");
  const before = anna.session;
  await pause(3500);
  const outcomes = await Promise.all([getProfile(anna.client), getProfile(anna.client), getAuthProfile(anna.client)]);
  expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(anna.refreshes).toBe(1);
  expect(anna.session.token).not.toBe(before.token);

  const late = await getProfile(anybody(brief, { token: () => before.token }));
  expect(late).toMatchObject({ ok: false, status: 401, error: { code: "TOKEN_EXPIRED" } });
});

it("a refresh token that comes again ends the session", async () => {
  const anna = await meet(ordinary, "anna");
  const { refreshToken: first } = anna.session;
  const next = await unwrap(refreshToken(anybody(ordinary), { body: { refreshToken: first } }));
  await pause(20);
  const again = await refreshToken(anybody(ordinary), { body: { refreshToken: first } });
  expect(again).toMatchObject({ ok: false, status: 401, error: { code: "REFRESH_TOKEN_REUSED" } });
  const ended = await getProfile(anybody(ordinary, { token: () => next.token }));
  expect(ended).toMatchObject({ ok: false, status: 401, error: { code: "INVALID_TOKEN" } });
});

it("a person signs in again and out", async () => {
  const anna = await meet(ordinary, "anna");
  const { email } = anna.session.user;
  anna.session = await unwrap(login(anybody(ordinary), { body: { email, password } }));
  expect((await unwrap(getAuthProfile(anna.client))).user.email).toBe(email);
  expect(await logout(anna.client)).toMatchObject({ ok: true, status: 204 });
  expect(await getProfile(anna.client)).toMatchObject({ ok: false, status: 401 });
});

it("in the cookie mode a client does what it always does, and a script sees no refresh token", async () => {
  const browser = jar();
  const anna = await meet(cookies, "anna", { fetch: browser.fetch, init: { credentials: "include" } });
  const { refreshToken: word } = anna.session;
  expect(word).toMatch(/^cookie_/);
  expect(browser.kept()).toMatch(/^heal7_refresh=rt_/);
  const elsewhere = await refreshToken(anybody(cookies), { body: { refreshToken: word } });
  expect(elsewhere).toMatchObject({ ok: false, status: 401, error: { code: "INVALID_REFRESH_TOKEN" } });

  anna.session = { ...anna.session, token: asAccessToken("no token") };
  expect(await getProfile(anna.client)).toMatchObject({ ok: true });
  expect(anna.refreshes).toBe(1);
  expect(await logout(anna.client)).toMatchObject({ ok: true });
  expect(browser.kept()).toBe("heal7_refresh=");
});

/** A browser's handling of a server's only cookie: stores it, and sends it. */
const jar = () => {
  let kept = "";
  return {
    kept: () => kept,
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (kept && new URL(url).pathname.startsWith("/auth/")) headers.set("cookie", kept);
      const response = await fetch(url, { ...init, headers });
      kept = response.headers.getSetCookie()[0]?.split(";")[0] ?? kept;
      return response;
    },
  };
};
