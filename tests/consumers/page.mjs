// A page in Chromium, and its error messages.
import assert from "node:assert/strict";

/** A name of this machine that a browser does not trust: its pages are not secure contexts. */
export const UNTRUSTED = "phone.test";

/** Opens the page of the project, and waits until it exposes the package as `consumer`. */
export async function openPage(context, url) {
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  // This includes errors during unloading, which the page's own scripts can no longer report.
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => "consumer" in window);
  return Object.assign(page, { said });
}

/**
 * Asserts that the page has no errors. A browser reports every failed request: `expected` matches the intended
 * failures.
 */
export async function isQuiet(page, expected = /^$/) {
  assert.deepEqual(await page.evaluate(() => window.consumer?.complaints ?? []), []);
  assert.deepEqual(page.said.filter((text) => !expected.test(text)), []);
}
