#!/usr/bin/env node
// Runs the program `contract` with the arguments, the input and the output of this process.
import { spawn } from "node:child_process";
import { cannotStart, findProgram } from "../lib/program.js";

const fail = (message) => {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
};

let program;
try {
  program = findProgram();
} catch (error) {
  fail(error.message);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    // On Windows a console sends Ctrl-C to the program as well, and `kill` would end it before it has cleaned up.
    if (process.platform !== "win32" || signal === "SIGTERM") child.kill(signal);
  });
}
if (process.env.npm_lifecycle_event === "npx") {
  // npx starts this process through a shell. A signal to npx ends the shell, and some shells do not pass it on.
  const shell = process.ppid;
  setInterval(() => process.ppid === shell || child.kill("SIGTERM"), 200).unref();
}
child.on("error", (error) => fail(cannotStart(program, error)));
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  // Ends with the same signal, so that a shell sees the same.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
