// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * How long to wait before a connection is made again. Who waits, and whether, stands in `socket.ts` and `events.ts`.
 */

/** When and how often a lost connection is made again. */
export type ReconnectOptions = {
  /** The most failures in a row before it is given up; no limit where absent. */
  readonly attempts?: number;
  /** Milliseconds before the first attempt; 1000 where absent. */
  readonly delay?: number;
  /** The factor by which the delay grows from one failure to the next; 1.5 by default. */
  readonly factor?: number;
  /** The most milliseconds that the delay grows to; 30000 where absent. */
  readonly maxDelay?: number;
};

/** The longest wait there is, in milliseconds: an hour. A timer takes no more than 24 days. */
export const LONGEST_WAIT = 3_600_000;

/**
 * Milliseconds before the next attempt after `failures` in a row, at least 1. `requested` is the delay that the server
 * requests: the first delay equals it, a later one is not shorter.
 */
export const delayAfter = (failures: number, options: ReconnectOptions, requested?: number): number => {
  const { delay = 1000, factor = 1.5, maxDelay = 30_000 } = options;
  const own = Math.min(delay * factor ** (failures - 1), maxDelay);
  const next = failures === 1 ? (requested ?? own) : Math.max(requested ?? 0, own);
  // A server that goes down loses all its clients at once: they must not all come back at once.
  return Math.min(next * (1 + Math.random() / 2), LONGEST_WAIT);
};
