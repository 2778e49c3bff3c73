/**
 * Every operation of the contract is called over a real connection, and each declared outcome is seen: every success,
 * every problem, and answers outside the contract.
 */

import * as api from "@heal7/contracts";
import { validation } from "@heal7/contracts/validation/always";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DocumentedOperation, exampleArguments, failures, operations, successes } from "../loopback/openapi.js";
import { type Loopback, problem, startLoopback } from "../loopback/server.js";

type AnyOutcome = { ok: boolean; status?: number; data?: unknown; error?: api.ApplicationError };
type Call = (client: api.Client, args: unknown, options?: api.CallOptions) => Promise<AnyOutcome>;

let server: Loopback;
let client: api.Client;

beforeAll(async () => {
  server = await startLoopback();
  client = api.createClient({ baseUrl: server.baseUrl, token: () => "token", retry: false, validation });
});
afterAll(() => server[Symbol.asyncDispose]());

const call = ({ operationId }: DocumentedOperation): Call => (api as unknown as Record<string, Call>)[operationId]!;

/** Operations without parameters and body take the options first. */
const invoke = (operation: DocumentedOperation): Promise<AnyOutcome> => {
  const args = exampleArguments(operation);
  return Object.keys(args).length > 0 ? call(operation)(client, args) : call(operation)(client, undefined);
};

describe.each(operations.map((operation) => [operation.operationId, operation] as const))("%s", (_, operation) => {
  it("sends what the document describes and gives the data of its answer", async () => {
    const outcome = await invoke(operation);
    expect(outcome, JSON.stringify(outcome.error?.problem ?? outcome.error?.details)).toMatchObject({ ok: true });
    const [status] = successes(operation);
    expect(outcome.status).toBe(status);
    const example = operation.responses[String(status)]?.content?.["application/json"]?.example as
      | { data: unknown }
      | undefined;
    expect(outcome.data).toEqual(example?.data);
    const sent = server.received.at(-1)!;
    expect(sent.operation.operationId).toBe(operation.operationId);
    expect(sent.headers["x-api-version"]).toBe("v1");
  });

  it("tells each problem that it declares by status and code", async () => {
    for (const { status, code } of failures(operation)) {
      server.next.push((_, response) => problem(response, status, code));
      const outcome = await invoke(operation);
      expect(outcome).toMatchObject({ ok: false, status, error: { status, code, problem: { code } } });
      expect(outcome.error).toBeInstanceOf(Error);
    }
    expect(failures(operation).length).toBeGreaterThan(3);
  });

  it("has a branch for what is no answer of the contract", async () => {
    server.next.push((_, response) => response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad</h1>"));
    const outcome = await invoke(operation);
    expect(outcome.ok).toBe(false);
    expect(outcome.status).toBeUndefined();
    expect(outcome.error).toMatchObject({ code: "UNEXPECTED_RESPONSE", details: "<h1>Bad</h1>" });
  });
});

it("finds every operation of the document among the functions", () => {
  const functions = operations.filter(({ operationId }) => typeof (api as Record<string, unknown>)[operationId] === "function");
  expect(functions).toHaveLength(operations.length);
});

it("notices an answer that does not fit the contract", async () => {
  const operation = operations.find(({ operationId }) => operationId === "getHealth")!;
  server.next.push((_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ success: true, data: { status: 7 } })),
  );
  const outcome = await invoke(operation);
  expect(outcome).toMatchObject({ ok: false, error: { code: "INVALID_RESPONSE" } });
});
