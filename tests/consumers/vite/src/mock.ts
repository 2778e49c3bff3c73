/** Development without a server. Loaded only on demand: no production bundle contains it. */

import { handlers } from "@heal7/contracts/msw";
import { setupWorker } from "msw/browser";

/** Answers the page's API requests from now on. */
export const startMock = async (baseUrl: string): Promise<void> => {
  await setupWorker(...handlers({ baseUrl })).start();
};
