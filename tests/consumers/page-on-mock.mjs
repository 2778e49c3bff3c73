// The behaviour of the page in Chromium without an API: the mock answers, in a real service worker.
import assert from "node:assert/strict";
import { isQuiet } from "./page.mjs";

/** The API's address for the mock: nothing listens there. */
const MOCKED = "http://127.0.0.1:9";

export async function calls(open) {
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

export async function channels(open) {
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
