/**
 * Things that come one after the other, to be awaited in a test.
 */

/** The items that came and were not taken yet. */
export type Inbox<T> = {
  readonly put: (item: T) => void;
  /** The next thing, as soon as it is there. */
  readonly next: () => Promise<T>;
  /** How many have come in all. */
  readonly count: () => number;
};

/** Makes an empty inbox. */
export const makeInbox = <T>(): Inbox<T> => {
  const items: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  let count = 0;
  return {
    put: (item) => {
      count += 1;
      const first = waiting.shift();
      if (first) first(item);
      else items.push(item);
    },
    next: async () => (items.length > 0 ? (items.shift() as T) : new Promise((resolve) => waiting.push(resolve))),
    count: () => count,
  };
};
