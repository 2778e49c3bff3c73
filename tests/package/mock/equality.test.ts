/**
 * The generated msw handlers and the mock server show the same data. The tests send the same requests in the same order
 * to both, and compare the answers. docs/entity-function.md defines the rules for both.
 *
 * Both sides keep their state during the whole file, so the mock must be new, with `--auth off`.
 */

import { createMockStore, handlers } from "@heal7/contracts/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket as WebSocketOfNode } from "ws";
import { type Both, askBoth, collectFindings, differencesOf, differencesOfValues, lineOf } from "./both.js";
import { type Document, graphqlRequest, packagedDocuments, variablesOf, wholeDocuments } from "./graphql.js";
import { expectFresh, open } from "./mocks.js";
import { randomOf } from "./random.js";
import { type Channel, type Json, type Operation, channels, operations, typeNamed } from "./registry.js";
import { type Answered, type Asked, jsonOf, requestOf, send, valueAt, withParameters } from "./requests.js";
import { type Socket, converse, readEvents, readResults } from "./streams.js";
import { type KnownIds, MISTAKES, isObject, learnIds, valueOf, withMistake } from "./values.js";

// The interceptor of msw replaces the global, which Node has from version 22 on.
globalThis.WebSocket ??= WebSocketOfNode as unknown as typeof WebSocket;

const baseUrls = { msw: "http://msw.invalid", mock: open() };
const server = setupServer(...handlers({ baseUrl: baseUrls.msw, store: createMockStore({ seed: "mock" }) }));
const random = randomOf(20_260_115);
const ids: KnownIds = new Map();
const sources = { random, ids };

beforeAll(async () => {
  await expectFresh(baseUrls.mock);
  server.listen({ onUnhandledRequest: "bypass" });
});
afterAll(() => server.close());

const withId = <Item extends { readonly id: string }>(items: readonly Item[]): (readonly [string, Item])[] =>
  items.map((item) => [item.id, item]);
const withName = (documents: readonly Document[], isSubscription: boolean): (readonly [string, Document])[] =>
  documents
    .filter(({ field }) => (field.root === "subscription") === isSubscription)
    .map((document) => [document.name, document]);
const queries = withName([...packagedDocuments, ...wholeDocuments], false);
const subscriptions = withName([...packagedDocuments, ...wholeDocuments], true);

describe("valid requests in a long sequence", () => {
  const findings = collectFindings();
  const withKey: Asked[] = [];
  let count = 0;
  let refreshToken: string | undefined;

  const ask = async (subject: string, asked: Asked, own?: ReadonlySet<string>) => {
    count += 1;
    const both = await askBoth(baseUrls, asked);
    const differences = differencesOf(both, own);
    findings.add(subject, lineOf(asked), differences);
    return { ...both, isEqual: differences.length === 0 };
  };

  const askOperation = async (operation: Operation): Promise<void> => {
    const asked = requestOf(operation, sources, await bodyOfSession(operation));
    if (asked.headers["Idempotency-Key"] !== undefined) withKey.push(asked);
    const { msw, mock, isEqual } = await ask(operation.id, asked, ownPlaces(operation));
    if (isRegistration(operation) && mock.status < 300) isOfRegistered(asked, mock);
    const schema = operation.answers[0]?.body?.schema;
    if (schema && msw.status < 300) learnIds(schema, jsonOf(msw), ids);
    const refresh = operation.policy.session?.tokens?.refresh;
    // Only the mock has the session of a registered person.
    if (refresh !== undefined && isEqual && !isRegistration(operation)) {
      refreshToken = String(valueAt(jsonOf(mock), refresh));
    }
  };

  /** The places of an answer that the server fills by itself: its tokens, and the registered person. */
  const ownPlaces = (operation: Operation): ReadonlySet<string> => {
    const { access, refresh } = operation.policy.session?.tokens ?? {};
    const person = isRegistration(operation) ? "/data/user" : undefined;
    return new Set([access, refresh, person].filter((pointer) => pointer !== undefined));
  };

  const isRegistration = ({ answers, policy }: Operation): boolean =>
    policy.session?.kind === "begins" && answers[0]?.status === 201;

  /** Expects the person in the mock's answer to be the one of the request. */
  const isOfRegistered = ({ body }: Asked, mock: Answered): void => {
    const { email, name } = JSON.parse(String(body)) as { email: string; name: string };
    expect(valueAt(jsonOf(mock), "/data/user")).toMatchObject({ email, name });
  };

  /** The body of an operation that the mock accepts only with the right secret. */
  const bodyOfSession = async ({ id, body, policy }: Operation): Promise<Json | undefined> => {
    if (policy.session?.kind === "renews") return refreshToken === undefined ? undefined : { refreshToken };
    if (id !== "login" || body.kind !== "json" || !isObject(body.example)) return undefined;
    const profile = await ask("getProfile", { method: "GET", path: "/users/profile", headers: {} });
    return { ...body.example, email: valueAt(jsonOf(profile.msw), "/data/email") ?? null };
  };

  const askDocument = async (document: Document): Promise<void> => {
    const { msw } = await ask(document.name, graphqlRequest(document, variablesOf(document, sources)));
    const { schema, connection } = document.field.output;
    const value = valueAt(jsonOf(msw), `/data/${document.field.name}`);
    if (!connection) learnIds(schema, value, ids);
  };

  /** Repeats an earlier request with its idempotency key: unchanged, or with the body of another request. */
  const repeat = async (): Promise<void> => {
    if (withKey.length === 0) return;
    const earlier = random.pick(withKey);
    const { body } = random.pick(withKey.filter(({ path }) => path === earlier.path));
    await ask("a repeat", random.chance(0.6) || body === undefined ? earlier : { ...earlier, body });
  };

  it("are answered alike", async () => {
    for (const login of operations.filter(({ id }) => id === "login")) await askOperation(login);
    for (let round = 0; round < 10; round += 1) {
      const steps = [
        ...operations.map((operation) => () => askOperation(operation)),
        ...queries.map(
          ([, document]) =>
            () =>
              askDocument(document),
        ),
        ...[repeat, repeat, repeat],
      ];
      for (const step of random.shuffle(steps)) await step();
    }
    expect(findings.report()).toBe("");
    expect(count).toBeGreaterThan(500);
  });
});

/** The parts of a problem on which a program bases decisions. */
const decisiveOf = (problem: Json | undefined): Json => {
  const violations = (valueAt(problem, "/violations") ?? []) as readonly { pointer: string; code: string }[];
  return {
    status: valueAt(problem, "/status") ?? null,
    code: valueAt(problem, "/code") ?? null,
    violations: violations.map(({ pointer, code }) => `${pointer}: ${code}`).sort(),
  };
};

/** The status of an answer, and the parts of its problem on which a program bases decisions. */
const refusalOf = (answered: Answered): Json => {
  const body = jsonOf(answered);
  return { httpStatus: answered.status, problem: decisiveOf(valueAt(body, "/errors/0/extensions/problem") ?? body) };
};

describe("requests that do not fit the contract", () => {
  const compare = async (subject: string, requests: readonly Asked[]): Promise<void> => {
    const findings = collectFindings();
    for (const asked of requests) {
      const { msw, mock } = await askBoth(baseUrls, asked);
      findings.add(subject, lineOf(asked), differencesOfValues({ msw: refusalOf(msw), mock: refusalOf(mock) }));
    }
    expect(findings.report()).toBe("");
  };

  const withBody = (asked: Asked, body: string | Uint8Array<ArrayBuffer>): Asked => ({ ...asked, body });
  const withHeader = (asked: Asked, name: string, value?: string): Asked => {
    const { [name]: _, ...headers } = asked.headers;
    return { ...asked, headers: value === undefined ? headers : { ...headers, [name]: value } };
  };

  const wrongBodies = (operation: Operation): readonly Asked[] => {
    const valid = (): Asked => requestOf(operation, sources);
    const { body } = operation;
    if (body.kind === "none") return [];
    if (body.kind === "bytes") {
      return [withHeader(valid(), "Content-Type", "text/plain"), withBody(valid(), new Uint8Array(body.maxBytes + 1))];
    }
    const wrong = MISTAKES.flatMap((mistake) =>
      Array.from({ length: 8 }, () => withMistake(body.schema, valueOf(body.schema, sources), mistake, random)),
    );
    return [
      ...wrong.filter((value) => value !== undefined).map((value) => withBody(valid(), JSON.stringify(value))),
      ...["", "{", "[]", "null", "0"].map((text) => withBody(valid(), text)),
      withHeader(valid(), "Content-Type", "text/plain"),
      withHeader(withBody(valid(), new TextEncoder().encode("{}")), "Content-Type"),
    ];
  };

  const TEXTS = ["", "0", "-1", "1.5", "?", "a", "999999999999", "01", "+1", " 1", "1e2", "가"];

  const wrongParameters = (operation: Operation): readonly Asked[] => {
    const valid = (): Asked => requestOf(operation, sources);
    const withQuery = (query: string): Asked => {
      const asked = valid();
      return { ...asked, path: `${asked.path.split("?")[0]}?${query}` };
    };
    const wrong = operation.parameters.flatMap(({ name, in: part }) => {
      const encoded = TEXTS.map(encodeURIComponent);
      if (part === "query") {
        return [...encoded.map((text) => withQuery(`${name}=${text}`)), withQuery(`${name}=1&${name}=2`)];
      }
      const paths = encoded.filter((text) => text !== "").map((text) => operation.path.replace(`{${name}}`, text));
      return part === "path" ? paths.map((path) => ({ ...valid(), path })) : [];
    });
    const unknown = ["unknown=1", "unknown=1&unknown=2&other=3", "__proto__=1"].map(withQuery);
    const versions = [valid(), ...unknown].map((asked) => withHeader(asked, "X-API-Version", "v9"));
    return [...wrong, ...unknown, ...versions];
  };

  it.each(withId(operations))("%s refuses bodies alike", async (id, operation) => {
    await compare(id, wrongBodies(operation));
  });

  it.each(withId(operations))("%s refuses parameters alike", async (id, operation) => {
    await compare(id, wrongParameters(operation));
  });

  it.each(withId(operations.filter(({ policy }) => policy.idempotencyKey === "required")))(
    "%s needs a key on both sides",
    async (id, operation) => {
      await compare(id, [withHeader(requestOf(operation, sources), "Idempotency-Key")]);
    },
  );

  it.each(withName(packagedDocuments, false))("the document %s refuses arguments alike", async (name, document) => {
    const requests = document.field.arguments.flatMap(({ name: argument, schema }) => {
      const objects = MISTAKES.map((mistake) => withMistake(schema, valueOf(schema, sources), mistake, random));
      const wrong = [null, "?", "", 0, -1, 51, 1.5, true, [], ["?"], {}, ...objects].filter(
        (value) => value !== undefined,
      );
      return wrong.map((value) =>
        graphqlRequest(document, {
          ...variablesOf(document, sources),
          [document.variables.get(argument) ?? ""]: value,
        }),
      );
    });
    await compare(name, [...requests, graphqlRequest(document, {})]);
  });
});

describe("conditional requests", () => {
  const cached = operations.filter(({ method, policy }) => method === "GET" && policy.cache !== undefined);
  const changing = operations.filter(({ parameters }) =>
    parameters.some(({ name }) => name.toLowerCase() === "if-match"),
  );

  /** Sends each side the same request, with the entity tag from that side. */
  const withTag = async (name: string, asked: Asked, tags: Both<string>): Promise<Both<Answered>> => ({
    msw: await send(baseUrls.msw, { ...asked, headers: { ...asked.headers, [name]: tags.msw } }),
    mock: await send(baseUrls.mock, { ...asked, headers: { ...asked.headers, [name]: tags.mock } }),
  });

  const tagsOf = ({ msw, mock }: Both<Answered>): Both<string> => ({
    msw: msw.headers.get("etag") ?? "",
    mock: mock.headers.get("etag") ?? "",
  });

  it.each(withId(cached))("%s is not sent again to a client that has it", async (id, operation) => {
    const findings = collectFindings();
    const asked = requestOf(operation, sources);
    const tags = tagsOf(await askBoth(baseUrls, asked));
    const both = await withTag("If-None-Match", asked, tags);
    expect([both.msw.status, both.mock.status]).toEqual([304, 304]);
    for (const tag of ['"another"', '"another", W/"one more"', "*"]) {
      const answers = await withTag("If-None-Match", asked, { msw: tag, mock: tag });
      findings.add(id, `${lineOf(asked)} If-None-Match: ${tag}`, differencesOf(answers));
    }
    expect(findings.report()).toBe("");
  });

  it.each(withId(changing))("%s needs the tag of the newest version", async (id, operation) => {
    const findings = collectFindings();
    const read = { method: "GET", path: operation.path, headers: {} };
    const old = tagsOf(await askBoth(baseUrls, read));
    // A version that certainly differs from the old one.
    let tags = old;
    for (let round = 0; round < 20 && tags.mock === old.mock; round += 1) {
      const change = requestOf(operation, sources);
      findings.add(id, `${lineOf(change)} with the newest tag`, differencesOf(await withTag("If-Match", change, tags)));
      tags = tagsOf(await askBoth(baseUrls, read));
    }
    const change = requestOf(operation, sources);
    const refused = await withTag("If-Match", change, old);
    expect([refused.msw.status, refused.mock.status]).toEqual([412, 412]);
    findings.add(id, `${lineOf(change)} with the old tag`, differencesOf(refused));
    for (const tag of ["*", '"another"', "x".repeat(200)]) {
      const both = await withTag("If-Match", change, { msw: tag, mock: tag });
      findings.add(
        id,
        `${lineOf(change)} If-Match: ${tag}`,
        differencesOfValues({ msw: refusalOf(both.msw), mock: refusalOf(both.mock) }),
      );
    }
    expect(findings.report()).toBe("");
  });
});

describe("methods", () => {
  const paths = [...new Set(operations.map(({ path }) => path))].map((path) => [path] as const);

  it.each(paths)("%s refuses those that it does not have alike", async (path) => {
    const findings = collectFindings();
    const declared = operations.filter((operation) => operation.path === path).map(({ method }) => method);
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((each) => !declared.includes(each))) {
      const asked = { method, path: path.replaceAll(/\{\w+\}/g, "toss"), headers: {} };
      const { msw, mock } = await askBoth(baseUrls, asked);
      // An answer to HEAD has no body that could contain a code.
      const parts = (answered: Answered): Json => [
        method === "HEAD" ? answered.status : refusalOf(answered),
        methodsIn(answered),
      ];
      findings.add(path, lineOf(asked), differencesOfValues({ msw: parts(msw), mock: parts(mock) }));
    }
    expect(findings.report()).toBe("");
  });

  const methodsIn = ({ headers }: Answered): Json =>
    (headers.get("allow") ?? "")
      .split(",")
      .map((method) => method.trim())
      .sort();
});

describe("feeds", () => {
  /**
   * The id of the last event that a client has seen: none, of some, all or too many events, and a text that is not a
   * number.
   */
  const SEEN = [undefined, "1", "2", "3", "99", "x"];

  it.each(withId(channels.filter(({ transport }) => transport === "sse")))(
    "%s sends the same series",
    async (id, channel) => {
      const findings = collectFindings();
      for (let round = 0; round < 5; round += 1) {
        const path = withParameters(
          channel.path,
          channel.parameters.map((parameter) => [parameter, valueOf(parameter.schema, sources)] as const),
        );
        for (const seen of SEEN) {
          const headers = seen === undefined ? {} : { "Last-Event-ID": seen };
          const msw = await readEvents(baseUrls.msw + path, headers);
          const mock = await readEvents(baseUrls.mock + path, headers, msw.events.length);
          // A server keeps a feed without an end open, and waits for the next event.
          const isOpen = channel.ends === undefined && msw.status === 204;
          if (isOpen) expect([mock.status, mock.events]).toEqual([200, []]);
          else findings.add(id, `${path} after event ${seen}`, differencesOfValues({ msw, mock }));
        }
      }
      expect(findings.report()).toBe("");
    },
  );

  it.each(subscriptions)("the subscription %s has the same results", async (name, document) => {
    const findings = collectFindings();
    for (let round = 0; round < 5; round += 1) {
      const payload = { query: document.text, variables: variablesOf(document, sources) };
      const msw = await readResults(baseUrls.msw, globalThis.WebSocket, payload);
      const mock = await readResults(baseUrls.mock, WebSocketOfNode, payload, msw.length);
      findings.add(name, JSON.stringify(payload.variables), differencesOfValues({ msw, mock }));
    }
    expect(findings.report()).toBe("");
  });
});

describe("sockets", () => {
  const sockets = channels.filter(({ transport, client }) => transport === "websocket" && client !== undefined);

  /** Sends the same messages on both sides, and compares the answers up to the next message. */
  const compare = async (channel: Channel, messages: Iterable<string>): Promise<void> => {
    const { msw: answered } = await askBoth(baseUrls, { method: "GET", path: "/users/profile", headers: {} });
    /** A message that refuses, with the decisive parts of its problem; another message unchanged. */
    const refused = (message: Json): Json =>
      isObject(message) && message["problem"] !== undefined
        ? { ...message, problem: decisiveOf(message["problem"]) }
        : message;
    const path = channel.path.replace(/\{\w+\}/, String(valueAt(jsonOf(answered), "/data/id")));
    const protocols = ["heal7.v1", `bearer.${Buffer.from("a.b.c").toString("base64url")}`];
    const [atMsw, atMock] = [baseUrls.msw, baseUrls.mock].map((url) => url.replace("http", "ws") + path) as [
      string,
      string,
    ];
    const msw = await converse(new globalThis.WebSocket(atMsw, protocols));
    const mock = await converse(new WebSocketOfNode(atMock, protocols) as unknown as Socket);
    const findings = collectFindings();
    for (const text of messages) {
      const both: Both<readonly Json[]> = { msw: await msw.say(text), mock: await mock.say(text) };
      findings.add(
        kindOf(text),
        text,
        differencesOfValues({ msw: both.msw.map(refused), mock: both.mock.map(refused) }),
      );
    }
    msw.close();
    mock.close();
    expect(findings.report()).toBe("");
  };

  const kindOf = (text: string): string => {
    const message = parsed(text);
    return isObject(message) ? String(message["type"]) : "no object";
  };

  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };

  const schemaOf = ({ client = "" }: Channel) => typeNamed(client).schema;

  it.each(withId(sockets))("%s answers messages alike", async (_, channel) => {
    const messages = Array.from({ length: 120 }, () => valueOf(schemaOf(channel), sources) as { type: string });
    const without = messages.filter(({ type }) => type !== channel.reauthentication?.brings);
    await compare(
      channel,
      without.map((message) => JSON.stringify(message)),
    );
  });

  it.each(withId(sockets))("%s takes a new token alike", async (_, channel) => {
    const messages = Array.from({ length: 120 }, () => valueOf(schemaOf(channel), sources) as { type: string });
    const renewals = messages.filter(({ type }) => type === channel.reauthentication?.brings);
    await compare(
      channel,
      renewals.slice(0, 3).map((message) => JSON.stringify(message)),
    );
  });

  it.each(withId(sockets))("%s refuses messages alike", async (_, channel) => {
    const schema = schemaOf(channel);
    if (schema.shape !== "union") return;
    const wrong = schema.variants.flatMap(({ name, value }) =>
      MISTAKES.map((mistake) => {
        const variant = typeNamed(name).schema;
        return withMistake(variant, { ...(valueOf(variant, sources) as object), [schema.tag]: value }, mistake, random);
      }),
    );
    const texts = wrong.filter((message) => message !== undefined).map((message) => JSON.stringify(message));
    await compare(channel, [
      "",
      "{",
      "[]",
      "null",
      "{}",
      `{"${schema.tag}":"?"}`,
      `{"${schema.tag}":1,"id":"m-1"}`,
      ...texts,
    ]);
  });
});
