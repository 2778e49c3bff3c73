/**
 * A call from start to outcome: attempts, one renewal of a refused token, repetitions. It never rejects.
 */

import { attempt, timeoutOf } from "./attempt.js";
import type { Client } from "./client.js";
import { failure } from "./error.js";
import { observe } from "./observe.js";
import type { Arguments, Operation } from "./operation.js";
import type { CallOptions } from "./options.js";
import type { Outcome } from "./outcome.js";
import { prepare } from "./request.js";
import { retryDelay } from "./retry.js";
import type { RunningCall } from "./running-call.js";
import { pause, within } from "./within.js";

/**
 * Calls an operation. `O` is the union of its outcomes; the promise never rejects, whatever happens.
 */
export const call = async <O extends Outcome>(
  client: Client,
  operation: Operation,
  args: Arguments = {},
  options: CallOptions = {},
): Promise<O> => {
  const running: RunningCall = { client: client.options, renew: client.renew, operation, args, options, attempts: 0 };
  const outcome: Outcome = await settle(running).catch((cause: unknown) => {
    const { message = String(cause) } = Object(cause) as Partial<Error>;
    return failure(running, "VALIDATION", "INVALID_ARGUMENTS", message, { cause });
  });
  if (!outcome.ok && outcome.status !== 304) observe(() => client.options.onFailure?.(outcome.error, operation));
  return outcome as O;
};

const settle = async (running: RunningCall): Promise<Outcome> => {
  const { operation, options } = running;
  const request = prepare(running);
  let fresh: string | undefined;
  let repeated = 0;
  for (;;) {
    const outcome = await attempt(running, request, fresh);
    // There is nothing left to send of a stream, and nothing more to learn of what has not changed or was aborted.
    const isFinal = outcome.ok || outcome.status === 304 || outcome.error.code === "ABORTED";
    if (isFinal || request.body instanceof ReadableStream) return outcome;
    if (outcome.error.response?.status === 401 && operation.auth && running.renew && !fresh) {
      fresh = await renew(running);
      // When the caller has aborted, the next attempt says so.
      if (!fresh && !options.signal?.aborted) return outcome;
    } else {
      const ms = retryDelay(running, request, outcome.error, repeated++);
      if (ms === undefined) return outcome;
      await pause(ms, options.signal);
    }
  }
};

/** Waits for a new token as long as for an answer; undefined when there is none. */
const renew = (running: RunningCall): Promise<string | undefined> =>
  within(timeoutOf(running), running.options.signal, async () => running.renew?.(running.token)).catch(
    () => undefined,
  );
