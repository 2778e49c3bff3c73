import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { ClientOptions } from "./index.js";
import { askClerk, book, found, getBook, listBooks, open, problem } from "./testing/bookshop.js";
import { putCover, shopper } from "./testing/bookshop.js";
import { type Received, type Reply, serve } from "./testing/server.js";

const expired = problem(401, "TOKEN_EXPIRED");

/** Answers those who have the token, and nobody else. */
const guard =
  (token: string, reply: Reply = found): ((request: Received) => Reply) =>
  ({ headers }) =>
    headers.authorization === `Bearer ${token}` ? reply : expired;

/** A token that is stored, and a refresh that replaces it. */
const session = (
  token: string | undefined,
  next: () => string | undefined | Promise<string | undefined> = () => "new",
): { options: Pick<ClientOptions, "token" | "refresh">; refreshes: () => number; store: (token: string) => void } => {
  let stored = token;
  let refreshes = 0;
  return {
    options: {
      token: () => stored,
      refresh: async () => {
        refreshes += 1;
        return (stored = await next());
      },
    },
    refreshes: () => refreshes,
    store: (token) => (stored = token),
  };
};

const tokens = ({ requests }: { requests: readonly Received[] }): unknown[] =>
  requests.map(({ headers }) => headers.authorization);

describe("a refused token", () => {
  it("is refreshed, and the call made again with the new one", async () => {
    const server = await serve(guard("new"));
    const { options, refreshes } = session("old");
    expect(await getBook(shopper(server, options))).toMatchObject({ ok: true, data: book });
    expect(tokens(server)).toEqual(["Bearer old", "Bearer new"]);
    expect(refreshes()).toBe(1);
  });

  it("is replaced by the one that the refresh gives, even where `token` does not find it yet", async () => {
    const server = await serve(guard("new"));
    const options = { token: () => "old", refresh: async () => "new" };
    expect(await getBook(shopper(server, options))).toMatchObject({ ok: true });
  });

  it("is refreshed for calls that cannot be retried too: a 401 did no work", async () => {
    const server = await serve(guard("new", open));
    expect(await askClerk(shopper(server, { ...session("old").options, retry: false }), { body: "?" })).toMatchObject({
      ok: true,
    });
  });

  it("is refreshed after a 401 of a proxy", async () => {
    const server = await serve({ status: 401, body: "<h1>401</h1>" }, found);
    expect(await getBook(shopper(server, session("old").options))).toMatchObject({ ok: true });
  });

  it("is refreshed when there was none", async () => {
    const server = await serve(guard("new"));
    expect(await getBook(shopper(server, session(undefined).options))).toMatchObject({ ok: true });
    expect(tokens(server)).toEqual([undefined, "Bearer new"]);
  });

  it("does not count as a retry", async () => {
    const server = await serve(expired, problem(503, "CLOSED"), found);
    const outcome = await getBook(shopper(server, { ...session("old").options, retry: { attempts: 1, delay: 1 } }));
    expect(outcome).toMatchObject({ ok: true });
    expect(tokens(server)).toEqual(["Bearer old", "Bearer new", "Bearer new"]);
  });

  it("is refreshed once in a call", async () => {
    const server = await serve(expired);
    const { options, refreshes } = session("old");
    expect(await getBook(shopper(server, options))).toMatchObject({
      status: 401,
      error: { code: "TOKEN_EXPIRED", attempts: 2 },
    });
    expect(refreshes()).toBe(1);
  });

  it.each([
    ["gives none", () => undefined],
    ["fails", () => Promise.reject(new Error("signed out"))],
  ])("stays refused when the refresh %s", async (_, next) => {
    const server = await serve(expired);
    const outcome = await getBook(shopper(server, session("old", next).options));
    expect(outcome).toMatchObject({ status: 401, error: { code: "TOKEN_EXPIRED", attempts: 1 } });
    expect(server.requests).toHaveLength(1);
  });

  it("stays refused without a refresh, for public operations, and for a stream that has been read", async () => {
    const server = await serve(expired);
    const { options, refreshes } = session("old");
    expect(await getBook(shopper(server, { token: () => "old" }))).toMatchObject({ status: 401 });
    expect(await listBooks(shopper(server, options))).toMatchObject({ status: 401 });
    const body = new Blob(["png"]).stream();
    expect(await putCover(shopper(server, options), { body })).toMatchObject({ status: 401 });
    expect(refreshes()).toBe(0);
    expect(server.requests).toHaveLength(3);
  });
});

describe("one refresh", () => {
  it("is shared by all calls that fail together", async () => {
    const server = await serve(guard("new"));
    let bring = (_token: string): void => {};
    const { options, refreshes } = session("old", () => new Promise((resolve) => (bring = resolve)));
    const client = shopper(server, options);
    const calls = Promise.all([getBook(client), getBook(client), getBook(client)]);
    await server.received(3);
    await vi.waitFor(() => expect(refreshes()).toBe(1));
    bring("new");
    expect((await calls).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(refreshes()).toBe(1);
    expect(server.requests).toHaveLength(6);
  });

  it("is enough for a call whose token was replaced while it was on its way", async () => {
    const { options, refreshes, store } = session("old");
    const server = await serve((request) => {
      if (request.headers.authorization === "Bearer old") store("newer");
      return guard("newer")(request);
    });
    expect(await getBook(shopper(server, options))).toMatchObject({ ok: true });
    expect(refreshes()).toBe(0);
  });

  it("is followed by another one later", async () => {
    const server = await serve(expired, found, expired, found);
    let count = 0;
    const { options, refreshes } = session("old", () => `new${++count}`);
    const client = shopper(server, options);
    await getBook(client);
    await getBook(client);
    expect(refreshes()).toBe(2);
    expect(tokens(server)).toEqual(["Bearer old", "Bearer new1", "Bearer new1", "Bearer new2"]);
  });

  it("is not shared by two clients", async () => {
    const server = await serve(guard("new"));
    const one = session("old");
    const other = session("old");
    await Promise.all([getBook(shopper(server, one.options)), getBook(shopper(server, other.options))]);
    expect([one.refreshes(), other.refreshes()]).toEqual([1, 1]);
  });

  it("is waited for no longer than for an answer", async () => {
    const { options } = session("old", () => new Promise(() => {}));
    const fetch = async (): Promise<Response> => Response.json(expired.body, { status: 401 });
    const outcome = await getBook(shopper({ url: "http://shop.test" }, { ...options, fetch, timeout: 30 }));
    expect(outcome).toMatchObject({ status: 401, error: { code: "TOKEN_EXPIRED" } });
  });

  it("that never ends does not stand in the way of the next one", async () => {
    const server = await serve(guard("new"));
    let refreshes = 0;
    const refresh = async (): Promise<string> => (++refreshes === 1 ? new Promise(() => {}) : "new");
    const client = shopper(server, { token: () => "old", refresh, timeout: 100 });
    expect(await getBook(client)).toMatchObject({ status: 401 });
    expect(await getBook(client)).toMatchObject({ ok: true });
  });

  it("is not waited for when the caller aborts", async () => {
    const server = await serve(expired);
    const controller = new AbortController();
    const { options } = session("old", () => {
      controller.abort();
      return new Promise(() => {});
    });
    const outcome = await getBook(shopper(server, options), undefined, { signal: controller.signal });
    expect(outcome).toMatchObject({ error: { code: "ABORTED", attempts: 1 } });
  });
});

describe("the tabs of a browser", () => {
  /** Web Locks as browsers have them: one holder of a name at a time. */
  const browser = (): string[] => {
    const names: string[] = [];
    let last: Promise<unknown> = Promise.resolve();
    const request = (name: string, work: () => Promise<unknown>): Promise<unknown> => {
      names.push(name);
      const result = last.then(work);
      last = result.catch(() => {});
      return result;
    };
    vi.stubGlobal("location", { href: "https://bookshop.test/shelf" });
    vi.stubGlobal("navigator", { locks: { request } });
    onTestFinished(() => void vi.unstubAllGlobals());
    return names;
  };

  it("refresh one after another, and the second finds the token of the first", async () => {
    const names = browser();
    const server = await serve(guard("new"));
    // Both clients stand for a tab: they share what is stored, and nothing else.
    const { options, refreshes } = session("old", async () => {
      await server.received(2);
      return "new";
    });
    const outcomes = await Promise.all([getBook(shopper(server, options)), getBook(shopper(server, options))]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(refreshes()).toBe(1);
    const name = `contract-refresh:${server.url}`;
    expect(names).toEqual([name, name]);
  });

  it("wait a moment for the token of another, which is another process", async () => {
    browser();
    const server = await serve(guard("new"));
    let stored = "old";
    let seen = "old";
    let refreshes = 0;
    const refresh = async (): Promise<string> => {
      refreshes += 1;
      await server.received(2);
      await new Promise((resolve) => setTimeout(resolve, 20));
      // The second tab sees later what the first one stores.
      setTimeout(() => (seen = "new"), 50);
      return (stored = "new");
    };
    const [first, second] = [() => stored, () => seen].map((token) => getBook(shopper(server, { token, refresh })));
    const outcomes = await Promise.all([first, second]);
    expect(outcomes.map((outcome) => outcome?.ok)).toEqual([true, true]);
    expect(refreshes).toBe(1);
  });

  it("refresh in turn where that of the first never ends", async () => {
    browser();
    const server = await serve(guard("new"));
    const hanging = session("old", () => new Promise(() => {}));
    const { options } = session("old");
    const first = getBook(shopper(server, { ...hanging.options, timeout: 100 }));
    await vi.waitFor(() => expect(hanging.refreshes()).toBe(1));
    expect(await getBook(shopper(server, options))).toMatchObject({ ok: true });
    expect(await first).toMatchObject({ status: 401 });
  });

  it("refresh in turn where the first had no luck", async () => {
    browser();
    const server = await serve(guard("new"));
    const { options, refreshes } = session("old", async () => {
      await server.received(2);
      return refreshes() === 1 ? undefined : "new";
    });
    const outcomes = await Promise.all([getBook(shopper(server, options)), getBook(shopper(server, options))]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(refreshes()).toBe(2);
  });

  it("have the origin of the page where the base URL is a path", async () => {
    const names = browser();
    const fetch = async (_: string, init: RequestInit): Promise<Response> =>
      new Headers(init.headers).get("authorization") === "Bearer new"
        ? Response.json(found.body)
        : Response.json(expired.body, { status: 401 });
    const outcome = await getBook(shopper({ url: "/api" }, { ...session("old").options, fetch }));
    expect(outcome).toMatchObject({ ok: true });
    expect(names).toEqual(["contract-refresh:https://bookshop.test"]);
  });
});

describe("a server", () => {
  it("takes no lock, which would make people wait for each other", async () => {
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new Error("locked")) } });
    onTestFinished(() => void vi.unstubAllGlobals());
    const server = await serve(guard("new"));
    expect(await getBook(shopper(server, session("old").options))).toMatchObject({ ok: true });
  });
});
