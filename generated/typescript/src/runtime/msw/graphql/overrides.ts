// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * Overrides of GraphQL fields: handlers that fail a field or answer it with other data.
 */

import { type ExecutionResult, buildSchema, execute, getOperationAST, parse } from "graphql";
import { http } from "msw";
import { addressOf, socketAddressOf } from "../addresses.js";
import type { MockContract, MockField } from "../contract.js";
import { type Json, member, toJson } from "../json.js";
import { parsed } from "../messages.js";
import type { GraphqlOverrides } from "../overrides.js";
import { onMessage } from "../socket.js";
import { GRAPHQL_PATH, type GraphqlRequest, graphqlError, rootFieldsOf } from "./executor.js";
import { graphqlRequestOf } from "./socket.js";

/** The overrides of a contract's GraphQL. */
export const graphqlOverrides: GraphqlOverrides = {
  fail: ({ store, baseUrl, field, turn }, refusal) => {
    if (field.root === "subscription") {
      return onMessage(socketAddressOf(baseUrl, GRAPHQL_PATH), (message, { send, close }) => {
        const request = member(message, "type") === "subscribe" && graphqlRequestOf(member(message, "payload"));
        if (!request || !fieldsOf(request, field) || !turn()) return false;
        if (!refusal) close();
        else send({ id: member(message, "id"), type: "error", payload: [toJson(graphqlError(store, refusal))] });
        return true;
      });
    }
    return http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      const fields = await graphqlRequestFields(request, field);
      if (!fields || !turn()) return undefined;
      if (!refusal) return Response.error();
      const errors = fields.own.map(({ key }) => ({ ...graphqlError(store, refusal).toJSON(), path: [key] }));
      const isNull = !field.output.nullable || fields.own.length < fields.all;
      const data = isNull ? null : Object.fromEntries(fields.own.map(({ key }) => [key, null]));
      return Response.json({ data, errors });
    });
  },
  respond: ({ store, baseUrl, field, turn }, dataFor, status) =>
    http.post(addressOf(baseUrl, GRAPHQL_PATH), async ({ request }) => {
      const fields = await graphqlRequestFields(request, field);
      const count = fields && fields.own.length === fields.all ? turn() : 0;
      if (!fields || !count) return undefined;
      const value = await dataFor(request, count);
      return Response.json(await projected(store.model.contract, fields.request, field, value), { status });
    }),
};

/** The root fields of a GraphQL request that select a field; undefined where none does. */
const graphqlRequestFields = async (
  request: Request,
  field: MockField,
): Promise<(ReturnType<typeof fieldsOf> & { readonly request: GraphqlRequest }) | undefined> => {
  const graphqlRequest = graphqlRequestOf(parsed(await request.clone().text()));
  const fields = graphqlRequest && fieldsOf(graphqlRequest, field);
  return fields && { ...fields, request: graphqlRequest };
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
    // The next handler refuses a document that cannot be parsed.
    return undefined;
  }
};

/** The part of a field's data that a document selects. */
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
