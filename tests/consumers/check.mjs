// Installs the packed package in typical projects of frontend teams: builds them, renders them on a server, and runs
// them in a browser.
// Usage: node check.mjs [vite] [next] [browser] [--tarball FILE]; all projects by default.
// Exit: 0 success, 1 failure, with the reason on stderr, 2 wrong usage.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { check as browser } from "./browser.mjs";
import { check as next } from "./next.mjs";
import { cleanUp, install, seconds } from "./project.mjs";
import { check as vite } from "./vite.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const checks = { vite, next, browser };

const { names, tarball } = read();
process.on("exit", cleanUp);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

for (const name of names) {
  const start = performance.now();
  console.log(name);
  try {
    const folder = await install(join(here, name), tarball);
    // Tokens that no other text contains, and names that no example contains.
    await checks[name](folder, { [`a-${randomUUID()}`]: "김하늘", [`b-${randomUUID()}`]: "이바다" });
    console.log(`  all is well after ${seconds(start)}`);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}

function read() {
  try {
    const options = { tarball: { type: "string", default: join(here, "../package/.build/package.tgz") } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.find((name) => !Object.hasOwn(checks, name));
    if (unknown !== undefined) throw new Error(`there is no project ${unknown}`);
    const tarball = resolve(values.tarball);
    if (!existsSync(tarball)) throw new Error(`${tarball} is not there: build it with tests/package/build.mjs`);
    return { names: positionals.length > 0 ? positionals : Object.keys(checks), tarball };
  } catch (error) {
    console.error(`${error.message}\nusage: node check.mjs [vite] [next] [browser] [--tarball FILE]`);
    process.exit(2);
  }
}
