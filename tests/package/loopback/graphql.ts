/**
 * A GraphQL server on the loopback interface over the package's own schema, which answers every field with a value of
 * its type.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  buildSchema,
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  graphql,
  isEnumType,
  isListType,
  isObjectType,
  isUnionType,
} from "graphql";

/** The schema that npm packs. */
export const sdl = readFileSync(fileURLToPath(import.meta.resolve("@heal7/contracts/graphql/schema.graphql")), "utf8");

/** A running server. */
export type GraphqlLoopback = AsyncDisposable & {
  readonly url: string;
  /** The received operations. */
  readonly received: { query: string; variables?: Record<string, unknown> }[];
};

/** Starts a server on a free port. */
export const startGraphql = async (): Promise<GraphqlLoopback> => {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap()).filter(isUnionType)) type.resolveType = () => type.getTypes()[0]?.name;
  const received: GraphqlLoopback["received"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    received.push({ query, variables });
    const result = await graphql({ schema, source: query, variableValues: variables, fieldResolver: valueOfItsType });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const valueOfItsType: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) =>
  defaultFieldResolver(source as object, args, context, info) ?? valueOf(info.returnType, info.fieldName);

const valueOf = (type: GraphQLOutputType, field: string): unknown => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueOf(nullable.ofType as GraphQLOutputType, field)];
  const named = getNamedType(type);
  if (isObjectType(named) || isUnionType(named)) return {};
  if (isEnumType(named)) return named.getValues()[0]?.name;
  const values: Record<string, unknown> = { Int: 1, Float: 0.5, Boolean: true, ID: "01936f5f-2b3c-7d4e-8f50-61728394a5b6" };
  return values[named.name] ?? `a ${field}`;
};
