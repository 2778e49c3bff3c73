// A project in its own temporary folder, with the tarball installed, and the programs that run there.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The maximum time of a single program, in milliseconds. */
const LONGEST = 120_000;

const running = new Set();
const folders = new Set();

/** Runs one step, and prints its duration. */
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
 * Copies a project to a temporary folder, installs its lock file and then the tarball. Returns the folder.
 */
export async function install(source, tarball) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumer-")));
  folders.add(folder);
  // With packages in a parent folder, a project could use packages that it has not installed.
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

/** Runs a program to its end and returns its standard output; an error contains all its output. */
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

/**
 * Starts a server and waits until it has printed its address; returns the address, and a function that stops the
 * server.
 */
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

/** Kills running programs and removes the folders. Synchronous, for the end of the process. */
export function cleanUp() {
  for (const child of running) kill(child);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function start(folder, program, args, environment) {
  // In production mode, npm would omit the build dependencies of a project.
  const { NODE_ENV, ...inherited } = process.env;
  const env = { ...inherited, CI: "1", NEXT_TELEMETRY_DISABLED: "1", ...environment };
  // A separate process group: npm starts other programs, which end with it.
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

/** Ends a program that was started here, and its child processes. */
function kill({ process: { pid } }) {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
