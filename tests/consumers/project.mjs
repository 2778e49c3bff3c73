// A project in a temporary folder of its own, with the tarball installed, and the programs that run there.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** No single program takes that long, in milliseconds. */
const LONGEST = 120_000;

const running = new Set();
const folders = new Set();

/** Does one step, and says how long it took. */
export async function step(what, work) {
  const start = performance.now();
  process.stdout.write(`  ${what} ... `);
  try {
    const result = await work();
    process.stdout.write(`${seconds(start)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed after ${seconds(start)}\n`);
    throw error;
  }
}

/** The seconds since a time of `performance.now()`, as text. */
export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Copies a project to a temporary folder, installs what its lock file says and then the tarball. Gives the folder.
 */
export async function install(source, tarball) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumer-")));
  folders.add(folder);
  // With modules further up, a project could use what it has not installed.
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (existsSync(join(above, "node_modules"))) throw new Error(`${above} has node_modules: set TMPDIR elsewhere`);
  }
  const own = /[\\/](?:node_modules|dist|\.next)$/;
  cpSync(source, folder, { recursive: true, filter: (path) => !own.test(path) });
  await step("npm ci", () => run(folder, "npm", ["ci", "--prefer-offline"]));
  const flags = ["--no-save", "--no-package-lock", "--prefer-offline"];
  await step("npm install of the tarball", () => run(folder, "npm", ["install", ...flags, tarball]));
  return folder;
}

/** Runs a program to its end and gives its standard output; fails with all that it said. */
export async function run(folder, program, args, environment = {}) {
  const child = start(folder, program, args, environment);
  const timer = setTimeout(() => kill(child), LONGEST);
  const code = await child.ended;
  clearTimeout(timer);
  if (code !== 0) {
    throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${child.output.stdout}${child.output.stderr}`);
  }
  return child.output.stdout;
}

/** Starts a server and waits until it has printed where it listens; gives that, and what stops it. */
export async function serve(folder, program, args, environment, address) {
  const child = start(folder, program, args, environment);
  const url = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${program} ${args.join(" ")} ${why}:\n${child.output.stdout}${child.output.stderr}`));
    const timer = setTimeout(() => fail("does not say where it listens"), LONGEST);
    child.process.stdout.on("data", () => {
      const found = address.exec(child.output.stdout);
      if (found) resolve(found[0]);
    });
    child.ended.then((code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
  const stop = async () => {
    kill(child);
    await child.ended;
  };
  return { url, output: child.output, stop };
}

/** Leaves nothing behind: kills what still runs and removes the folders. Synchronous, for the end of the process. */
export function cleanUp() {
  for (const child of running) kill(child);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function start(folder, program, args, environment) {
  // In production mode npm would leave out what a project is built with.
  const { NODE_ENV, ...inherited } = process.env;
  const env = { ...inherited, CI: "1", NEXT_TELEMETRY_DISABLED: "1", ...environment };
  // A group of its own: npm starts others, which end with it.
  const options = { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true };
  const child = { process: spawn(program, args, options), output: { stdout: "", stderr: "" } };
  running.add(child);
  for (const name of ["stdout", "stderr"]) {
    child.process[name].setEncoding("utf8").on("data", (text) => {
      child.output[name] += text;
    });
  }
  child.ended = new Promise((resolve) => {
    const end = (code) => {
      running.delete(child);
      resolve(code);
    };
    child.process.on("error", (error) => end(error.message));
    child.process.on("close", (code, signal) => end(code ?? signal));
  });
  return child;
}

/** Ends a program that was started here, with what it started itself. */
function kill({ process: { pid } }) {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
