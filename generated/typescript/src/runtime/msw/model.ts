// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The facts that the mock derives from a contract once: which types are entities, which ids they share, who the caller
 * is, and which documents are singletons. docs/entity-function.md section 3 is the rule.
 */

import type { MockContract, MockOperation, Schema } from "./contract.js";
import { type Schemas, propertiesOf, propertyOf, resolved, schemasOf, typeNamed } from "./schemas.js";

/** A contract and the facts derived from it. */
export type Model = Schemas & {
  readonly contract: MockContract;
  /** The pool of ids of each entity type. */
  readonly entities: ReadonlyMap<string, string>;
  /** The pools whose first id is the caller. */
  readonly owners: ReadonlySet<string>;
  /** The paths of the singleton documents, by the names of their types. */
  readonly documents: ReadonlyMap<string, string>;
  /** The minimum depth of a value of each type; 0 is a scalar. */
  readonly heights: ReadonlyMap<string, number>;
};

/** Derives the model of a contract. */
export const modelOf = (contract: MockContract): Model => {
  const schemas = schemasOf(contract);
  const entities = entitiesOf(schemas);
  return {
    ...schemas,
    contract,
    entities,
    owners: ownersOf(contract, schemas),
    documents: documentsOf(contract, schemas, entities),
    heights: heightsOf(schemas),
  };
};

/** The pool that a schema takes its ids from: the name of an id type. */
export const poolOf = (schemas: Schemas, schema: Schema): string | undefined => {
  if (schema.shape === "nullable") return poolOf(schemas, schema.value);
  if (schema.shape !== "reference") return undefined;
  const type = typeNamed(schemas, schema.name);
  return type.role.kind === "id" ? schema.name : poolOf(schemas, type.schema);
};

/** The pool of the entity that a value names: as above, or an enumeration whose words are ids. */
export const targetPoolOf = (model: Model, schema: Schema): string | undefined => {
  const words = schema.shape === "reference" && [...model.entities.values()].includes(schema.name);
  return words ? schema.name : poolOf(model, schema);
};

/** The entity type that a schema refers to. */
export const entityTypeOf = (model: Model, schema: Schema): string | undefined =>
  schema.shape === "reference" && model.entities.has(schema.name) ? schema.name : undefined;

/** The properties that say where a page is in its list. */
const PAGE_NUMBERS: ReadonlySet<string> = new Set(["page", "limit", "total", "totalPages"]);

/**
 * The list of a page, by its property, and the type of its items. An object is a page that requires one list of entities,
 * and besides it only numbers of pages.
 */
export const pageListOf = (model: Model, schema: Schema): { property: string; type: string } | undefined => {
  let list: { property: string; type: string } | undefined;
  for (const { name, required, schema: inner } of propertiesOf(model, schema)) {
    if (!required) continue;
    const shape = resolved(model, inner);
    const type = shape.shape === "array" && list === undefined ? entityTypeOf(model, shape.items) : undefined;
    if (type !== undefined) list = { property: name, type };
    else if (shape.shape !== "integer" || !PAGE_NUMBERS.has(name)) return undefined;
  }
  return list;
};

/** The schema of an answer's content, `data` of an envelope or else the whole body; and the envelope. */
export const contentOf = (schemas: Schemas, body: Schema): { schema: Schema; envelope: Schema | undefined } => {
  const success = propertyOf(schemas, body, "success");
  const data = propertyOf(schemas, body, "data");
  const flag = success && resolved(schemas, success.schema);
  const isEnvelope = data?.required === true && flag?.shape === "boolean" && flag.only === true;
  return isEnvelope ? { schema: data.schema, envelope: body } : { schema: body, envelope: undefined };
};

/** The success answer of an operation: the first that it declares. */
export const answerOf = (operation: MockOperation): MockOperation["answers"][number] => {
  const answer = operation.answers[0];
  if (!answer) throw new Error(`the operation \`${operation.id}\` declares no answer`);
  return answer;
};

const entitiesOf = (schemas: Schemas): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(schemas.types).flatMap(([name, type]) => {
      if (type.direction === "request" || type.role.kind === "variant" || type.schema.shape !== "object") return [];
      const id = propertyOf(schemas, type.schema, "id");
      if (!id?.required || id.schema.shape !== "reference") return [];
      const isWord = resolved(schemas, id.schema).shape === "enumeration";
      const pool = poolOf(schemas, id.schema) ?? (isWord ? id.schema.name : undefined);
      return pool === undefined ? [] : [[name, pool] as const];
    }),
  );

const ownersOf = (contract: MockContract, schemas: Schemas): ReadonlySet<string> => {
  const named = [
    ...contract.operations.map(({ policy, parameters }) => ({ owner: policy.owner, parameters })),
    ...contract.channels,
    ...(contract.graphql?.fields ?? []).map((field) => ({ owner: field.owner, parameters: field.arguments })),
  ];
  const pools = named.flatMap(({ owner, parameters }) =>
    parameters.filter(({ name }) => name === owner).map(({ schema }) => poolOf(schemas, schema)),
  );
  return new Set(pools.filter((pool) => pool !== undefined));
};

const documentsOf = (
  contract: MockContract,
  schemas: Schemas,
  entities: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const documents = new Map<string, string>();
  for (const operation of contract.operations) {
    const body = answerOf(operation).body?.schema;
    if (operation.method !== "GET" || operation.auth !== "bearer" || operation.path.includes("{") || !body) continue;
    const { schema } = contentOf(schemas, body);
    if (schema.shape !== "reference" || resolved(schemas, schema).shape !== "object") continue;
    if (!entities.has(schema.name) && !documents.has(schema.name)) documents.set(schema.name, operation.path);
  }
  return documents;
};

/** Computes heights bottom-up until nothing changes. The height of a type without a finite value is infinity. */
const heightsOf = (schemas: Schemas): ReadonlyMap<string, number> => {
  const heights = new Map<string, number>();
  const heightOf = (schema: Schema): number => {
    switch (schema.shape) {
      case "reference":
        return heights.get(schema.name) ?? Infinity;
      case "nullable":
        return heightOf(schema.value);
      case "array":
        return (schema.minItems ?? 0) === 0 ? 0 : heightOf(schema.items);
      case "object":
        return 1 + Math.max(0, ...schema.properties.filter((p) => p.required).map((p) => heightOf(p.schema)));
      case "union":
        return Math.min(...schema.variants.map((variant) => heights.get(variant.name) ?? Infinity));
      default:
        return 0;
    }
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, type] of Object.entries(schemas.types)) {
      const height = heightOf(type.schema);
      if (height !== Infinity && height !== heights.get(name)) {
        heights.set(name, height);
        changed = true;
      }
    }
  }
  return heights;
};
