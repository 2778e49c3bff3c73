/**
 * The timers that a test starts and is to leave cleared.
 */

import { createHook } from "node:async_hooks";
import { onTestFinished } from "vitest";

/** Watches the timers that are started from now on until the end of the test. */
export const watchTimers = (): { readonly running: () => number; readonly gone: () => Promise<void> } => {
  const timers = new Map<number, NodeJS.Timeout>();
  const hook = createHook({
    init: (id, type, _, resource) => {
      if (type === "Timeout") timers.set(id, resource as NodeJS.Timeout);
    },
    destroy: (id) => void timers.delete(id),
  }).enable();
  onTestFinished(() => void hook.disable());
  // A timer without a reference keeps no process alive: `fetch` has such for its pool of connections.
  const running = (): number => [...timers.values()].filter((timer) => timer.hasRef()).length;
  /** Resolves when no timer is running; rejects when that does not come to be. */
  const gone = async (): Promise<void> => {
    for (let turn = 0; running() > 0; turn += 1) {
      if (turn > 10_000) throw new Error(`${running()} timers are still running`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { running, gone };
};
