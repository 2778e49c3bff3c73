// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * GraphQL over WebSocket: the protocol graphql-transport-ws, for subscriptions, queries and mutations.
 */

import { ws } from "msw";
import type { WebSocketHandler } from "msw";
import type { ExecutionResult } from "graphql";
import { type Json, type JsonObject, isObject, member, toJson } from "../json.js";
import { parsed } from "../messages.js";
import type { GraphqlExecutor, GraphqlRequest } from "./executor.js";

/** A handler of GraphQL at that address. `pause` is awaited before each result. */
export const handleGraphqlSocket = (
  address: string,
  executor: GraphqlExecutor,
  pause: () => Promise<void>,
): WebSocketHandler =>
  ws.link(address).addEventListener("connection", ({ client }) => {
    const running = new Set<string>();
    let isSignedIn: boolean | undefined;
    const send = (message: JsonObject): void => client.send(JSON.stringify(message));

    const follow = async (id: string, request: GraphqlRequest): Promise<void> => {
      const results =
        (await executor.results(request, isSignedIn === true)) ?? (await executor.answer(request, isSignedIn === true));
      const series = Symbol.asyncIterator in results ? results : [results];
      for await (const result of series) {
        await pause();
        if (!running.has(id)) return;
        if (isRefused(result)) {
          running.delete(id);
          return send({ id, type: "error", payload: toJson(result.errors) });
        }
        send({ id, type: "next", payload: toJson(result) });
      }
      if (running.delete(id)) send({ id, type: "complete" });
    };

    client.addEventListener("close", () => running.clear());
    client.addEventListener("message", ({ data }) => {
      const message = typeof data === "string" ? parsed(data) : undefined;
      if (!isObject(message)) return client.close(4400, "Invalid message");
      const id = member(message, "id");
      switch (member(message, "type")) {
        case "connection_init":
          if (isSignedIn !== undefined) return client.close(4429, "Too many initialisation requests");
          isSignedIn = carriesToken(member(message, "payload"));
          return send({ type: "connection_ack" });
        case "ping":
          return send({ type: "pong" });
        case "pong":
          return;
        case "complete":
          if (typeof id === "string") running.delete(id);
          return;
        case "subscribe": {
          if (isSignedIn === undefined) return client.close(4401, "Unauthorized");
          const request = graphqlRequestOf(member(message, "payload"));
          if (typeof id !== "string" || !request) return client.close(4400, "Invalid message");
          if (running.has(id)) return client.close(4409, `Subscriber for ${id} already exists`);
          running.add(id);
          return void follow(id, request);
        }
        default:
          return client.close(4400, "Invalid message");
      }
    });
  });

/** A value as a GraphQL request; undefined where it is not one. */
export const graphqlRequestOf = (value: Json | undefined): GraphqlRequest | undefined => {
  if (!isObject(value)) return undefined;
  const query = member(value, "query");
  const operationName = member(value, "operationName");
  const variables = member(value, "variables") ?? undefined;
  if (typeof query !== "string" || (variables !== undefined && !isObject(variables))) return undefined;
  return { query, variables, operationName: typeof operationName === "string" ? operationName : undefined };
};

/** Whether an operation was refused before it began: it has errors and no member `data`. */
const isRefused = (result: ExecutionResult): boolean => result.errors !== undefined && !("data" in result);

const carriesToken = (payload: Json | undefined): boolean => {
  const token = isObject(payload) ? (member(payload, "authorization") ?? member(payload, "Authorization")) : undefined;
  return typeof token === "string" && /^Bearer ./i.test(token);
};
