// A page in Chromium, and what it complains of.
import assert from "node:assert/strict";

/** A name of this machine that a browser does not trust: a page from there is no secure context. */
export const UNTRUSTED = "phone.test";

/** Opens the page of the project, as soon as it has laid the package open as `consumer`. */
export async function openPage(context, url) {
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  // Also what is thrown when the page is left, and cannot be told by its own scripts any more.
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => "consumer" in window);
  return Object.assign(page, { said });
}

/** The page has nothing to complain of. A browser tells every failed request: what was to fail is `expected`. */
export async function isQuiet(page, expected = /^$/) {
  assert.deepEqual(await page.evaluate(() => window.consumer?.complaints ?? []), []);
  assert.deepEqual(page.said.filter((text) => !expected.test(text)), []);
}
