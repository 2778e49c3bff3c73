// Renders the page for several people concurrently in one process, like a server.
// Usage: node render.mjs API_URL TOKEN...; prints a JSON list with the document of each.
import { readFileSync } from "node:fs";
import { render } from "./dist/server/entry-server.js";

const [baseUrl, ...tokens] = process.argv.slice(2);
const template = readFileSync(new URL("dist/client/index.html", import.meta.url), "utf8");
const documents = await Promise.all(
  tokens.map(async (token) => {
    const { html, state } = await render({ baseUrl, token: () => token });
    return template.replace("<!--html-->", () => html).replace("<!--state-->", () => state);
  }),
);
process.stdout.write(JSON.stringify(documents));
