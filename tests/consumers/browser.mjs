// The project in Chromium, as a build and in development: with the mock in a real service worker, and with an API that
// loses tokens and connections, under a content security policy.
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch } from "./chromium.mjs";
import { startLive } from "./live.mjs";
import * as onApi from "./page-on-api.mjs";
import * as onMock from "./page-on-mock.mjs";
import { UNTRUSTED, openPage } from "./page.mjs";
import { run, serve, step } from "./project.mjs";

/** The maximum time that a page waits for something, in milliseconds. */
const LONGEST = 30_000;

/** Checks the project in its folder. */
export async function check(folder) {
  const require = createRequire(join(folder, "package.json"));
  const { chromium } = require("playwright-core");
  const { WebSocketServer } = require("ws");
  const browser = await launch(chromium, [`--host-resolver-rules=MAP ${UNTRUSTED} 127.0.0.1`]);
  const live = await startLive(WebSocketServer);
  const inBrowser = (site) => (what, work) =>
    step(what, async () => {
      const context = await browser.newContext();
      live.happened.length = 0;
      try {
        const open = (search = "", host = "127.0.0.1") => openPage(context, pageOf(site, search, host));
        await inTime(work(open, live));
      } finally {
        await context.close();
      }
    });
  const on = async (script, work) => {
    const site = await serve(folder, "npm", ["run", script], { NO_COLOR: "1" }, /http:\/\/127\.0\.0\.1:\d+/);
    try {
      await work(inBrowser(site));
    } finally {
      await site.stop();
    }
  };
  try {
    await step("service worker of msw", () => run(folder, "npm", ["run", "worker"]));
    await step("build", () => run(folder, "npm", ["run", "build"]));
    await on("preview", async (check) => {
      await check("calls against the mock", onMock.calls);
      await check("channels against the mock", onMock.channels);
      await check("one refresh for two tabs", onApi.oneRefreshForTwoTabs);
      await check("a tab that is closed while it refreshes", onApi.aTabThatIsClosedWhileItRefreshes);
      await check("cookies", onApi.cookies);
      await check("a page without a secure context", onApi.aPageThatIsNotTrusted);
      await check("calls that are given up", onApi.callsThatAreGivenUp);
      await check("connections that are lost", onApi.connectionsThatAreLost);
      await check("Zod where it may not compile", onApi.zodWhereItMayNotCompile);
      await check("an answer that does not fit, in production", onApi.anAnswerThatDoesNotFit(undefined));
    });
    await on("dev", async (check) => {
      await check("calls against the mock, in development", onMock.calls);
      await check("channels against the mock, in development", onMock.channels);
      await check("an answer that does not fit, in development", onApi.anAnswerThatDoesNotFit("INVALID_RESPONSE"));
    });
  } finally {
    await browser.close();
    await live.stop();
  }
}

/** Waits for the work, and fails if it is not done in time. */
async function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it is not done after ${LONGEST} ms`)), LONGEST);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Abandoned work fails when its page is closed.
    work.catch(() => {});
  }
}

function pageOf({ url }, search, host) {
  return Object.assign(new URL(search, url), { hostname: host }).href;
}
