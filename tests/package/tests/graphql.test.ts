/**
 * The typed documents in the three common clients, and the schema in the generators of teams that keep their documents
 * next to their components.
 */

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import * as documents from "@heal7/contracts/graphql";
import { asSajuResultId, type Cheon, type SajuResultId } from "@heal7/contracts";
import { possibleTypes, typePolicies } from "@heal7/contracts/graphql/apollo";
import { Client as UrqlClient, cacheExchange, fetchExchange } from "@urql/core";
import { type DocumentNode, buildSchema, parse, print, validate } from "graphql";
import { GraphQLClient } from "graphql-request";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { type GraphqlLoopback, sdl, startGraphql } from "../loopback/graphql.js";

const folder = fileURLToPath(new URL("../", import.meta.url));
const run = promisify(execFile);
const id = asSajuResultId("01936f5f-2b3c-7d4e-8f50-61728394a5b6");
let server: GraphqlLoopback;

beforeAll(async () => {
  server = await startGraphql();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => void (server.received.length = 0));

describe("every document", () => {
  const named = Object.entries(documents).filter(([name]) => name.endsWith("Document")) as [string, DocumentNode][];
  const schema = buildSchema(sdl);

  it.each(named)("%s is what graphql-js reads of its text", (_, document) => {
    const parsed = JSON.parse(JSON.stringify(parse(print(document), { noLocation: true })));
    expect(withoutEmpty(document)).toEqual(withoutEmpty(parsed));
  });

  it.each(named.filter(([name]) => !name.includes("Fragment")))("%s is valid", (_, document) => {
    expect(validate(schema, document)).toEqual([]);
  });

  it("has one for each of the contract's files", () => {
    expect(named.filter(([name]) => !name.includes("Fragment")).length).toBeGreaterThanOrEqual(10);
  });
});

describe("the clients", () => {
  const variables = { id };

  it("graphql-request knows what comes", async () => {
    const data = await new GraphQLClient(server.url).request(documents.SajuResultDocument, variables);
    expectTypeOf(data).toEqualTypeOf<documents.SajuResultQuery>();
    expectTypeOf(data.sajuResult!.id).toEqualTypeOf<SajuResultId>();
    expectTypeOf(data.sajuResult!.sajuPan.hour).toExtend<{ cheon: Cheon } | null>();
    expect(data.sajuResult?.id).toBe(id);
    // @ts-expect-error: a variable is missing
    void (() => new GraphQLClient(server.url).request(documents.SajuResultDocument, {}));
  });

  it("urql knows what comes", async () => {
    const urql = new UrqlClient({ url: server.url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
    const result = await urql.query(documents.SajuResultDocument, variables).toPromise();
    expect(result.error).toBeUndefined();
    expectTypeOf(result.data).toEqualTypeOf<documents.SajuResultQuery | undefined>();
    expect(result.data?.sajuResult?.sajuPan.year.cheon).toBe("a cheon");
  });

  it("Apollo Client knows what comes, and joins the pages of a connection", async () => {
    const apollo = new ApolloClient({
      link: new HttpLink({ uri: server.url }),
      cache: new InMemoryCache({ possibleTypes, typePolicies: typePolicies() }),
    });
    const { data } = await apollo.query({ query: documents.SajuResultDocument, variables });
    expectTypeOf(data).toExtend<documents.SajuResultQuery | undefined>();
    expect(data?.sajuResult?.id).toBe(id);
    expect(Object.keys(apollo.cache.extract() as object)).toContain(`SajuResult:{"id":"${id}"}`);

    const list = apollo.watchQuery({ query: documents.GetMySajuResultsDocument, variables: { first: 1 } });
    const subscription = list.subscribe({});
    const edges = (): number =>
      (list.getCurrentResult().data as documents.GetMySajuResultsQuery | undefined)?.mySajuResults.edges.length ?? 0;
    await expect.poll(edges).toBe(1);
    await list.fetchMore({ variables: { after: "a cursor" } });
    await expect.poll(edges).toBe(2);
    subscription.unsubscribe();
    apollo.stop();
  });

  it("send what they are given", async () => {
    await new GraphQLClient(server.url).request(documents.CalculateSajuDocument, {
      input: { birthDate: "1976-05-21", isLunar: false, isLeapMonth: false, gender: "male", name: "홍길동" },
    });
    expect(server.received[0]?.query).toContain("mutation CalculateSaju($input: SajuCalculationInput!)");
  });
});

describe("documents beside components", () => {
  const project = `${folder}.build/graphql`;

  beforeAll(() => {
    rmSync(project, { recursive: true, force: true });
    mkdirSync(project, { recursive: true });
    cpSync(`${folder}../../contracts/graphql`, `${project}/documents`, { recursive: true });
    writeFileSync(`${project}/schema.graphql`, sdl);
  });

  it("compile with graphql-codegen's client preset", async () => {
    const scalars = JSON.parse(readFileSync(`${folder}../../generated/graphql/scalars.json`, "utf8"));
    const config = {
      schema: "schema.graphql",
      documents: "documents/*.graphql",
      generates: { "generated/": { preset: "client", config: { scalars, useTypeImports: true, strictScalars: true } } },
    };
    writeFileSync(`${project}/codegen.json`, JSON.stringify(config));
    // It needs Node 22.15.
    await run(`${folder}node_modules/node22/bin/node`, [
      `${folder}node_modules/@graphql-codegen/cli/cjs/bin.js`, "--config", "codegen.json",
    ], { cwd: project });
    expect(readFileSync(`${project}/generated/graphql.ts`, "utf8")).toContain("SajuResultDocument");
    expect(await compile(`${project}/generated`)).toBe("");
  });

  it("compile with gql.tada", async () => {
    writeFileSync(
      `${project}/tsconfig.json`,
      JSON.stringify({
        extends: "../../tsconfig.json",
        include: ["*.ts"],
        compilerOptions: {
          module: "esnext",
          moduleResolution: "bundler",
          plugins: [{ name: "gql.tada/ts-plugin", schema: "./schema.graphql", tadaOutputLocation: "./graphql-env.d.ts" }],
        },
      }),
    );
    await run(process.execPath, [`${folder}node_modules/gql.tada/bin/cli.js`, "generate-output"], { cwd: project });
    const text = readFileSync(`${project}/documents/ai-models.graphql`, "utf8");
    writeFileSync(
      `${project}/models.ts`,
      `import { type ResultOf, initGraphQLTada } from "gql.tada";
       import type { introspection } from "./graphql-env.js";
       const graphql = initGraphQLTada<{ introspection: introspection; scalars: { DateTime: string; AIModel: string } }>();
       const models = graphql(\`${text}\`);
       export const first = (data: ResultOf<typeof models>): string => data.aiModels[0]!.id;
       // @ts-expect-error: the document does not select it
       export const wrong = (data: ResultOf<typeof models>): unknown => data.aiModels[0]!.nonsense;`,
    );
    expect(await compile(project)).toBe("");
  });
});

/** The output of tsc for a folder's modules. */
const compile = async (of: string): Promise<string> => {
  const config = `${of}/tsconfig.check.json`;
  writeFileSync(
    config,
    JSON.stringify({ extends: `${folder}tsconfig.json`, include: ["*.ts"], compilerOptions: { module: "esnext", moduleResolution: "bundler" } }),
  );
  const { stdout } = await run(process.execPath, [`${folder}node_modules/typescript/bin/tsc`, "--project", config]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
};

/** A value without the members that graphql-js sets to undefined and we omit. */
const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutEmpty(member)]));
};
