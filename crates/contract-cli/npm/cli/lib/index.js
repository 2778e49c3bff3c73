// Starts and stops the mock server: `index.d.ts` describes the function.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
// Not the global ones, which a test may have replaced.
import { clearTimeout, setTimeout } from "node:timers";
import { fileURLToPath } from "node:url";
import { cannotStart, findProgram } from "./program.js";

/** How long the mock may take until it listens, in milliseconds. */
const TIMEOUT = 30_000;
/** How long the mock may take to stop before it is killed, in milliseconds. */
const GRACE = 3_000;

export async function startMock(options) {
  const { env, timeout = TIMEOUT, onLog = (line) => process.stderr.write(`${line}\n`) } = options ?? {};
  const parameters = commandLine(options ?? {});
  const program = findProgram();
  const child = spawn(program, parameters, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const ended = new Promise((settle) => child.once("close", settle));
  const guard = stopWithThisProcess(child, ended);

  const logged = [];
  let log = (line) => logged.push(line);
  createInterface({ input: child.stderr }).on("line", (line) => log(line));

  const announced = await announcement(child, ended, program, logged, timeout);
  log = onLog;
  logged.forEach((line) => onLog(line));
  // A test that forgets to stop the mock ends all the same, and the mock with it.
  const handles = [child, child.stdout, child.stderr, guard, guard.stdin];
  handles.forEach((handle) => handle.unref());

  let stopping;
  const stop = () => (stopping ??= stopped(child, ended));
  ended.then((code) => stopping ?? (code !== 0 && onLog(`the mock ended by itself${exit(child, code)}`)));
  const { url, token, person, signIn } = announced;
  return {
    url,
    token,
    ...(person && { person }),
    ...(signIn && { credentials: signIn.credentials, signInOperation: signIn.operation }),
    pid: child.pid,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** The arguments of the program. */
function commandLine({ registry, seed, auth, validate, scenario, port = 0 }) {
  if (registry === undefined) throw new Error("startMock needs `registry`: the path of a registry.json");
  const named = { "--registry": existing("registry", registry), "--seed": seed, "--auth": auth, "--validate": validate };
  if (scenario !== undefined) named["--scenario"] = existing("scenario", scenario);
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  // With `=`, a value may begin with a hyphen.
  return ["mock", "--format=json", `--listen=127.0.0.1:${port}`, ...given.map(([flag, value]) => `${flag}=${value}`)];
}

/** The absolute path of a file, which must exist. */
function existing(option, file) {
  const path = file instanceof URL ? fileURLToPath(file) : resolve(file);
  if (existsSync(path)) return path;
  throw new Error(`${option} not found: ${path} does not exist${path === file ? "" : ` (\`${option}\` is ${file})`}`);
}

/** Resolves to the line of JSON that the mock prints when it listens. Rejects, and leaves no process, without one. */
async function announcement(child, ended, program, logged, timeout) {
  const lines = createInterface({ input: child.stdout });
  let timer;
  try {
    const line = await Promise.race([
      once(lines, "line").then(([line]) => line),
      once(child, "error").then(([error]) => Promise.reject(new Error(cannotStart(program, error)))),
      ended.then((code) => Promise.reject(new Error(`the mock ended before it listened${exit(child, code)}`))),
      new Promise((_, reject) => {
        const late = `the mock does not listen after ${timeout} ms: give it longer with \`timeout\``;
        timer = setTimeout(() => reject(new Error(late)), timeout);
      }),
    ]);
    return parsed(line, program);
  } catch (error) {
    child.kill("SIGKILL");
    if (child.pid !== undefined) await ended;
    if (logged.length > 0) error.message += `\n${logged.join("\n")}`;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** How a process has ended, for a message. */
const exit = ({ signalCode }, code) => (signalCode === null ? `, with exit code ${code}` : `, by ${signalCode}`);

/** The announcement in a line. */
function parsed(line, program) {
  try {
    const announced = JSON.parse(line);
    if (typeof announced.url === "string") return announced;
  } catch {
    // The error below shows the line.
  }
  throw new Error(`${program} printed ${JSON.stringify(line)}, but a line of JSON with a \`url\` was expected`);
}

/** Asks the mock to stop, and kills it where that takes too long. */
async function stopped(child, ended) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE);
  await ended;
  clearTimeout(timer);
}

/** Starts a process that stops the mock when this process ends, also when this process is killed. */
function stopWithThisProcess(child, ended) {
  if (child.pid === undefined) return undefined;
  const script = fileURLToPath(new URL("stop-with-parent.js", import.meta.url));
  const guard = spawn(process.execPath, [script, String(child.pid), String(GRACE)], {
    // Options of this process, such as a debugger, are not for that one; Electron has a Node inside.
    env: { ...process.env, NODE_OPTIONS: "", ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["pipe", "ignore", "ignore"],
    // In a group of its own, Ctrl-C does not end it before the mock.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  // Where it cannot be started, `stop` still works.
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  ended.then(() => guard.kill("SIGKILL"));
  return guard;
}
