/**
 * Handlers for `server.use(...)`: one operation, field, channel or message fails, or one operation or field answers
 * other data. Nothing fails without an override.
 */

import { ws } from "msw";
import type { HttpHandler, WebSocketHandler } from "msw";
import { addressOf, handleMethod, socketAddressOf } from "./addresses.js";
import type { MockChannel, MockContract, MockField } from "./contract.js";
import { type Json, toJson } from "./json.js";
import { errorMessage, tagOf } from "./messages.js";
import { answerOf } from "./model.js";
import { type Refusal, refusalByCode } from "./problems.js";
import { problemResponse, successBody } from "./rest.js";
import { NETWORK_FAILURE, closeCodeOf, onMessage } from "./socket.js";
import { type Store, createStore } from "./store.js";

/** A failure without an answer, as when the network is down; used in place of a problem's code. */
export type NetworkFailure = typeof NETWORK_FAILURE;

/** The settings of an override. */
export type OverrideOptions = {
  /** Whether the override applies only to the first request that it answers. */
  readonly once?: boolean;
};

/** The request that a `respondWith` function answers. */
export type RequestInfo = {
  /** The request; its body is still to be read. */
  readonly request: Request;
  /** The number of the request among those of this handler, from 1. */
  readonly count: number;
};

/** The overrides of GraphQL fields, for a contract with GraphQL. */
export type GraphqlOverrides = {
  /** Makes a handler that fails a field: with a problem, or without one as when the network is down. */
  readonly fail: (overridden: OverriddenField, refusal: Refusal | undefined) => HttpHandler | WebSocketHandler;
  /** Makes a handler that answers a field with data, where the document selects only that field. */
  readonly respond: (
    overridden: OverriddenField,
    dataFor: (request: Request, count: number) => Promise<Json>,
    status: number,
  ) => HttpHandler;
};

/** A field to override, and the API that has it. */
export type OverriddenField = {
  readonly store: Store;
  readonly baseUrl: string;
  readonly field: MockField;
  /** Counts the requests that the override answers; 0 once it no longer applies. */
  readonly turn: () => number;
};

/**
 * A handler that fails. `target` is the id of an operation or a channel, a GraphQL field as `query.name`,
 * `mutation.name` or `subscription.name`, or a client's message as `channel.tag`; `failure` a problem's code.
 */
export const failWith = (
  contract: MockContract,
  baseUrl: string,
  target: string,
  failure: NetworkFailure | (string & {}),
  { once = false }: OverrideOptions = {},
  graphql?: GraphqlOverrides,
): HttpHandler | WebSocketHandler => {
  const store = createStore(contract);
  const isOffline = failure === NETWORK_FAILURE;
  const refusal = isOffline ? undefined : refusalByCode(contract, failure);
  const turn = turnsOf(once);
  const found = targetNamed(contract, target);
  switch (found.kind) {
    case "operation":
    case "feed":
      return handleMethod(found.method, addressOf(baseUrl, found.path), ({ request }) => {
        if (!turn()) return undefined;
        return refusal ? problemResponse(store, refusal, new URL(request.url).pathname) : Response.error();
      });
    case "field":
      return overridesOf(graphql).fail({ store, baseUrl, field: found.field, turn }, refusal);
    case "message":
      return onMessage(socketAddressOf(baseUrl, found.channel.path), (message, { send, close, path }) => {
        if (tagOf(store, found.channel.client, message)?.value !== found.tag || !turn()) return false;
        if (!refusal) close();
        else errorMessage(store, found.channel, message, refusal, path).forEach(send);
        return true;
      });
    case "socket":
      return ws.link(socketAddressOf(baseUrl, found.channel.path)).addEventListener("connection", ({ client }) => {
        if (turn()) client.close(closeCodeOf(refusal?.problem.status ?? 500), refusal?.problem.code ?? NETWORK_FAILURE);
      });
  }
};

/**
 * A handler that answers an operation, or a GraphQL field alone in its document (`query.name`, `mutation.name`), with
 * data. An envelope is added where the contract has one. `status` is by default that of the declared answer.
 */
export const respondWith = <Data>(
  contract: MockContract,
  baseUrl: string,
  target: string,
  data: Data | ((info: RequestInfo) => Data | Promise<Data>),
  { status, once = false }: OverrideOptions & { readonly status?: number } = {},
  graphql?: GraphqlOverrides,
): HttpHandler => {
  const store = createStore(contract);
  const turn = turnsOf(once);
  const dataFor = async (request: Request, count: number): Promise<Json> => {
    const given = typeof data === "function" ? await (data as (info: RequestInfo) => Data)({ request, count }) : data;
    return toJson(given);
  };
  const found = targetNamed(contract, target);
  switch (found.kind) {
    case "operation":
      return handleMethod(found.method, addressOf(baseUrl, found.path), async ({ request }) => {
        const count = turn();
        if (!count) return undefined;
        const value = await dataFor(request, count);
        const declared = answerOf(found.operation);
        const init = { status: status ?? declared.status };
        return declared.body
          ? Response.json(successBody(store, found.operation, value), init)
          : new Response(null, init);
      });
    case "field":
      if (found.field.root === "subscription") break;
      return overridesOf(graphql).respond({ store, baseUrl, field: found.field, turn }, dataFor, status ?? 200);
    default:
  }
  throw new Error(`only an operation, a query or a mutation can be answered with data, not \`${target}\``);
};

const overridesOf = (graphql: GraphqlOverrides | undefined): GraphqlOverrides => {
  if (!graphql) throw new Error("the overrides of GraphQL fields are missing: pass `graphqlOverrides`");
  return graphql;
};

type Target =
  | {
      readonly kind: "operation";
      readonly method: string;
      readonly path: string;
      readonly operation: MockContract["operations"][number];
    }
  | { readonly kind: "feed"; readonly method: "GET"; readonly path: string }
  | { readonly kind: "socket"; readonly channel: MockChannel }
  | { readonly kind: "message"; readonly channel: MockChannel; readonly tag: string }
  | { readonly kind: "field"; readonly field: MockField };

const targetNamed = ({ operations, channels, graphql }: MockContract, target: string): Target => {
  const operation = operations.find(({ id }) => id === target);
  if (operation) return { kind: "operation", method: operation.method, path: operation.path, operation };
  const dot = target.indexOf(".");
  const [scope, name] = dot < 0 ? [target, ""] : [target.slice(0, dot), target.slice(dot + 1)];
  const field = graphql?.fields.find((candidate) => candidate.root === scope && candidate.name === name);
  if (field) return { kind: "field", field };
  const channel = channels.find(({ id }) => id === scope);
  if (channel && dot >= 0 && channel.transport === "websocket") return { kind: "message", channel, tag: name };
  if (channel?.transport === "websocket") return { kind: "socket", channel };
  if (channel && dot < 0) return { kind: "feed", method: "GET", path: channel.path };
  throw new Error(`the contract has no operation, field or channel \`${target}\``);
};

/** Counts the requests that a handler answers; 0 once it no longer applies. */
const turnsOf = (once: boolean): (() => number) => {
  let count = 0;
  return () => (once && count > 0 ? 0 : (count += 1));
};
