// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The handlers of a whole contract, for `setupServer` and `setupWorker`.
 */

import { delay as wait, http } from "msw";
import type { HttpHandler, WebSocketHandler } from "msw";
import { addressOf, bySpecificity, handleMethod, socketAddressOf } from "./addresses.js";
import type { MockContract } from "./contract.js";
import { answerEvents } from "./events.js";
import { GRAPHQL_PATH, type GraphqlExecutor, graphqlOf } from "./graphql.js";
import { graphqlRequestOf, handleGraphqlSocket } from "./graphql-socket.js";
import { parsed } from "./messages.js";
import { refusalByStatus } from "./problems.js";
import type { AuthMode } from "./request.js";
import { answerRequest, problemResponse } from "./rest.js";
import { handleSocket } from "./socket.js";
import { type Store, createStore } from "./store.js";

/** How the mock answers. */
export type MockOptions = {
  /** Where the contract is served; `*`, any host, unless told otherwise. */
  readonly baseUrl?: string;
  /** What the data is made from, `mock` unless told otherwise; a store that is passed in has its own. */
  readonly seed?: string;
  /** The state to answer from, where it is shared or reset by hand. */
  readonly store?: Store;
  /** Milliseconds before each answer, result, message and event; none unless told otherwise. */
  readonly delay?: number;
  /** Whether calls that need a token are refused without one; `ignored` unless told otherwise. */
  readonly auth?: AuthMode;
};

/** Makes the handlers of a contract: its operations, GraphQL, its channels. */
export const createHandlers = (
  contract: MockContract,
  {
    baseUrl = "*",
    seed = "mock",
    store = createStore(contract, { seed }),
    delay = 0,
    auth = "ignored",
  }: MockOptions = {},
): (HttpHandler | WebSocketHandler)[] => {
  const pause = async (): Promise<void> => {
    if (delay > 0) await wait(delay);
  };
  const operations = contract.operations.toSorted(bySpecificity).map((operation) =>
    handleMethod(operation.method, addressOf(baseUrl, operation.path), async ({ request }) => {
      await pause();
      return answerRequest(store, operation, request, auth);
    }),
  );
  const channels = contract.channels.map((channel) =>
    channel.transport === "websocket"
      ? handleSocket(store, channel, socketAddressOf(baseUrl, channel.path), auth, pause)
      : http.get(addressOf(baseUrl, channel.path), ({ request }) => answerEvents(store, channel, request, auth, pause)),
  );
  if (!contract.graphql) return [...operations, ...channels];
  const executor = graphqlOf(store, auth);
  return [
    ...operations,
    http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      await pause();
      return answerGraphql(store, executor, request);
    }),
    handleGraphqlSocket(socketAddressOf(baseUrl, GRAPHQL_PATH), executor, pause),
    ...channels,
  ];
};

const answerGraphql = async (store: Store, executor: GraphqlExecutor, request: Request): Promise<Response> => {
  const asked = graphqlRequestOf(parsed(await request.text()));
  if (!asked) return problemResponse(store, refusalByStatus(store.model.contract, 400, "always"), GRAPHQL_PATH);
  const isSignedIn = /^Bearer ./i.test(request.headers.get("authorization") ?? "");
  return Response.json(await executor.answer(asked, isSignedIn));
};
