/**
 * The generated msw handlers and the mock server show the same data: they are asked the same, in the same order, and
 * answer the same. docs/entity-function.md is the rule for both.
 *
 * Both sides keep their state through the whole file. The mock must be a new one, with `--auth off`.
 */

import { createMockStore, handlers } from "@heal7/contracts/msw";
import { print } from "graphql";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket as WebSocketOfNode } from "ws";
import { type Both, askBoth, differencesOf, differencesOfValues, lineOf } from "./both.js";
import { type Document, graphqlRequest, packagedDocuments, variablesOf, wholeDocuments } from "./graphql.js";
import { expectFresh, open } from "./mocks.js";
import { randomOf } from "./random.js";
import { type Json, type Operation, channels, fields, operations, typeNamed } from "./registry.js";
import { type Answered, type Asked, jsonOf, requestOf, withParameters } from "./requests.js";
import { type Socket, converse, readEvents, readResults } from "./streams.js";
import { type KnownIds, isObject, learnIds, valueOf, withMistake } from "./values.js";

const baseUrls = { msw: "http://msw.invalid", mock: open() };
const store = createMockStore({ seed: "mock" });
const server = setupServer(...handlers({ baseUrl: baseUrls.msw, store }));
const random = randomOf(Number(process.env['SEED'] ?? 20_260_115));
const ids: KnownIds = new Map();
const sources = { random, ids };
// The interceptor of msw stands in the place of the global, which Node has from version 22 on.
globalThis.WebSocket ??= WebSocketOfNode as unknown as typeof WebSocket;

beforeAll(async () => {
  await expectFresh(baseUrls.mock);
  server.listen({ onUnhandledRequest: "bypass" });
});
afterAll(() => server.close());

/** The requestId of a problem: each side makes its own. */
const REQUEST_ID = "**/requestId";

/** Asks both sides, and returns their differences with the request before them. */
const compare = async (asked: Asked, unequal: readonly string[] = []): Promise<{ both: Both<Answered>; differences: string[] }> => {
  const both = await askBoth(baseUrls, asked);
  const differences = differencesOf(both, [REQUEST_ID, ...unequal]);
  return { both, differences: differences.length > 0 ? [[lineOf(asked), ...differences].join("\n  ")] : [] };
};

const tokensIn = ({ policy }: Operation): readonly string[] => {
  const { access, refresh } = policy.session?.tokens ?? {};
  return [access, refresh].filter((pointer) => pointer !== undefined);
};

let refreshToken: string | undefined;

/** The body of an operation that signs in or renews: one that the mock accepts. */
const sessionBody = async ({ id, body, policy }: Operation): Promise<Json | undefined> => {
  if (body.kind !== "json" || !isObject(body.example)) return undefined;
  if (policy.session?.with !== undefined) return refreshToken === undefined ? undefined : { refreshToken };
  if (id !== "login") return undefined;
  const { both } = await compare({ method: "GET", path: "/users/profile", headers: {} });
  const profile = jsonOf(both.msw) as { data: { email: string } };
  return { ...body.example, email: profile.data.email };
};


const MISTAKES = ["missing", "unknown", "wrong type", "out of range"] as const;

/** The value at a JSON pointer without escapes. */
const valueAt = (value: Json | undefined, pointer: string): Json | undefined =>
  pointer.split("/").slice(1).reduce<Json | undefined>((inner, name) => (Array.isArray(inner) ? inner[Number(name)] : isObject(inner) ? inner[name] : undefined), value);

/** One difference in a sentence each, at most so many. */
const report = (differences: readonly string[]): string => differences.join("\n");

describe("a long sequence of requests", () => {
  let count = 0;
  const found: string[] = [];
  const withKey: Asked[] = [];

  const ask = async (asked: Asked, unequal?: readonly string[]): Promise<Both<Answered>> => {
    count += 1;
    const { both, differences } = await compare(asked, unequal);
    found.push(...differences);
    return both;
  };

  const askOperation = async (operation: Operation): Promise<void> => {
    const asked = requestOf(operation, sources, await sessionBody(operation));
    if (asked.headers["Idempotency-Key"] !== undefined) withKey.push(asked);
    const { msw, mock } = await ask(asked, tokensIn(operation));
    const schema = operation.answers[0]?.body?.schema;
    if (schema && msw.status < 300) learnIds(schema, jsonOf(msw), ids);
    const refresh = operation.policy.session?.tokens?.refresh;
    if (refresh !== undefined && mock.status < 300) refreshToken = String(valueAt(jsonOf(mock), refresh));
  };

  const askDocument = async (document: Document): Promise<void> => {
    const { msw } = await ask(graphqlRequest(document, variablesOf(document, sources)));
    const { schema, connection } = document.field.output;
    const value = valueAt(jsonOf(msw), `/data/${document.field.name}`);
    if (!connection) learnIds(schema, value, ids);
  };

  /** Sends an earlier request with a key again, as it was or with another body. */
  const repeat = async (): Promise<void> => {
    if (withKey.length === 0) return;
    const earlier = random.pick(withKey);
    const other = random.pick(withKey.filter(({ path }) => path === earlier.path));
    await ask(random.chance(0.6) ? earlier : { ...earlier, ...(other.body !== undefined && { body: other.body }) });
  };

  it("is answered alike", async () => {
    const documents = [...packagedDocuments, ...wholeDocuments].filter(({ field }) => field.root !== "subscription");
    const { policy } = operations.find(({ id }) => id === "login")!;
    if (policy.session) await askOperation(operations.find(({ id }) => id === "login")!);
    for (let round = 0; round < 10; round += 1) {
      const steps = [
        ...operations.map((operation) => () => askOperation(operation)),
        ...documents.map((document) => () => askDocument(document)),
        ...[repeat, repeat, repeat],
      ];
      for (const step of random.shuffle(steps)) await step();
    }
    console.log(count, report(found));
    expect(found).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(200);
  });
});

describe("a request that does not fit", () => {
  const found: string[] = [];
  let count = 0;

  /** The parts of a problem that the rule decides. */
  const refusalOf = (answered: Answered): Json => {
    const body = jsonOf(answered);
    if (!isObject(body)) return { status: answered.status };
    const problem = isObject(body) && Array.isArray(body["errors"]) ? (valueAt(body, "/errors/0/extensions/problem") ?? { errors: body["errors"] }) : body;
    const violations = (valueAt(problem, "/violations") ?? []) as readonly { pointer: string; code: string }[];
    return {
      status: answered.status,
      code: valueAt(problem, "/code") ?? null,
      violations: violations.map(({ pointer, code }) => `${pointer} ${code}`).sort(),
    };
  };

  const ask = async (asked: Asked): Promise<void> => {
    count += 1;
    const { msw, mock } = await askBoth(baseUrls, asked);
    const differences = differencesOfValues({ msw: refusalOf(msw), mock: refusalOf(mock) });
    if (differences.length > 0) found.push([lineOf(asked), ...differences].join("\n  "));
  };

  it.each(operations.map((operation) => [operation.id, operation] as const))("%s refuses it alike", async (_, operation) => {
    found.length = 0;
    const valid = (): Asked => requestOf(operation, sources);
    if (operation.body.kind === "json") {
      const { schema } = operation.body;
      for (const mistake of MISTAKES) {
        for (let count = 0; count < 8; count += 1) {
          const body = withMistake(schema, valueOf(schema, sources), mistake, random);
          if (body !== undefined) await ask({ ...valid(), body: JSON.stringify(body) });
        }
      }
      await ask({ ...valid(), body: "{" });
      await ask({ ...valid(), body: "" });
      await ask({ ...valid(), body: "[]" });
      await ask({ ...valid(), body: "null" });
      await ask({ ...valid(), headers: { ...valid().headers, "Content-Type": "text/plain" } });
      const { "Content-Type": _type, ...headers } = valid().headers;
      await ask({ ...valid(), headers, body: new TextEncoder().encode("{}") });
    }
    if (operation.body.kind === "bytes") {
      await ask({ ...valid(), headers: { "Content-Type": "text/plain" } });
      await ask({ ...valid(), body: new Uint8Array(operation.body.maxBytes + 1) });
    }
    if (operation.policy.idempotencyKey === "required") {
      const { "Idempotency-Key": _key, ...headers } = valid().headers;
      await ask({ ...valid(), headers });
    }
    const [path, query] = valid().path.split("?");
    for (const wrong of ["unknown=1", "unknown=1&unknown=2&other=3", "__proto__=1"]) {
      await ask({ ...valid(), path: `${path}?${[query, wrong].filter(Boolean).join("&")}` });
    }
    for (const { name, in: part } of operation.parameters) {
      for (const wrong of ["", "0", "-1", "1.5", "?", "a", "999999999999", "01", "+1", " 1", "1e2", "가"]) {
        const encoded = encodeURIComponent(wrong);
        if (part === "query") await ask({ ...valid(), path: `${path}?${name}=${encoded}` });
        if (part === "path" && wrong !== "") await ask({ ...valid(), path: operation.path.replace(`{${name}}`, encoded) });
      }
      if (part === "query") await ask({ ...valid(), path: `${path}?${name}=1&${name}=2` });
    }
    console.log(operation.id, count, report(found));
    expect(found).toEqual([]);
  });

  it.each(packagedDocuments.filter(({ field }) => field.root !== "subscription").map((document) => [document.name, document] as const))(
    "%s refuses arguments alike",
    async (_, document) => {
      found.length = 0;
      for (const { name, schema } of document.field.arguments) {
        const variable = document.variables.get(name);
        if (variable === undefined) continue;
        const objects = MISTAKES.map((mistake) => withMistake(schema, valueOf(schema, sources), mistake, random));
        for (const wrong of [null, "?", "", 0, -1, 51, 1.5, true, [], ["?"], {}, ...objects]) {
          if (wrong === undefined) continue;
          await ask(graphqlRequest(document, { ...variablesOf(document, sources), [variable]: wrong }));
        }
      }
      for (const variables of [{}, { unknown: 1 }]) await ask(graphqlRequest(document, variables));
      console.log(document.name, count, report(found));
      expect(found).toEqual([]);
    },
  );
});

describe("feeds", () => {
  it.each(channels.filter(({ transport }) => transport === "sse").map((channel) => [channel.id, channel] as const))("%s sends the same series", async (_, channel) => {
    const found: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const path = withParameters(channel.path, channel.parameters.map((parameter) => [parameter, valueOf(parameter.schema, sources)] as const));
      for (const headers of [{}, { "Last-Event-ID": "1" }, { "Last-Event-ID": "2" }, { "Last-Event-ID": "99" }, { "Last-Event-ID": "x" }]) {
        const msw = await readEvents(baseUrls.msw + path, headers);
        const mock = await readEvents(baseUrls.mock + path, headers, msw.events.length);
        const differences = differencesOfValues({ msw: JSON.parse(JSON.stringify(msw)), mock: JSON.parse(JSON.stringify(mock)) }, [REQUEST_ID]);
        if (differences.length > 0) found.push([`SSE ${path} ${JSON.stringify(headers)}`, ...differences].join("\n  "));
      }
    }
    console.log(channel.id, report(found));
    expect(found).toEqual([]);
  });

  it.each([...packagedDocuments, ...wholeDocuments].filter(({ field }) => field.root === "subscription").map((document) => [document.name, document] as const))("the subscription %s has the same results", async (_, document) => {
    const found: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const payload = { query: document.text, variables: variablesOf(document, sources) };
      const msw = await readResults(baseUrls.msw, globalThis.WebSocket, payload);
      const mock = await readResults(baseUrls.mock, WebSocketOfNode, payload, msw.length);
      const differences = differencesOfValues({ msw, mock }, [REQUEST_ID]);
      if (differences.length > 0) found.push([`SUB ${document.name} ${JSON.stringify(payload.variables)}`, ...differences].join("\n  "));
    }
    console.log(document.name, report(found));
    expect(found).toEqual([]);
  });
});

describe("sockets", () => {
  it.each(channels.filter(({ transport }) => transport === "websocket").map((channel) => [channel.id, channel] as const))("%s answers messages alike", async (_, channel) => {
    const { client } = channel;
    if (client === undefined) return;
    const found: string[] = [];
    const profile = jsonOf((await askBoth(baseUrls, { method: "GET", path: "/users/profile", headers: {} })).msw) as { data: { id: string } };
    const path = channel.path.replace(/\{\w+\}/, profile.data.id);
    const msw = await converse(new globalThis.WebSocket(baseUrls.msw.replace("http", "ws") + path, ["heal7.v1", "bearer.YS5iLmM"]));
    const mock = await converse(new WebSocketOfNode(baseUrls.mock.replace("http", "ws") + path, ["heal7.v1", "bearer.YS5iLmM"]) as unknown as Socket);
    const schema = typeNamed(client).schema;
    const say = async (text: string): Promise<void> => {
      const one = await msw.say(text);
      const other = await mock.say(text);
      const differences = differencesOfValues({ msw: one, mock: process.env["PREFIX"] ? other.slice(0, one.length) : other }, [REQUEST_ID]);
      if (differences.length > 0) found.push([`WS ${text}`, ...differences].join("\n  "));
    };
    for (let count = 0; count < 150; count += 1) {
      const message = valueOf(schema, sources) as { type: string };
      if (message.type !== channel.reauthentication?.brings) await say(JSON.stringify(message));
    }
    for (const wrong of ["", "{", "[]", "null", "{}", '{"type":"?"}', '{"type":1,"id":"m-1"}', '{"id":"m-2","type":"chat_message"}']) await say(wrong);
    if (schema.shape === "union") {
      for (const { name, value } of schema.variants) {
        for (const mistake of MISTAKES) {
          const wrong = withMistake(typeNamed(name).schema, { ...(valueOf(typeNamed(name).schema, sources) as object), type: value }, mistake, random);
          if (wrong !== undefined) await say(JSON.stringify(wrong));
        }
      }
    }
    console.log(report(found));
    expect(found).toEqual([]);
  });
});
