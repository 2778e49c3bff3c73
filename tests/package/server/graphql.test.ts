/** The typed documents: a query, mutations, a connection by pages, problems, and subscriptions over WebSocket. */

import * as documents from "@heal7/contracts/graphql";
import { type DocumentNode, print } from "graphql";
import { ClientError, GraphQLClient } from "graphql-request";
import { createClient } from "graphql-ws";
import { expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { birth, meet, ordinary, warn } from "./servers.js";

const url = `${ordinary}/graphql`;
const input = { ...birth, isLeapMonth: false };

/** A person, and the clients with their token. */
const meetAnna = async () => {
  const anna = await meet(ordinary, "anna");
  const authorization = `Bearer ${anna.session.token}`;
  return { anna, authorization, userId: anna.session.user.id, graphql: new GraphQLClient(url, { headers: { authorization } }) };
};

it("what is computed is read with all its parts, shared, and recommended from", async () => {
  const { graphql, userId } = await meetAnna();
  const { calculateSaju } = await graphql.request(documents.CalculateSajuDocument, { input });
  expect(calculateSaju).toMatchObject({ success: true, estimatedProcessingTime: 0 });
  const { id, sajuPan } = calculateSaju.result;
  const { sajuResult } = await graphql.request(documents.SajuResultDocument, { id });
  expect(sajuResult).toMatchObject({ id, sajuPan, userId, input: { name: birth.name } });
  const { shareSajuResult } = await graphql.request(documents.ShareSajuResultDocument, { sajuId: id, shareType: "link" });
  expect(shareSajuResult.url).toContain(shareSajuResult.token);
  const { recommendedContent } = await graphql.request(documents.RecommendedContentDocument, { userId, limit: 3 });
  expect(recommendedContent).toHaveLength(3);
});

it("a connection is read to its end", async () => {
  const { graphql } = await meetAnna();
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    made.unshift((await graphql.request(documents.CalculateSajuDocument, { input })).calculateSaju.result.id);
  }
  const found: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const variables = { first: 2, ...(after && { after }) };
    const { mySajuResults }: documents.GetMySajuResultsQuery = await graphql.request(documents.GetMySajuResultsDocument, variables);
    expect(mySajuResults.totalCount).toBe(made.length);
    found.push(...mySajuResults.edges.map(({ node }) => node.id));
    after = mySajuResults.pageInfo.hasNextPage ? mySajuResults.pageInfo.endCursor : null;
  }
  expect(found).toEqual(made);
});

it("a field that fails says so with the problem of the contract", async () => {
  const { graphql } = await meetAnna();
  const never = graphql.request(documents.CalculateSajuDocument, { input: { ...input, birthDate: "1976-02-30" } });
  const failed = await never.catch((error: unknown) => error);
  if (!(failed instanceof ClientError)) throw new Error("it did not fail");
  const [error] = failed.response.errors ?? [];
  expect(error?.extensions).toMatchObject({ code: "BAD_USER_INPUT", problem: { code: "INVALID_SOLAR_DATE", status: 422 } });
});

it("subscriptions tell the state of the platform at once, and a person what is new", async () => {
  const { anna, authorization, userId } = await meetAnna();
  const anybody = follow<documents.SystemStatusSubscription>(documents.SystemStatusDocument);
  expect((await anybody.next()).systemStatus.components.map(({ name }) => name)).toContain("saju_engine");

  const hers = follow<documents.NotificationsSubscription>(documents.NotificationsDocument, { userId }, authorization);
  const told = hers.next();
  await hers.connected;
  await warn(anna);
  expect((await told).notifications).toMatchObject({ type: "warning" });
});

/** Follows a subscription until the test has ended. */
const follow = <Data>(document: DocumentNode, variables: Record<string, unknown> = {}, authorization?: string) => {
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization },
  });
  onTestFinished(() => void client.dispose());
  const connected = new Promise((resolve) => client.on("connected", resolve));
  const results = client.iterate<Data>({ query: print(document), variables });
  const next = async (): Promise<Data> => {
    const { value } = await results.next();
    if (!value?.data) throw new Error(`no event but ${JSON.stringify(value)}`);
    return value.data;
  };
  return { next, connected };
};
