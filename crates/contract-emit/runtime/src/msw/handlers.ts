/**
 * The handlers of a whole contract, for `setupServer` and `setupWorker`.
 */

import { delay as wait, http } from "msw";
import type { HttpHandler, WebSocketHandler } from "msw";
import { addressOf, bySpecificity, handleMethod, socketAddressOf } from "./addresses.js";
import type { MockContract, MockOperation } from "./contract.js";
import { answerEvents } from "./events.js";
import type { AuthMode } from "./request.js";
import { answerOtherMethod, answerRequest } from "./rest.js";
import { handleSocket } from "./socket.js";
import { type Store, createStore } from "./store.js";

/** The settings of the mock. */
export type MockOptions = {
  /** The base URL of the API; `*`, any host, by default. */
  readonly baseUrl?: string;
  /** The seed of the data, `mock` by default; a store that is passed in has its own. */
  readonly seed?: string;
  /** The store of the data, for a test that shares or resets it. */
  readonly store?: Store;
  /** Milliseconds before each answer, result, message and event; none by default. */
  readonly delay?: number;
  /** Whether calls that need a token are refused without one; `ignored` by default. */
  readonly auth?: AuthMode;
};

/** The state and the settings that all handlers of a contract share. */
export type Serving = {
  readonly store: Store;
  readonly baseUrl: string;
  readonly auth: AuthMode;
  /** Waits for the delay of an answer. */
  readonly pause: () => Promise<void>;
};

/** The handlers of a further part of a contract, such as GraphQL. */
export type HandlersOf = (serving: Serving) => readonly (HttpHandler | WebSocketHandler)[];

/** Makes the handlers of a contract: its operations, its channels, and those of further parts. */
export const createHandlers = (
  contract: MockContract,
  {
    baseUrl = "*",
    seed = "mock",
    store = createStore(contract, { seed }),
    delay = 0,
    auth = "ignored",
  }: MockOptions = {},
  ...parts: readonly HandlersOf[]
): (HttpHandler | WebSocketHandler)[] => {
  const pause = async (): Promise<void> => {
    if (delay > 0) await wait(delay);
  };
  const sorted = contract.operations.toSorted(bySpecificity);
  const operations = sorted.map((operation) =>
    handleMethod(operation.method, addressOf(baseUrl, operation.path), async ({ request }) => {
      await pause();
      return answerRequest(store, operation, request, auth);
    }),
  );
  const paths = new Map<string, MockOperation[]>();
  for (const operation of sorted) {
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  }
  const hasProblem = contract.problems.some(({ status }) => status === 405);
  const others = [...(hasProblem ? paths : [])].map(([path, offered]) =>
    http.all(addressOf(baseUrl, path), async ({ request }) => {
      await pause();
      return answerOtherMethod(store, offered, request, auth);
    }),
  );
  const channels = contract.channels.map((channel) =>
    channel.transport === "websocket"
      ? handleSocket(store, channel, socketAddressOf(baseUrl, channel.path), auth, pause)
      : http.get(addressOf(baseUrl, channel.path), ({ request }) => answerEvents(store, channel, request, auth, pause)),
  );
  const further = parts.flatMap((part) => part({ store, baseUrl, auth, pause }));
  return [...operations, ...further, ...channels, ...others];
};
