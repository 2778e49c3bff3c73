/** Development without a server. Loaded on demand only: no bundle for production has it. */

import { handlers } from "@heal7/contracts/msw";
import { setupWorker } from "msw/browser";

/** Answers from now on what the page asks of the API. */
export const startMock = async (baseUrl: string): Promise<void> => {
  await setupWorker(...handlers({ baseUrl })).start();
};
