// Judges a running bookshop by the client of the graphql-transport-ws protocol: it must get what it asks for.
// Arguments: URL. Prints a report (see report.mjs) with the number of `scenarios`.
// Exit: 0 no finding, 1 findings, 2 called wrongly.
import { isDeepStrictEqual } from "node:util";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { finding, runJudge } from "./report.mjs";

const PLACE = "mutation ($input: NewOrder!) { placeOrder(input: $input) { id } }";
const FOLLOW = "subscription ($id: ID!) { orderEvents(id: $id) { __typename } }";
const input = {
  lines: [{ bookId: "01936f5f-2b3c-7d4e-8f50-61728394a5b6", copies: 1 }],
  address: { street: "세종대로 110", town: "서울" },
};

await runJudge({
  name: "graphql-transport-ws",
  usage: "URL",
  accepts: (args) => args.length === 1 && URL.canParse(args[0]),
  judge: async ([url]) => {
    const scenarios = Object.entries({ query, mutationAndSubscription, invalidDocument, anonymous, forbidden });
    const findings = [];
    for (const [name, scenario] of scenarios) {
      try {
        await scenario(url);
      } catch (error) {
        // What the client throws is an error, a closing event, or a list of GraphQL errors.
        findings.push(finding("error", name, error.message ?? JSON.stringify(error)));
      }
    }
    return { findings, scenarios: scenarios.length };
  },
});

async function query(url) {
  const client = connect(url, "Bearer of:ada");
  equal(await first(client, { query: "{ __typename }" }), { data: { __typename: "Query" } });
  await client.dispose();
}

async function mutationAndSubscription(url) {
  const client = connect(url, "Bearer of:ada");
  const placed = await first(client, { query: PLACE, variables: { input } });
  const events = client.iterate({ query: FOLLOW, variables: { id: placed.data.placeOrder.id } });
  const { value } = await events.next();
  equal(value, { data: { orderEvents: { __typename: "OrderEventPlaced" } } });
  await events.return();
  await client.dispose();
}

async function invalidDocument(url) {
  const client = connect(url);
  const errors = await first(client, { query: "{ nothing }" }).catch((errors) => errors);
  equal(errors[0]?.extensions?.code, "GRAPHQL_VALIDATION_FAILED");
  await client.dispose();
}

async function anonymous(url) {
  const client = connect(url);
  const { errors } = await first(client, { query: PLACE, variables: { input } });
  equal(errors[0].extensions.code, "UNAUTHENTICATED");
  await client.dispose();
}

async function forbidden(url) {
  const client = connect(url, "Bearer forged");
  const event = await first(client, { query: "{ __typename }" }).catch((event) => event);
  equal(event.code, 4403);
}

function connect(url, authorization) {
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization } });
}

async function first(client, payload) {
  for await (const result of client.iterate(payload)) return result;
  throw new Error("it is complete without a result");
}

function equal(found, expected) {
  // What the client makes has no prototype everywhere.
  const plain = found === undefined ? undefined : JSON.parse(JSON.stringify(found));
  if (!isDeepStrictEqual(plain, expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(plain)}`);
  }
}
