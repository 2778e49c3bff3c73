// Generated from the contract by `cargo xtask generate`. Do not edit.

/**
 * A queue between a stream that is read and a loop that takes its events one by one. It drops nothing: while it is full,
 * the reader of the stream waits for room.
 */

/** The events that one loop has still to take. */
export type EventQueue<T> = {
  readonly push: (item: T) => void;
  /** Resolves when there is room: at once unless the queue is full. */
  readonly room: () => Promise<void>;
  /** Says that nothing more comes: the loop takes what there is and then ends, or throws `error` if there is one. */
  readonly end: (error?: Error) => void;
  /** Drops what there is and ends the loop. */
  readonly discard: () => void;
  /** Takes the events in their order; for one loop. */
  readonly take: () => AsyncGenerator<T, void, void>;
};

/** Makes a queue that counts as full from `limit` events on. */
export const makeEventQueue = <T>(limit: number): EventQueue<T> => {
  const items: T[] = [];
  let hasEnded = false;
  let failed: Error | undefined;
  let wakeTaker: () => void = () => {};
  let wakeFiller: () => void = () => {};
  const end = (error?: Error): void => {
    hasEnded = true;
    failed = error;
    wakeTaker();
    wakeFiller();
  };
  return {
    push: (item) => {
      items.push(item);
      wakeTaker();
    },
    room: async () => {
      while (items.length >= limit && !hasEnded) await new Promise<void>((resolve) => (wakeFiller = resolve));
    },
    end,
    discard: () => {
      items.length = 0;
      end();
    },
    take: async function* () {
      for (;;) {
        while (items.length > 0) {
          const [item] = items.splice(0, 1) as [T];
          wakeFiller();
          yield item;
        }
        if (failed) throw failed;
        if (hasEnded) return;
        await new Promise<void>((resolve) => (wakeTaker = resolve));
      }
    },
  };
};
