// Runs in a folder with the installed packed program and a registry.json: `node --test`.
import { startMock } from "@contract-tools/cli";
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const registry = "registry.json";
const PLATFORM = `${process.platform}-${process.arch}`;

/** Lists the books of a mock. */
async function books(url) {
  const response = await fetch(`${url}/books`);
  assert.equal(response.status, 200);
  return (await response.json()).data;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilNothingListens(url) {
  const deadline = Date.now() + 10_000;
  const answers = () => fetch(url).then(() => true, () => false);
  while (await answers()) {
    assert.ok(Date.now() < deadline, `${url} still answers`);
    await sleep(20);
  }
}

/** Starts another test process, and returns the first line that it prints. */
async function otherProcess(script) {
  const parameters = ["--input-type=module", "--eval", `import { startMock } from "@contract-tools/cli"; ${script}`];
  const child = spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { child, line };
}

test("there is no Rust on this machine", () => {
  for (const program of ["cargo", "rustc", "rustup"]) assert.equal(spawnSync(program).error?.code, "ENOENT", program);
});

test("the main package names the package of each platform with its own version", () => {
  const manifest = (name) => JSON.parse(readFileSync(`node_modules/@contract-tools/${name}/package.json`, "utf8"));
  const { version, optionalDependencies } = manifest("cli");
  const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];
  const expected = platforms.map((platform) => [`@contract-tools/cli-${platform}`, version]);
  assert.deepEqual(Object.entries(optionalDependencies), expected);
  const installed = manifest(`cli-${PLATFORM}`);
  assert.deepEqual([installed.version, installed.os, installed.cpu], [version, [process.platform], [process.arch]]);
});

test("npx starts the mock, and a signal to npx stops it", async () => {
  const parameters = ["contract", "mock", "--registry", registry, "--listen", "127.0.0.1:0", "--format", "json"];
  const npx = spawn("npx", ["--no-install", ...parameters], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: npx.stdout }), "line");
  const { url } = JSON.parse(line);
  assert.ok((await books(url)).items.length > 0);
  npx.kill("SIGTERM");
  await untilNothingListens(url);
});

test("npx passes on the exit code and the version of the program", () => {
  const run = (...parameters) => spawnSync("npx", ["--no-install", "contract", ...parameters], { encoding: "utf8" });
  assert.match(run("--version").stdout, /^contract \d+\.\d+\.\d+\n$/);
  const unknown = run("mock", "--registry", "unknown.json");
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /unknown\.json/);
  assert.equal(run("mock", "--colour").status, 2);
});

test("startMock starts a mock that answers and stops", async () => {
  const mock = await startMock({ registry });
  assert.match(mock.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.ok(isRunning(mock.pid));
  await books(mock.url);
  const orders = (headers) => fetch(`${mock.url}/orders/1`, { headers });
  assert.equal((await orders({})).status, 401);
  assert.notEqual((await orders({ authorization: `Bearer ${mock.token}` })).status, 401);
  await mock.stop();
  assert.ok(!isRunning(mock.pid));
  await assert.rejects(fetch(`${mock.url}/books`));
});

test("the same seed gives the same data, another seed other data", async () => {
  const seeds = ["one", "one", "two"];
  const mocks = await Promise.all(seeds.map((seed) => startMock({ registry: pathToFileURL(registry), seed })));
  const [one, again, two] = await Promise.all(mocks.map(({ url }) => books(url)));
  assert.deepEqual(one, again);
  assert.notDeepEqual(one, two);
  await Promise.all(mocks.map((mock) => mock.stop()));
});

test("without authentication, no token is needed", async () => {
  const mock = await startMock({ registry, auth: "off" });
  assert.notEqual((await fetch(`${mock.url}/orders/1`)).status, 401);
  await mock[Symbol.asyncDispose]();
  assert.ok(!isRunning(mock.pid));
});

test("the mock ends with a process that forgets to stop it", async () => {
  const { child, line } = await otherProcess("console.log((await startMock({ registry: 'registry.json' })).url);");
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
  await untilNothingListens(line);
});

test("the mock ends with a process that is killed", async () => {
  const { child, line } = await otherProcess(`
    console.log((await startMock({ registry: "registry.json" })).url);
    setInterval(() => {}, 1000);
  `);
  await books(line);
  child.kill("SIGKILL");
  await untilNothingListens(line);
});

test("the mock ends with a worker that is terminated", async () => {
  const worker = new Worker(new URL("worker.mjs", import.meta.url));
  const [url] = await once(worker, "message");
  await books(url);
  await worker.terminate();
  await untilNothingListens(url);
});

test("a port that is taken is an error with the words of the program", async () => {
  const mock = await startMock({ registry });
  const port = Number(new URL(mock.url).port);
  await assert.rejects(startMock({ registry, port }), (error) => {
    assert.match(error.message, /^the mock ended before it listened, with exit code 1\nerror: /);
    assert.ok(error.message.includes(String(port)), error.message);
    return true;
  });
  await mock.stop();
});

test("a file that is not a registry is an error with the words of the program", async () => {
  await assert.rejects(startMock({ registry: "package.json" }), /with exit code 1\nerror: .*package\.json/s);
});

test("a registry that is not found is an error with its path", async () => {
  await assert.rejects(startMock({ registry: "unknown/registry.json" }), (error) => {
    assert.match(error.message, /^registry not found: \/.*\/unknown\/registry\.json does not exist/);
    return true;
  });
});

test("without the package of the platform, both say how to install it", async () => {
  const [there, away] = [`node_modules/@contract-tools/cli-${PLATFORM}`, "node_modules/.away"];
  renameSync(there, away);
  try {
    const npx = spawnSync("npx", ["--no-install", "contract", "--version"], { encoding: "utf8" });
    assert.equal(npx.status, 1);
    for (const part of [`error: the package @contract-tools/cli-${PLATFORM} is not installed`, "--omit=optional"]) {
      assert.ok(npx.stderr.includes(part), npx.stderr);
    }
    const { line } = await otherProcess(`
      await startMock({ registry: "registry.json" }).catch((error) => console.log("error:", error.message));
    `);
    assert.equal(`${line}\n`, npx.stderr);
    const alpine = await otherProcess(`
      process.report.getReport = () => ({ header: {} });
      await startMock({ registry: "registry.json" }).catch((error) => console.log(error.message));
    `);
    if (process.platform === "linux") assert.match(alpine.line, /has no program for linux-\w+ without glibc: .*CONTRACT_BINARY/);
  } finally {
    renameSync(away, there);
  }
});

test("a platform without a package is told the platforms that have one", () => {
  const script = `
    Object.defineProperty(process, "arch", { value: "riscv64" });
    const { startMock } = await import("@contract-tools/cli");
    await startMock({ registry: "registry.json" }).catch((error) => console.log(error.message));
  `;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
  for (const part of [`no program for ${process.platform}-riscv64`, "darwin-arm64, ", "linux-x64 (glibc)", "CONTRACT_BINARY"]) {
    assert.ok(stdout.includes(part), stdout);
  }
});
