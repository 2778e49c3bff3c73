/**
 * How a refused token is replaced: one refresh for all calls of a client that need it, and for all tabs of a browser.
 * When to do so is for `call.ts` to say.
 */

import type { ClientOptions } from "./options.js";
import { pause, within } from "./within.js";

/** Makes what `Client.renew` is. */
export const renewal = (
  { baseUrl, token, timeout = 10_000 }: ClientOptions,
  refresh: () => Promise<string | undefined>,
): ((refused: string | undefined) => Promise<string | undefined>) => {
  let flight: Promise<string | undefined> | undefined;
  return (refused) => {
    const startedAt = Date.now();
    const replace = async (): Promise<string | undefined> => {
      // Another tab, or an earlier flight of this one, may have replaced it since the request was sent. Where the lock
      // took 5 ms or more, another tab had it, which may be another process: what that has stored is seen here within
      // a moment, and looked for 20 times, every 10 ms.
      for (let looks = Date.now() - startedAt < 5 ? 1 : 20; looks--; await pause(looks && 10)) {
        const current = await token?.();
        if (current && current !== refused) return current;
      }
      // One that never ends would keep the lock, and every tab without a token, for as long as this tab is open.
      return within(timeout, undefined, refresh);
    };
    flight ??= amongTabs(baseUrl, replace).finally(() => {
      flight = undefined;
    });
    return flight;
  };
};

type Browser = {
  readonly location?: { readonly href: string };
  readonly navigator?: {
    readonly locks?: { request<T>(name: string, work: () => Promise<T>): Promise<T> };
  };
};

const amongTabs = async <T>(baseUrl: string | URL, work: () => Promise<T>): Promise<T> => {
  const { location, navigator } = globalThis as Browser;
  // Node has locks as well, but no location: there, a lock would make people who share a server wait for each other.
  if (!location || !navigator?.locks) return work();
  return navigator.locks.request(`contract-refresh:${new URL(baseUrl, location.href).origin}`, work);
};
