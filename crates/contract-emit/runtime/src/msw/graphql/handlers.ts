/**
 * The handlers of GraphQL, over HTTP and WebSocket.
 */

import { http } from "msw";
import { addressOf, socketAddressOf } from "../addresses.js";
import type { HandlersOf } from "../handlers.js";
import { parsed } from "../messages.js";
import { refusalByStatus } from "../problems.js";
import { problemResponse } from "../rest.js";
import type { Store } from "../store.js";
import { GRAPHQL_PATH, type GraphqlExecutor, graphqlOf } from "./executor.js";
import { graphqlRequestOf, handleGraphqlSocket } from "./socket.js";

/** Makes the handlers of a contract's GraphQL. */
export const graphqlHandlers: HandlersOf = ({ store, baseUrl, auth, pause }) => {
  const executor = graphqlOf(store, auth);
  return [
    http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      await pause();
      return answerGraphql(store, executor, request);
    }),
    handleGraphqlSocket(socketAddressOf(baseUrl, GRAPHQL_PATH), executor, pause),
  ];
};

const answerGraphql = async (store: Store, executor: GraphqlExecutor, request: Request): Promise<Response> => {
  const asked = graphqlRequestOf(parsed(await request.text()));
  if (!asked) return problemResponse(store, refusalByStatus(store.model.contract, 400, "always"), GRAPHQL_PATH);
  const isSignedIn = /^Bearer ./i.test(request.headers.get("authorization") ?? "");
  return Response.json(await executor.answer(asked, isSignedIn));
};
