// Generated from the contract by `cargo xtask generate`. Do not edit.

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
import { GRAPHQL_PATH, type GraphqlExecutor, type GraphqlRequest, graphqlOf } from "./executor.js";
import { graphqlRequestOf, handleGraphqlSocket } from "./socket.js";

/** Makes the handlers of a contract's GraphQL. */
export const graphqlHandlers: HandlersOf = ({ store, baseUrl, auth, pause }) => {
  const executor = graphqlOf(store, auth);
  return [
    http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      await pause();
      return answerGraphql(store, executor, request, graphqlRequestOf(parsed(await request.text())));
    }),
    http.get(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      await pause();
      return answerGraphql(store, executor, request, requestOfQuery(new URL(request.url).searchParams));
    }),
    handleGraphqlSocket(socketAddressOf(baseUrl, GRAPHQL_PATH), executor, pause),
  ];
};

/** The GraphQL request in the query string of a GET; undefined where it is not valid. */
const requestOfQuery = (query: URLSearchParams): GraphqlRequest | undefined => {
  const variables = query.get("variables");
  return graphqlRequestOf({
    query: query.get("query") ?? undefined,
    operationName: query.get("operationName") ?? undefined,
    variables: variables === null ? undefined : (parsed(variables) ?? variables),
  });
};

const answerGraphql = async (
  store: Store,
  executor: GraphqlExecutor,
  request: Request,
  graphqlRequest: GraphqlRequest | undefined,
): Promise<Response> => {
  const { contract } = store.model;
  if (!graphqlRequest) return problemResponse(store, refusalByStatus(contract, 400, "always"), GRAPHQL_PATH);
  if (request.method === "GET" && executor.isMutation(graphqlRequest)) {
    const response = problemResponse(store, refusalByStatus(contract, 405, "unrouted"), GRAPHQL_PATH);
    response.headers.set("Allow", "POST");
    return response;
  }
  const isSignedIn = /^Bearer ./i.test(request.headers.get("authorization") ?? "");
  return Response.json(await executor.answer(graphqlRequest, isSignedIn));
};
