/** REST: data that a person reads, changes, computes and shares, and refused requests. */

import { randomUUID } from "node:crypto";
import * as api from "@heal7/contracts";
import { listSajuHistoryInfiniteQuery } from "@heal7/contracts/query";
import { QueryClient } from "@tanstack/react-query";
import { beforeAll, expect, it } from "vitest";
import { type Person, anybody, birth, meet, ordinary, password } from "./servers.js";

/** A picture in PNG, of one pixel. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let anna: Person;
beforeAll(async () => {
  anna = await meet(ordinary, "anna");
});

it("a profile is read, changed, and cleared where it may be empty", async () => {
  const { client } = anna;
  const profile = await api.unwrap(api.getProfile(client));
  expect(profile).toMatchObject({ name: "anna", email: anna.session.user.email });
  const changed = await api.unwrap(api.updateProfile(client, { body: { name: "안나", bio: "별을 봅니다." } }));
  expect(changed).toMatchObject({ name: "안나", bio: "별을 봅니다." });
  const cleared = await api.unwrap(api.updateProfile(client, { body: { bio: null } }));
  expect(cleared).toMatchObject({ name: "안나" });
  expect(cleared).not.toHaveProperty("bio");
  expect(await api.unwrap(api.getProfile(client))).toEqual(cleared);
});

it("a change that was made on an old copy is refused, and a copy that is good is not sent again", async () => {
  const { client } = anna;
  const read = await api.getProfile(client);
  const tag = (read.ok && read.response.headers.get("etag")) || "";
  expect(await api.getProfile(client, { headers: { "if-none-match": tag } })).toMatchObject({ ok: false, status: 304 });
  const on = (tag: string) => api.updateProfile(client, { headers: { "If-Match": tag }, body: { nickname: "길동이" } });
  expect(await on(tag)).toMatchObject({ ok: true });
  expect(await on(tag)).toMatchObject({ ok: false, status: 412, error: { code: "PRECONDITION_FAILED" } });
});

it("a picture is uploaded, and found where the profile says", async () => {
  const body = new Blob([picture], { type: "image/png" });
  const { avatarUrl = "" } = await api.unwrap(api.uploadAvatar(anna.client, { body }));
  const found = await fetch(avatarUrl);
  expect([found.status, found.headers.get("content-type")]).toEqual([200, "image/webp"]);
  const wrong = await api.uploadAvatar(anna.client, { body: new Blob(["no picture"], { type: "image/png" }) });
  expect(wrong).toMatchObject({ ok: false, status: 422, error: { code: "UNREADABLE_IMAGE" } });
});

it("settings come back as they were sent", async () => {
  const { client } = anna;
  const { name, ...info } = birth;
  const location = { latitude: 37.57, longitude: 126.98, timezone: "Asia/Seoul" };
  await api.unwrap(api.setBirthInfo(client, { body: { ...info, location } }));
  expect(await api.unwrap(api.getBirthInfo(client))).toMatchObject({ ...info, location });
  const preferences = { ...(await api.unwrap(api.getPreferences(client))), language: "en" as const };
  await api.unwrap(api.setPreferences(client, { body: preferences }));
  expect(await api.unwrap(api.getPreferences(client))).toEqual(preferences);
});

it("results are computed, read, listed by pages, and deleted", async () => {
  const { client } = await meet(ordinary, "bora");
  const ids: api.SajuResultId[] = [];
  for (const day of ["21", "22", "23"]) {
    const made = await api.calculateSaju(client, { body: { ...birth, birthDate: `1976-05-${day}` } });
    if (!made.ok) throw made.error;
    expect(made.response.headers.get("location")).toBe(`/saju/results/${made.data.id}`);
    expect(await api.unwrap(api.getSajuResult(client, { path: { id: made.data.id } }))).toEqual(made.data);
    ids.unshift(made.data.id);
  }
  const idsOf = (results: readonly api.SajuResult[]): api.SajuResultId[] => results.map(({ id }) => id);
  const [newest] = ids as [api.SajuResultId];
  const first = await api.unwrapPage(api.listSajuHistory(client, { query: { limit: 2 } }));
  expect(first.pagination).toEqual({ page: 1, limit: 2, total: 3, totalPages: 2 });
  expect(idsOf(first.data)).toEqual(ids.slice(0, 2));
  const pages = await new QueryClient().fetchInfiniteQuery({ ...listSajuHistoryInfiniteQuery(client, { query: { limit: 2 } }), pages: 5 });
  expect(pages.pages.flatMap(({ data }) => idsOf(data))).toEqual(ids);
  expect(idsOf(await api.unwrap(api.listRecentSaju(client)))).toEqual(ids);

  expect(await api.deleteSajuResult(client, { path: { id: newest } })).toMatchObject({ ok: true, status: 204 });
  const gone = await api.getSajuResult(client, { path: { id: newest } });
  expect(gone).toMatchObject({ ok: false, status: 404, error: { code: "SAJU_RESULT_NOT_FOUND" } });
  const log = await api.unwrap(api.listCalculationHistory(client));
  expect(log.map(({ kind }) => kind)).toEqual(["deletion", "saju_calculation", "saju_calculation", "saju_calculation"]);
});

it("a call that is sent again under its key is done once", async () => {
  const { client } = anna;
  const once = { idempotencyKey: randomUUID() };
  const [first, again] = [await api.calculateSaju(client, { body: birth }, once), await api.calculateSaju(client, { body: birth }, once)];
  expect(again.ok && again.data).toEqual(first.ok && first.data);
  expect(again.ok && again.response.headers.get("idempotency-replayed")).toBe("true");
  const other = await api.calculateSaju(client, { body: { ...birth, name: "성춘향" } }, once);
  expect(other).toMatchObject({ ok: false, status: 422, error: { code: "IDEMPOTENCY_KEY_REUSED" } });
});

it("what is shared is read by anybody", async () => {
  const result = await api.unwrap(api.calculateSaju(anna.client, { body: birth }));
  const { token } = await api.unwrap(api.shareSajuResult(anna.client, { body: { sajuId: result.id, shareType: "link" } }));
  const shown = await api.unwrap(api.getSharedSaju(anybody(ordinary), { path: { token } }));
  expect(shown).toMatchObject({ name: birth.name, sajuPan: result.sajuPan });
});

it("whoever is refused is told why, in types", async () => {
  const { client, session } = anna;
  const again = await api.register(anybody(ordinary), { body: { email: session.user.email, password, name: "anna" } });
  if (again.ok || again.status !== 409) throw new Error(`${again.status} is no 409`);
  expect(again.error.code).toBe("EMAIL_TAKEN");

  const never = await api.calculateSaju(client, { body: { ...birth, birthDate: "1976-02-30" } });
  expect(never).toMatchObject({ ok: false, status: 422, error: { code: "INVALID_SOLAR_DATE", recoverable: true } });
  const misspelt = await api.calculateSaju(client, { body: { ...birth, name: "" } });
  if (misspelt.ok || misspelt.error.code !== "VALIDATION_FAILED") throw new Error("an empty name is none");
  expect(misspelt.error.problem.errors).toHaveProperty("name");
  expect(misspelt.error.requestId).toBe(misspelt.error.response.headers.get("x-request-id"));

  const wrong = await api.login(anybody(ordinary), { body: { email: session.user.email, password: "wrong" } });
  expect(wrong).toMatchObject({ ok: false, status: 401, error: { code: "INVALID_CREDENTIALS" } });
  expect(await api.getProfile(anybody(ordinary))).toMatchObject({ ok: false, error: { code: "UNAUTHENTICATED" } });
});

it("a module that the server does not have is not available", async () => {
  expect(await api.listModels(anybody(ordinary))).toMatchObject({ ok: false, status: 503, error: { code: "MODULE_UNAVAILABLE" } });
  expect(await api.unwrap(api.getHealth(anybody(ordinary)))).toMatchObject({ status: "operational" });
});
