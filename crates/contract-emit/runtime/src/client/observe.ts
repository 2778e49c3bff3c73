/**
 * Hooks that only watch: what they throw is told to the console and changes no outcome.
 */

/** Calls a hook at once and does not wait for it. */
export const observe = (hook: () => unknown): void => {
  new Promise((resolve) => resolve(hook())).catch(console.error);
};
