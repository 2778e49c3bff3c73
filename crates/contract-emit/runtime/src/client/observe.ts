/**
 * Hooks that only watch: their errors are logged to the console and change no outcome.
 */

/** Calls a hook at once and does not wait for it. */
export const observe = (hook: () => unknown): void => {
  new Promise((resolve) => resolve(hook())).catch(console.error);
};
