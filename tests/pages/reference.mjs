// The reference of the REST operations, which Scalar generates from the server's own document.
import assert from "node:assert/strict";

/** Every operation is in the navigation, and leads to its description. */
export async function describesEveryOperation(page) {
  await page.at("/docs");
  const sidebar = page.getByRole("complementary");
  const { paths } = await page.evaluate(async () => (await fetch("/openapi.json")).json());
  for (const tag of ["saju", "system", "users"]) await sidebar.getByRole("button", { name: `Open Group - ${tag}` }).click();
  const links = sidebar.getByRole("link", { name: "HTTP Method" });
  const listed = await links.evaluateAll((links) => links.map(({ hash }) => decodeURI(hash)));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { tags }]) => `#tag/${tags[0]}/${method.toUpperCase()}${path}`),
  );
  assert.deepEqual(listed.sort(), operations.sort());

  await links.filter({ hasText: "Calculate the Four Pillars" }).click();
  const shown = page.getByRole("main").getByRole("region", { name: "Calculate the Four Pillars" });
  await shown.getByRole("heading", { name: "Calculate the Four Pillars" }).waitFor();
  await shown.getByText("birthDate", { exact: true }).first().waitFor();
  await shown.getByRole("button", { name: "201" }).waitFor();
}

/** A request is sent to this server with the entered token, and its answer is shown. */
export async function triesAnOperation(page, token) {
  await page.at("/docs");
  await page.getByRole("link", { name: "Get the signed-in user" }).click();
  await page.getByRole("textbox", { name: "Bearer Token" }).first().fill(token);
  await page.getByRole("button", { name: "Test Request (get /auth/profile)" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Send get request" }).click();
  await dialog.getByRole("link", { name: "200 OK" }).waitFor();
  await dialog.getByText('"anna@example.com"').waitFor();
}
