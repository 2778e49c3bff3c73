/**
 * A call under way: what the functions of the runtime hand to each other. Types only.
 */

import type { Client } from "./client.js";
import type { Arguments, Operation } from "./operation.js";
import type { CallOptions, ClientOptions } from "./options.js";

/** One call, from its start to its outcome. */
export type RunningCall = {
  readonly client: ClientOptions;
  readonly renew: Client["renew"];
  readonly operation: Operation;
  readonly args: Arguments;
  readonly options: CallOptions;
  /** How many requests have been sent. */
  attempts: number;
  /** The token of the last request. */
  token?: string | undefined;
};
