// `startMock` with programs that are not the mock: `node --test`.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { startMock } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "start-mock-"));
after(() => rmSync(folder, { recursive: true }));
const registry = join(folder, "registry.json");
writeFileSync(registry, "{}");

const LISTEN = `console.log(JSON.stringify({ url: "http://127.0.0.1:1", token: "t", person: null, signIn: null }));`;
const STAY = `setInterval(() => {}, 1000);`;

let count = 0;
/** Makes a program that `startMock` starts instead of `contract`. */
function program(script) {
  const path = join(folder, `program-${++count}`);
  writeFileSync(path, `#!${process.execPath}\n${script}`);
  chmodSync(path, 0o755);
  process.env.CONTRACT_BINARY = path;
  return path;
}

const isGone = (pid) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test("every option reaches the program", async () => {
  const lines = [];
  program(`console.error(JSON.stringify([process.argv.slice(2), process.env.COLOUR])); ${LISTEN} ${STAY}`);
  const options = { seed: "-1", auth: "off", validate: "warn", scenario: pathToFileURL(registry), port: 4010 };
  const mock = await startMock({ registry, ...options, env: { COLOUR: "red" }, onLog: (line) => lines.push(line) });
  await mock.stop();
  const flags = [`--registry=${registry}`, "--seed=-1", "--auth=off", "--validate=warn", `--scenario=${registry}`];
  assert.deepEqual(lines.map((line) => JSON.parse(line)), [
    [["mock", "--format=json", "--listen=127.0.0.1:4010", ...flags], "red"],
  ]);
});

test("a contract without persons and sign-in has a url and a token", async () => {
  program(LISTEN + STAY);
  const { url, token, ...rest } = await startMock({ registry });
  assert.deepEqual([url, token], ["http://127.0.0.1:1", "t"]);
  assert.deepEqual(Object.keys(rest), ["pid", "stop"]);
  await rest.stop();
});

test("an account has a person, and credentials for an operation", async () => {
  const signIn = { operation: "login", credentials: { email: "a@example.com", password: "p" } };
  program(`console.log(${JSON.stringify(JSON.stringify({ url: "http://127.0.0.1:1", token: "t", person: "7", signIn }))}); ${STAY}`);
  const mock = await startMock({ registry });
  assert.deepEqual([mock.person, mock.credentials, mock.signInOperation], ["7", signIn.credentials, "login"]);
  await mock.stop();
});

test("a program that does not stop when asked is killed", async () => {
  program(`process.on("SIGTERM", () => {}); ${LISTEN} ${STAY}`);
  const mock = await startMock({ registry });
  await mock.stop();
  assert.ok(isGone(mock.pid));
});

test("stopping twice, and after the program has ended, is harmless", async () => {
  program(`${LISTEN} setTimeout(() => process.exit(3), 10);`);
  const lines = [];
  const mock = await startMock({ registry, onLog: (line) => lines.push(line) });
  while (!isGone(mock.pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  await Promise.all([mock.stop(), mock.stop(), mock[Symbol.asyncDispose]()]);
  assert.deepEqual(lines, ["the mock ended by itself, with exit code 3"]);
});

test("a program that ends before it listens is an error with its output", async () => {
  program(`console.error("error: the address is in use"); process.exitCode = 1;`);
  await assert.rejects(startMock({ registry }), {
    message: "the mock ended before it listened, with exit code 1\nerror: the address is in use",
  });
});

test("a program that does not listen in time is ended", async () => {
  program(`console.error(process.pid); ${STAY}`);
  const error = await startMock({ registry, timeout: 500 }).catch((error) => error);
  const [message, pid] = error.message.split("\n");
  assert.equal(message, "the mock does not listen after 500 ms: give it longer with `timeout`");
  assert.ok(isGone(Number(pid)), error.message);
});

test("another line than the announcement is an error that shows it", async () => {
  const path = program(`console.log("Mock of Bookshop"); ${STAY}`);
  await assert.rejects(startMock({ registry }), {
    message: `${path} printed "Mock of Bookshop", but a line of JSON with a \`url\` was expected`,
  });
});

test("a file that is not a program is an error", async () => {
  process.env.CONTRACT_BINARY = registry;
  await assert.rejects(startMock({ registry }), { message: new RegExp(`^cannot start ${registry}: .*EACCES`) });
});

test("a variable that names no file is an error", async () => {
  process.env.CONTRACT_BINARY = "/nowhere/contract";
  await assert.rejects(startMock({ registry }), {
    message: "CONTRACT_BINARY is /nowhere/contract, but this file does not exist",
  });
});

test("a registry that is not given or not found is an error before anything starts", async () => {
  await assert.rejects(startMock(), { message: "startMock needs `registry`: the path of a registry.json" });
  await assert.rejects(startMock({ registry: "no/registry.json" }), {
    message: `registry not found: ${join(process.cwd(), "no/registry.json")} does not exist (\`registry\` is no/registry.json)`,
  });
});
