/**
 * Whether a failed call is repeated, and after how long. `call.ts` does the waiting.
 */

import type { ApplicationError } from "./error.js";
import type { RetryOptions } from "./options.js";
import type { PreparedRequest } from "./request.js";
import { retryAfter } from "./retry-after.js";
import type { RunningCall } from "./running-call.js";

/** Milliseconds until a call is repeated that has been `repeated` so often; undefined when it is not to be. */
export const retryDelay = (
  { client, operation, options }: RunningCall,
  request: PreparedRequest,
  error: ApplicationError,
  repeated: number,
): number | undefined => {
  const after = retryAfter(error.response);
  const status = error.response?.status ?? 0;
  const isPassing = (): boolean => status >= 500 || (status === 429 && after !== undefined);
  const rule: RetryOptions = { ...client.retry, ...options.retry };
  const { attempts = 3, delay = 1000, factor = 1.5, when = isPassing } = rule;
  const isRepeated =
    (options.retry ?? client.retry) !== false &&
    repeated < attempts &&
    (request.idempotencyKey || /GET|PUT|DELETE/.test(operation.method)) &&
    when(error);
  if (!isRepeated || (after ?? 0) > LONGEST_WAIT) return undefined;
  // Up to a tenth more, so that clients which failed together do not come back together.
  return (after ?? delay * factor ** repeated) * (1 + Math.random() / 10);
};

/** The longest `Retry-After` that is waited for, in milliseconds. */
const LONGEST_WAIT = 60_000;
