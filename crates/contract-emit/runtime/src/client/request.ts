/**
 * From arguments to a request: its URL, body and headers. What throws here ends the call as INVALID_ARGUMENTS.
 */

import { addressOf } from "./address.js";
import type { Operation, Scalar } from "./operation.js";
import type { RunningCall } from "./running-call.js";

/** The part of a request that all attempts of a call share. */
export type PreparedRequest = {
  readonly url: string;
  readonly body: RequestBody | null;
  readonly idempotencyKey: string | undefined;
};

type RequestBody = NonNullable<RequestInit["body"]>;

/** Makes the URL and the body of a call, and its one idempotency key. */
export const prepare = ({ client, operation, args, options }: RunningCall): PreparedRequest => ({
  url: addressOf(client.baseUrl, operation.path, args),
  body: args.body === undefined ? null : bodyOf(operation, args.body),
  idempotencyKey: operation.idempotencyKey && (options.idempotencyKey ?? randomKey()),
});

/** Makes the headers of one attempt. */
export const headersOf = async (call: RunningCall, request: PreparedRequest): Promise<Headers> => {
  const { client, operation, args, options, token } = call;
  const { version, headers: common } = client;
  const headers = new Headers(options.headers);
  const further: readonly (readonly [string, Scalar | undefined])[] = [
    ...Object.entries(args.headers ?? {}),
    ...new Headers(typeof common === "function" ? await common() : common),
    ["authorization", token ? `Bearer ${token}` : undefined],
    ["content-type", args.contentType ?? (operation.body === "json" ? "application/json" : undefined)],
    ["idempotency-key", request.idempotencyKey],
    [version?.name ?? "", version?.value],
  ];
  // The headers of the call precede those of the client, and these precede the runtime's own.
  for (const [name, value] of further) {
    if (value !== undefined && !headers.has(name)) headers.set(name, String(value));
  }
  return headers;
};

const bodyOf = ({ body: send }: Operation, body: unknown): RequestBody => {
  if (send === "json") return JSON.stringify(body);
  return typeof send === "function" ? send(body as object) : (body as RequestBody);
};

/** A UUID, or as many random bits in decimal. */
const randomKey = (): string =>
  // Browsers keep randomUUID from pages without TLS, such as a development server that is opened from a phone.
  crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
