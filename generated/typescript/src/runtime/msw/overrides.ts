// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Handlers for `server.use(...)`: one operation, field, channel or message that fails, one operation or field that
 * answers something else. Nothing fails unless it is told to.
 */

import { buildSchema, execute, getOperationAST, parse } from "graphql";
import type { ExecutionResult } from "graphql";
import { http, ws } from "msw";
import type { HttpHandler, WebSocketHandler } from "msw";
import { addressOf, handleMethod, socketAddressOf } from "./addresses.js";
import type { MockChannel, MockContract, MockField } from "./contract.js";
import { GRAPHQL_PATH, type GraphqlRequest, graphqlError, rootFieldsOf } from "./graphql.js";
import { graphqlRequestOf } from "./graphql-socket.js";
import { type Json, type JsonObject, isObject, member, toJson } from "./json.js";
import { errorMessage, parsed, tagOf } from "./messages.js";
import { answerOf } from "./model.js";
import { refusalByCode } from "./problems.js";
import { problemResponse, successBody } from "./rest.js";
import { closeCodeOf } from "./socket.js";
import { createStore } from "./store.js";

/** In place of a problem's code: no answer at all, as when the network is down. */
export type NetworkFailure = "network-failure";

/** How an override behaves. */
export type OverrideOptions = {
  /** Whether it goes out of the way after the first request that it answers. */
  readonly once?: boolean;
};

/** What a `respondWith` function is told about the request it answers. */
export type RequestInfo = {
  /** The request; of a GraphQL field, its body was read. */
  readonly request: Request;
  /** Which request of this handler it is, from 1. */
  readonly count: number;
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
      return http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
        const fields = await askedFields(request, found.field);
        if (!fields || !turn()) return undefined;
        if (!refusal) return Response.error();
        const errors = fields.own.map(({ key }) => ({ ...graphqlError(store, refusal).toJSON(), path: [key] }));
        const isNull = !found.field.output.nullable || fields.own.length < fields.all;
        const data = isNull ? null : Object.fromEntries(fields.own.map(({ key }) => [key, null]));
        return Response.json({ data, errors });
      });
    case "subscription":
      return onMessage(socketAddressOf(baseUrl, GRAPHQL_PATH), (message, { send, close }) => {
        const request = member(message, "type") === "subscribe" && graphqlRequestOf(member(message, "payload"));
        if (!request || !fieldsOf(request, found.field) || !turn()) return false;
        if (!refusal) close();
        else send({ id: member(message, "id"), type: "error", payload: [toJson(graphqlError(store, refusal))] });
        return true;
      });
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
 * that data: what stands in the envelope, where there is one. `status` is that of the declared answer by itself.
 */
export const respondWith = <Data>(
  contract: MockContract,
  baseUrl: string,
  target: string,
  data: Data | ((info: RequestInfo) => Data | Promise<Data>),
  { status, once = false }: OverrideOptions & { readonly status?: number } = {},
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
      return http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
        const fields = await askedFields(request, found.field);
        const count = fields && fields.own.length === fields.all ? turn() : 0;
        if (!fields || !count) return undefined;
        const value = await dataFor(request, count);
        return Response.json(await projected(contract, fields.request, found.field, value), { status: status ?? 200 });
      });
    default:
      throw new Error(`only an operation, a query or a mutation can be answered with data, not \`${target}\``);
  }
};

const NETWORK_FAILURE: NetworkFailure = "network-failure";

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
  | { readonly kind: "field" | "subscription"; readonly field: MockField };

const targetNamed = ({ operations, channels, graphql }: MockContract, target: string): Target => {
  const operation = operations.find(({ id }) => id === target);
  if (operation) return { kind: "operation", method: operation.method, path: operation.path, operation };
  const dot = target.indexOf(".");
  const [scope, name] = dot < 0 ? [target, ""] : [target.slice(0, dot), target.slice(dot + 1)];
  const field = graphql?.fields.find((candidate) => candidate.root === scope && candidate.name === name);
  if (field) return { kind: field.root === "subscription" ? "subscription" : "field", field };
  const channel = channels.find(({ id }) => id === scope);
  if (channel && dot >= 0 && channel.transport === "websocket") return { kind: "message", channel, tag: name };
  if (channel?.transport === "websocket") return { kind: "socket", channel };
  if (channel && dot < 0) return { kind: "feed", method: "GET", path: channel.path };
  throw new Error(`the contract has no operation, field or channel \`${target}\``);
};

/** Counts the requests that a handler answers; 0 when its turn is over. */
const turnsOf = (once: boolean): (() => number) => {
  let count = 0;
  return () => (once && count > 0 ? 0 : (count += 1));
};

/** The fields of a GraphQL request that are the one in question, where there are some. */
const askedFields = async (
  request: Request,
  field: MockField,
): Promise<(ReturnType<typeof fieldsOf> & { readonly request: GraphqlRequest }) | undefined> => {
  const asked = graphqlRequestOf(parsed(await request.clone().text()));
  const fields = asked && fieldsOf(asked, field);
  return fields && { ...fields, request: asked };
};

const fieldsOf = (
  { query, operationName }: GraphqlRequest,
  field: MockField,
): { readonly own: readonly { readonly key: string }[]; readonly all: number } | undefined => {
  try {
    const document = parse(query);
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== field.root) return undefined;
    const fields = rootFieldsOf(document, operation);
    const own = fields.filter(({ name }) => name === field.name);
    return own.length > 0 ? { own, all: fields.length } : undefined;
  } catch {
    // A document that cannot be read is for the handler behind this one to refuse.
    return undefined;
  }
};

/** What a document selects of a field's data. */
const projected = async (
  { graphql }: MockContract,
  { query, operationName, variables }: GraphqlRequest,
  field: MockField,
  value: Json,
): Promise<ExecutionResult> =>
  execute({
    schema: buildSchema(graphql?.sdl ?? ""),
    document: parse(query),
    operationName,
    variableValues: variables,
    rootValue: { [field.name]: value },
  });

type Peer = {
  readonly path: string;
  readonly send: (message: JsonObject) => void;
  readonly close: () => void;
};

/** A handler of messages that keeps those it answers from the handlers behind it. */
const onMessage = (address: string, answer: (message: JsonObject, peer: Peer) => boolean): WebSocketHandler =>
  ws.link(address).addEventListener("connection", ({ client }) => {
    const peer: Peer = {
      path: client.url.pathname,
      send: (message) => client.send(JSON.stringify(message)),
      close: () => client.close(closeCodeOf(500), NETWORK_FAILURE),
    };
    client.addEventListener("message", (event) => {
      const message = typeof event.data === "string" ? parsed(event.data) : undefined;
      if (isObject(message) && answer(message, peer)) event.stopImmediatePropagation();
    });
  });
