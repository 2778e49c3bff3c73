/**
 * A server on the loopback interface that answers by the OpenAPI document: it validates each request against the
 * document and sends the example of the answer. A test can replace the next answers.
 */

import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type DocumentedOperation, document, operations, successes } from "./openapi.js";

/** A received request. */
export type Received = {
  readonly operation: DocumentedOperation;
  readonly headers: IncomingMessage["headers"];
  readonly url: URL;
  readonly body: Buffer;
};

/** A single answer that replaces the example. */
export type Answer = (request: Received, response: ServerResponse) => void;

/** A running server. */
export type Loopback = AsyncDisposable & {
  readonly baseUrl: string;
  /** The received requests, oldest first. */
  readonly received: Received[];
  /** Answers for the next requests, in their order. */
  readonly next: Answer[];
};

/** Starts a server on a free port. */
export const startLoopback = async (): Promise<Loopback> => {
  const received: Received[] = [];
  const next: Answer[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const operation = match(request.method ?? "", url.pathname);
    if (!operation) return problem(response, 404, "NOT_FOUND", `no route ${request.method} ${url.pathname}`);
    const call: Received = { operation, headers: request.headers, url, body: Buffer.concat(chunks) };
    received.push(call);
    const mistake = mistakeIn(call);
    const answer = next.shift();
    if (mistake) problem(response, 422, "VALIDATION_FAILED", mistake);
    else if (answer) answer(call, response);
    else succeed(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    next,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Sends the example of the first success. */
export const succeed = ({ operation }: Received, response: ServerResponse): void => {
  const status = successes(operation)[0] ?? 200;
  const content = operation.responses[status]?.content?.["application/json"];
  if (!content) response.writeHead(status).end();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content.example));
};

/** Sends a problem. */
export const problem = (response: ServerResponse, status: number, code: string, detail = "as asked", headers = {}): void => {
  const body = {
    type: `https://example.org/problems/${code.toLowerCase()}`,
    title: code,
    status,
    detail,
    instance: "/",
    success: false,
    message: detail,
    code,
    errorType: status === 401 || status === 403 ? "AUTHENTICATION" : status >= 500 ? "SERVER" : "VALIDATION",
    recoverable: status < 500,
    retryable: status >= 500,
    requestId: "01936f5f-2b3c-7d4e-8f50-61728394a5b6",
  };
  response.writeHead(status, { "content-type": "application/problem+json", ...headers }).end(JSON.stringify(body));
};

/** The matching route with the most literal segments. */
const match = (method: string, path: string): DocumentedOperation | undefined =>
  operations
    .filter((operation) => operation.method === method && pattern(operation.path).test(path))
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0];

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "openapi", components: document.components });

/** The mistake in a request, compared with the document. */
const mistakeIn = ({ operation, headers, url, body }: Received): string | undefined => {
  const known = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const unknown = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) return `unknown query parameter ${unknown}`;
  for (const { name, required, in: location } of operation.parameters) {
    if (required && location === "header" && headers[name.toLowerCase()] === undefined) return `no header ${name}`;
    if (required && location === "query" && !url.searchParams.has(name)) return `no parameter ${name}`;
  }
  if (operation.security.length > 0 && !headers.authorization?.startsWith("Bearer ")) return "no token";
  if (operation.security.length === 0 && headers.authorization) return "a token where none is needed";
  const content = operation.requestBody?.content ?? {};
  const type = headers["content-type"]?.split(";")[0] ?? "";
  if (operation.requestBody && !(type in content)) return `content type ${type}`;
  if (content["application/json"]) {
    const schema = JSON.parse(JSON.stringify(content["application/json"].schema).replaceAll("#/components", "openapi#/components"));
    if (!ajv.validate(schema, JSON.parse(body.toString()))) return ajv.errorsText();
  }
  return undefined;
};
