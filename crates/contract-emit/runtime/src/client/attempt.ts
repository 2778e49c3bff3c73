/**
 * One attempt of a call: a request is sent and its answer read, within the time that it has.
 */

import { readAnswer } from "./answer.js";
import { failure } from "./error.js";
import { observe } from "./observe.js";
import type { Outcome } from "./outcome.js";
import { type PreparedRequest, headersOf } from "./request.js";
import type { RunningCall } from "./running-call.js";
import { within } from "./within.js";

/**
 * Makes one attempt, with the token `fresh` where there is one.
 * Rejects when the request cannot be made: with what `token`, `headers` or `onRequest` of the client threw.
 */
export const attempt = async (call: RunningCall, request: PreparedRequest, fresh?: string): Promise<Outcome> => {
  const { client, operation, options } = call;
  const { headers: _headers, timeout: _timeout, retry: _retry, idempotencyKey: _key, ...init } = options;
  const ms = timeoutOf(call);
  const before = call.attempts;
  try {
    return await within(ms, options.signal, async (signal) => {
      if (operation.auth) call.token = fresh ?? (await client.token?.());
      const { method } = operation;
      const { url, body } = request;
      const headers = await headersOf(call, request);
      const outgoing = { operation: operation.id, attempt: before + 1, method, url, headers };
      await client.onRequest?.(outgoing);
      signal.throwIfAborted();
      call.attempts += 1;
      const response = await (client.fetch ?? fetch)(url, {
        ...client.init,
        ...init,
        method,
        headers,
        signal,
        body,
        ...(body instanceof ReadableStream && { duplex: "half" }),
      });
      observe(() => client.onResponse?.(response, outgoing));
      return readAnswer(call, response);
    });
  } catch (cause) {
    if (options.signal?.aborted) {
      return failure(call, "NETWORK", "ABORTED", "Call aborted", { cause: options.signal.reason });
    }
    const fields = { retryable: true, cause };
    const { name, message } = Object(cause) as Error;
    if (name === "TimeoutError") return failure(call, "TIMEOUT", "REQUEST_TIMEOUT", message, fields);
    if (call.attempts === before) throw cause;
    return failure(call, "NETWORK", "NETWORK_ERROR", "Server not reached", fields);
  }
};

/** The milliseconds that an attempt may take; 0 for any number. */
export const timeoutOf = ({ client, options }: RunningCall): number =>
  options.timeout ?? client.timeout ?? 10_000;
