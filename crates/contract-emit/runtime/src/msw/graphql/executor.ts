/**
 * GraphQL: documents executed by graphql-js over the store. Root fields answer by the rules of `reply.ts`.
 */

import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  buildSchema,
  defaultTypeResolver,
  execute,
  getOperationAST,
  parse,
  subscribe,
  validate,
} from "graphql";
import type { MockField } from "../contract.js";
import { type Json, type JsonObject, canonical, isObject, member, objectOf, withoutNulls } from "../json.js";
import { filtered, itemsAfter } from "../listing.js";
import { seriesOf } from "../messages.js";
import type { Named } from "../mock-request.js";
import { entityTypeOf } from "../model.js";
import { type Refusal, classOf, problemBody, refusalByStatus } from "../problems.js";
import { reply } from "../reply.js";
import type { AuthMode } from "../request.js";
import { resolved } from "../schemas.js";
import { violationsOf } from "../shape-validator.js";
import { type Store, refer } from "../store.js";

/** A request as GraphQL clients send it. */
export type GraphqlRequest = {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
};

/** Executes the GraphQL side of a contract. */
export type GraphqlExecutor = {
  /** Answers a query or a mutation. `isSignedIn` is true where the request carries a token. */
  readonly answer: (request: GraphqlRequest, isSignedIn: boolean) => Promise<ExecutionResult>;
  /** Whether a request is a mutation, which GET does not take. */
  readonly isMutation: (request: GraphqlRequest) => boolean;
  /** The results of a subscription, in order; one result where it cannot begin; undefined for another operation. */
  readonly results: (
    request: GraphqlRequest,
    isSignedIn: boolean,
  ) => Promise<AsyncIterable<ExecutionResult> | ExecutionResult | undefined>;
};

/** The path below the base URL at which GraphQL is served, over HTTP and WebSocket alike. */
export const GRAPHQL_PATH = "/graphql";

/** Makes the executor of a store; the schema is built at the first request. */
export const graphqlOf = (store: Store, auth: AuthMode): GraphqlExecutor => {
  let built: GraphQLSchema | undefined;
  const schemaOf = (): GraphQLSchema => (built ??= buildSchema(store.model.contract.graphql?.sdl ?? ""));
  const argumentsOf = (document: DocumentNode, request: GraphqlRequest, isAuthorized: boolean): ExecutionArgs => ({
    schema: schemaOf(),
    document,
    operationName: request.operationName,
    variableValues: request.variables,
    fieldResolver: resolverOf(store, schemaOf(), isAuthorized),
    typeResolver: typeResolverOf(store),
  });
  return {
    answer: async (request, isSignedIn) => {
      const document = readDocument(schemaOf(), request.query);
      if ("errors" in document) return { errors: document.errors.map((error) => documentError(store, error)) };
      const result = await execute(argumentsOf(document.read, request, auth === "ignored" || isSignedIn));
      // A result without the member `data` has errors about the variables.
      if ("data" in result || !result.errors) return result;
      return { ...result, errors: result.errors.map((error) => documentError(store, error)) };
    },
    isMutation: (request) => {
      const document = readDocument(schemaOf(), request.query);
      if ("errors" in document) return false;
      return getOperationAST(document.read, request.operationName)?.operation === "mutation";
    },
    results: async (request, isSignedIn) => {
      const document = readDocument(schemaOf(), request.query);
      if ("errors" in document) return { errors: document.errors.map((error) => documentError(store, error)) };
      if (getOperationAST(document.read, request.operationName)?.operation !== "subscription") return undefined;
      const isAuthorized = auth === "ignored" || isSignedIn;
      return subscribe({
        ...argumentsOf(document.read, request, isAuthorized),
        subscribeFieldResolver: (_source, args: Readonly<Record<string, unknown>>, _context, { fieldName }) =>
          eventsOf(store, fieldName, args, isAuthorized),
      });
    },
  };
};

/** A problem as a GraphQL error: the usual code as `extensions.code`, the problem as `extensions.problem`. */
export const graphqlError = (store: Store, refusal: Refusal): GraphQLError => {
  const problem = problemBody(store, refusal, GRAPHQL_PATH);
  return new GraphQLError(refusal.detail ?? refusal.problem.title, {
    extensions: { code: classOf(refusal.problem.status), problem },
  });
};

/** An error of a document or of its variables, with a problem as `extensions.problem`. */
const documentError = (store: Store, error: GraphQLError): GraphQLError => {
  const { message, nodes, source, positions, path, extensions } = error;
  const refusal = { ...refusalByStatus(store.model.contract, 400, "always"), detail: message };
  const problem = problemBody(store, refusal, GRAPHQL_PATH);
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...extensions, problem },
  });
};

/** The root fields that an operation selects, with the names that their results have. */
export const rootFieldsOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly { readonly name: string; readonly key: string }[] => {
  const collect = ({ selections }: SelectionSetNode): { name: string; key: string }[] =>
    selections.flatMap((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return [{ name: selection.name.value, key: (selection.alias ?? selection.name).value }];
        case Kind.INLINE_FRAGMENT:
          return collect(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return document.definitions.flatMap((definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value
              ? collect(definition.selectionSet)
              : [],
          );
      }
    });
  return collect(operation.selectionSet);
};

/** The document of a request, or its errors. */
export const readDocument = (
  schema: GraphQLSchema,
  query: string,
): { readonly read: DocumentNode } | { readonly errors: readonly GraphQLError[] } => {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { read: document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
};

const resolverOf = (
  store: Store,
  schema: GraphQLSchema,
  isAuthorized: boolean,
): GraphQLFieldResolver<unknown, unknown> => {
  const whole = new WeakMap<object, JsonObject>();
  return (source, args: Readonly<Record<string, unknown>>, _context, { parentType, fieldName }) => {
    if (parentType === schema.getQueryType()) return answerField(store, "query", fieldName, args, isAuthorized);
    if (parentType === schema.getMutationType()) return answerField(store, "mutation", fieldName, args, isAuthorized);
    if (!isObject(source)) return undefined;
    // A nested entity may lack properties; the store has all of them.
    const id = store.model.entities.has(parentType.name) ? member(source, "id") : undefined;
    if (typeof id !== "string") return member(source, fieldName);
    const entity = whole.get(source) ?? store.read(parentType.name, id) ?? source;
    whole.set(source, entity);
    return member(entity, fieldName);
  };
};

/** The type of a union's variant by its tag. */
const typeResolverOf =
  ({ model }: Store): GraphQLTypeResolver<unknown, unknown> =>
  (value, context, info, abstractType) => {
    const union = Object.hasOwn(model.types, abstractType.name) ? resolved(model, refer(abstractType.name)) : undefined;
    if (union?.shape !== "union" || !isObject(value)) return defaultTypeResolver(value, context, info, abstractType);
    return union.variants.find((variant) => variant.value === member(value, union.tag))?.name;
  };

const answerField = (
  store: Store,
  root: MockField["root"],
  name: string,
  args: Readonly<Record<string, unknown>>,
  isAuthorized: boolean,
): Json | undefined => {
  const { model } = store;
  const field = fieldNamed(store, root, name);
  const { named, place } = readArguments(store, field, args, isAuthorized);
  const { schema, connection, nullable } = field.output;
  const type = entityTypeOf(model, schema);
  if (connection && type !== undefined) return connectionOf(store, filtered(store, type, named), named);
  const document = schema.shape === "reference" && named.length === 0 ? model.documents.get(schema.name) : undefined;
  const intent = root === "query" ? "read" : "act";
  const answered = reply(store, { intent, place: document ?? place, named, output: schema });
  if (answered?.value !== undefined) return answered.value;
  if (nullable) return null;
  throw graphqlError(store, refusalByStatus(model.contract, 404, "unrouted", field.errors));
};

/** The events of a subscription's field, each as the root of its execution. */
const eventsOf = (
  store: Store,
  name: string,
  args: Readonly<Record<string, unknown>>,
  isAuthorized: boolean,
): AsyncIterable<JsonObject> => {
  const field = fieldNamed(store, "subscription", name);
  const { named, place } = readArguments(store, field, args, isAuthorized);
  const { schema } = field.output;
  const series = schema.shape === "reference" ? seriesOf(store, schema.name, place, named) : [];
  return (async function* () {
    for (const { value } of series) yield { [name]: value };
  })();
};

const ROOT_TYPES = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

/** Reads the arguments of a field. Refuses those that violate the contract; graphql-js checks only their types. */
const readArguments = (
  store: Store,
  field: MockField,
  args: Readonly<Record<string, unknown>>,
  isAuthorized: boolean,
): { readonly named: readonly Named[]; readonly place: string } => {
  const { model } = store;
  const { contract } = model;
  if (field.auth === "bearer" && !isAuthorized) throw graphqlError(store, refusalByStatus(contract, 401, "bearer"));
  const given = withoutNulls(args as JsonObject) as JsonObject;
  const named = field.arguments.flatMap(({ name, schema }): Named[] => {
    const value = member(given, name) ?? schema.default;
    return value === undefined ? [] : [{ part: "argument", name, schema, value }];
  });
  const path = `${ROOT_TYPES[field.root]}.${field.name}`;
  const violations = named.flatMap(({ name, schema, value }) =>
    violationsOf(model, schema, value, { pointer: `/${name}`, place: `${path}(${name})` }),
  );
  if (violations.length > 0) {
    throw graphqlError(store, { ...refusalByStatus(contract, 422, "body"), violations });
  }
  const text = canonical(objectOf(named.map(({ name, value }) => [name, value])));
  return { named, place: `${field.root}.${field.name} ${text}` };
};

const connectionOf = (store: Store, items: readonly JsonObject[], named: readonly Named[]): Json => {
  const valueOf = (name: string): Json | undefined => named.find((argument) => argument.name === name)?.value;
  const after = valueOf("after");
  const rest = after === undefined ? items : itemsAfter(items, after);
  if (after !== undefined && !items.some((item) => item["id"] === after)) {
    const detail = "This must be a cursor of this list: send `pageInfo.endCursor` of the page before.";
    const violations = [{ pointer: "/after", code: "cursor", detail }];
    throw graphqlError(store, { ...refusalByStatus(store.model.contract, 422, "body"), violations });
  }
  const first = valueOf("first");
  const nodes = typeof first === "number" ? rest.slice(0, first) : rest;
  const edges = nodes.map((node) => ({ node, cursor: member(node, "id") }));
  return {
    edges,
    nodes,
    totalCount: items.length,
    pageInfo: {
      hasPreviousPage: rest.length < items.length,
      hasNextPage: nodes.length < rest.length,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
};

const fieldNamed = ({ model }: Store, root: MockField["root"], name: string): MockField => {
  const field = model.contract.graphql?.fields.find((candidate) => candidate.root === root && candidate.name === name);
  if (!field) throw new GraphQLError(`the contract has no field \`${root}.${name}\``);
  return field;
};
