// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * The handlers of messages, and how they are called: one handler that throws harms no other.
 */

/** Calls a callback at once; what it throws or rejects with is reported and goes no further. */
export type Call = (callback: () => unknown) => void;

/** Makes a {@link Call} that reports to `onError`. */
export const makeCall =
  (onError: (error: unknown) => void = report): Call =>
  (callback) => {
    new Promise((resolve) => resolve(callback())).catch(onError);
  };

/** The handlers of one connection. */
export type Subscriptions = {
  /** Adds a handler for one type of message, or for all. What is returned takes it away again. */
  readonly add: (type: string | undefined, handler: (message: never) => unknown) => () => void;
  /** Calls the handlers of a type in the order in which they came. */
  readonly dispatch: (type: string, message: unknown) => void;
  /** How many there are. */
  readonly size: () => number;
};

/** Makes an empty set of handlers. */
export const makeSubscriptions = (call: Call): Subscriptions => {
  // An entry of its own for each subscription: the same function may be subscribed twice.
  const entries = new Set<{ readonly type: string | undefined; readonly handler: (message: never) => unknown }>();
  return {
    add: (type, handler) => {
      const entry = { type, handler };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    dispatch: (type, message) => {
      // A copy, so that a handler which subscribes another does not hand it the message under way.
      for (const entry of [...entries]) {
        const isWanted = entries.has(entry) && (entry.type ?? type) === type;
        if (isWanted) call(() => entry.handler(message as never));
      }
    },
    size: () => entries.size,
  };
};

const report = (error: unknown): void => {
  if (typeof reportError === "function") reportError(error);
  else console.error(error);
};
