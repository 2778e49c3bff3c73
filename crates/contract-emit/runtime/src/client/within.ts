/**
 * Work that is given up when its time is over or the caller aborts. It leaves no timer and no listener behind.
 */

/**
 * Runs `work` with a signal of its own.
 * Rejects with a `TimeoutError` after `ms` milliseconds (0 for no limit), and with the reason of `signal` when that
 * aborts, even if `work` itself takes no notice.
 */
export const within = async <T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  signal?.throwIfAborted();
  // Not AbortSignal.any and .timeout: they are younger than some browsers in use, and their timers cannot be cleared.
  const controller = new AbortController();
  const follow = (): void => controller.abort(signal?.reason);
  const expire = (): void => controller.abort(new DOMException(`No answer in ${ms} ms`, "TimeoutError"));
  const timer = ms > 0 ? setTimeout(expire, ms) : undefined;
  signal?.addEventListener("abort", follow);
  try {
    return await Promise.race([aborted(controller.signal), work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", follow);
  }
};

/** Waits for `ms` milliseconds, or until `signal` aborts. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (ms > 0) await within(ms, signal, () => new Promise<never>(() => {})).catch(() => {});
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
