// Judges a running server with the client of the graphql-transport-ws protocol, which must get the expected results.
// Arguments: URL CASE. The case is JSON: { authorization, mutation, subscription, event }. These are the caller, a
// mutation that needs this caller, a subscription, and the data of its first event. Prints a report (see report.mjs)
// with the number of `scenarios`.
// Exit: 0 no finding, 1 findings, 2 called wrongly.
import { isDeepStrictEqual } from "node:util";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { finding, runJudge } from "./report.mjs";

await runJudge({
  name: "graphql-transport-ws",
  usage: "URL CASE",
  accepts: (args) => args.length === 2 && URL.canParse(args[0]),
  judge: async ([url, text]) => {
    const given = JSON.parse(text);
    const scenarios = Object.entries({ query, mutation, subscription, invalidDocument, anonymous, forbidden });
    const findings = [];
    for (const [name, scenario] of scenarios) {
      const clients = [];
      const connect = (authorization) => {
        const options = { url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization } };
        clients.push(createClient(options));
        return clients.at(-1);
      };
      try {
        await scenario(connect, given);
      } catch (error) {
        // The client throws an error, a closing event, or a list of GraphQL errors.
        findings.push(finding("error", name, error.message ?? JSON.stringify(error)));
      } finally {
        // An open connection would keep this program running.
        for (const client of clients) await client.dispose();
      }
    }
    return { findings, scenarios: scenarios.length };
  },
});

async function query(connect, { authorization }) {
  const result = await first(connect(authorization), { query: "{ __typename }" });
  equal(result, { data: { __typename: "Query" } });
}

async function mutation(connect, { authorization, mutation }) {
  const { data, errors } = await first(connect(authorization), mutation);
  equal({ isDone: data != null, errors }, { isDone: true });
}

async function subscription(connect, { authorization, subscription, event }) {
  equal(await first(connect(authorization), subscription), { data: event });
}

async function invalidDocument(connect) {
  const errors = await first(connect(), { query: "{ nothing }" }).catch((errors) => errors);
  equal(errors[0]?.extensions?.code, "GRAPHQL_VALIDATION_FAILED");
}

async function anonymous(connect, { mutation }) {
  const { errors } = await first(connect(), mutation);
  equal(errors[0].extensions.code, "UNAUTHENTICATED");
}

async function forbidden(connect) {
  const event = await first(connect("Bearer forged"), { query: "{ __typename }" }).catch((event) => event);
  equal(event.code, 4403);
}

/** The first result; then the subscription is completed, because no more results are needed. */
async function first(client, payload) {
  for await (const result of client.iterate(payload)) return result;
  throw new Error("it is complete without a result");
}

function equal(found, expected) {
  // Some objects from the client have no prototype.
  const plain = found === undefined ? undefined : JSON.parse(JSON.stringify(found));
  if (!isDeepStrictEqual(plain, expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(plain)}`);
  }
}
