// GraphiQL: queries over HTTP and subscriptions over WebSocket, for anybody and for a person.

/** The initial document is a working subscription, and the schema is loaded. */
export async function followsASubscription(page) {
  await page.at("/graphiql");
  await Promise.all([page.waitForEvent("websocket"), run(page)]);
  await shows(page, '"status": "operational"');
  await page.getByRole("button", { name: "Stop query" }).click();

  await knowsTheSchema(page);
  await page.getByRole("link", { name: "Mutation", exact: true }).click();
  await page.getByRole("link", { name: "calculateSaju" }).waitFor();
}

/** The field that is typed is suggested, and answered for the person whose token is in "Headers". */
export async function speaksForAPerson(page, token) {
  await page.at("/graphiql");
  await knowsTheSchema(page);
  await write(page, "Query Editor", "{ ");
  await page.keyboard.type("mySaju");
  await page.locator(".CodeMirror-hint", { hasText: "mySajuResults" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" { totalCount } }");
  await run(page);
  await shows(page, '"UNAUTHENTICATED"');
  await page.getByRole("button", { name: "Headers" }).click();
  await write(page, "Headers", JSON.stringify({ authorization: `Bearer ${token}` }));
  await run(page);
  await shows(page, '"totalCount": 0');

  // A socket is opened for the same person, who may not follow another person's things.
  await write(page, "Query Editor", 'subscription { notifications(userId: "01936f5e-7a10-7b3c-8d4e-5f60718293a4") { id } }');
  await run(page);
  await shows(page, '"FORBIDDEN"');
}

/** Opens the documentation, and waits until the schema is loaded: before that, fields are not suggested. */
async function knowsTheSchema(page) {
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByRole("link", { name: "Mutation", exact: true }).waitFor();
}

/** Replaces the text in an editor. */
async function write(page, name, text) {
  await page.getByRole("region", { name }).locator(".CodeMirror:visible").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

async function run(page) {
  // GraphiQL reads the typed text a tenth of a second later.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await page.getByRole("button", { name: "Execute query" }).click();
}

const shows = (page, text) => page.getByRole("region", { name: "Result Window" }).getByText(text).first().waitFor();
