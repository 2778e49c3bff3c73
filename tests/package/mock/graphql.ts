/** Requests of GraphQL: the documents of the package, and documents that select everything. */

import { readFileSync } from "node:fs";
import * as packaged from "@heal7/contracts/graphql";
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  Kind,
  type OperationDefinitionNode,
  buildSchema,
  getNamedType,
  isObjectType,
  isUnionType,
  parse,
  print,
} from "graphql";
import { type Field, type Json, type Property, fields, resolved } from "./registry.js";
import type { Asked } from "./requests.js";
import { type Sources, valueOf } from "./values.js";

/** A document with one root field. */
export type Document = {
  readonly name: string;
  readonly field: Field;
  readonly text: string;
  /** The variables of the field's arguments, by the name of the argument. */
  readonly variables: ReadonlyMap<string, string>;
};

const schema = buildSchema(readFileSync(new URL("../../../generated/graphql/schema.graphql", import.meta.url), "utf8"));

const documentOf = (document: DocumentNode): Document => {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [root] = operation?.selectionSet.selections ?? [];
  if (!operation || root?.kind !== Kind.FIELD) throw new Error(`the document has no root field: ${print(document)}`);
  const field = fields.find(({ name, root: kind }) => name === root.name.value && kind === operation.operation);
  if (!field) throw new Error(`the registry has no field ${operation.operation}.${root.name.value}`);
  const variables = (root.arguments ?? []).flatMap(({ name, value }) =>
    value.kind === Kind.VARIABLE ? [[name.value, value.name.value] as const] : [],
  );
  return {
    name: operation.name?.value ?? root.name.value,
    field,
    text: print(document),
    variables: new Map(variables),
  };
};

/** A selection of everything below a type, to this depth of objects. */
const selectionOf = (type: GraphQLOutputType, depth: number): string => {
  const named = getNamedType(type);
  if (isUnionType(named))
    return `{ __typename ${named
      .getTypes()
      .map((each) => `... on ${each.name} ${selectionOf(each, depth)}`)
      .join(" ")} }`;
  if (!isObjectType(named)) return "";
  const selected = Object.values((named as GraphQLObjectType).getFields()).flatMap((field) => {
    const isObject = isObjectType(getNamedType(field.type)) || isUnionType(getNamedType(field.type));
    return isObject && depth === 0 ? [] : [`${field.name} ${selectionOf(field.type, depth - 1)}`];
  });
  return `{ __typename ${selected.join(" ")} }`;
};

const wholeDocument = (field: Field, depth: number): Document => {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[field.root];
  const definition = root?.getFields()[field.name];
  if (!definition) throw new Error(`the SDL has no field ${field.root}.${field.name}`);
  const declared = definition.args.map(({ name, type }) => `$${name}: ${type}`).join(", ");
  const given = definition.args.map(({ name }) => `${name}: $${name}`).join(", ");
  const selection = selectionOf(definition.type, depth);
  const text = `${field.root} AllOf${field.name[0]?.toUpperCase()}${field.name.slice(1)}${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${selection} }`;
  return documentOf(parse(text));
};

/** Every document of the package. */
export const packagedDocuments: readonly Document[] = Object.entries(packaged)
  .filter(([name]) => name.endsWith("Document") && !name.endsWith("FragmentDocument"))
  .map(([, document]) => documentOf(document as unknown as DocumentNode));

/** A complete document for each field. */
export const wholeDocuments: readonly Document[] = fields.map((field) => wholeDocument(field, 4));

/** Valid variables of a document. */
export const variablesOf = ({ field, variables }: Document, sources: Sources): { readonly [name: string]: Json } => {
  const said = field.arguments.filter(
    ({ name, required }) => variables.has(name) && (required || sources.random.chance(0.5)),
  );
  return Object.fromEntries(
    said.map((argument) => [variables.get(argument.name) ?? argument.name, argumentOf(field, argument, sources)]),
  );
};

/** A value of an argument; a cursor of a connection is most often the id of an item. */
const argumentOf = ({ output }: Field, { name, schema: inner }: Property, sources: Sources): Json => {
  const item = resolved(output.schema);
  const id = item.shape === "object" ? item.properties.find((property) => property.name === "id") : undefined;
  const isCursor = output.connection && name === "after" && sources.random.chance(0.8);
  return valueOf(isCursor && id ? id.schema : inner, sources);
};

/** The HTTP request of a document. */
export const graphqlRequest = ({ text }: Pick<Document, "text">, variables: Json): Asked => ({
  method: "POST",
  path: "/graphql",
  headers: { "Content-Type": "application/json", Accept: "application/json" },
  body: JSON.stringify({ query: text, variables }),
});
