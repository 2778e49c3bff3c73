// Stops a process when the process that started this one ends, however that happens: standard input is a pipe, and the
// system closes its other end. Usage: node stop-with-parent.js PID MILLISECONDS
import { setTimeout as sleep } from "node:timers/promises";

const [pid, grace] = process.argv.slice(2).map(Number);

/** Sends a signal, and returns whether the process is still there. */
const send = (signal) => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

process.stdin.on("error", () => {});
process.stdin.on("close", async () => {
  send("SIGTERM");
  const deadline = Date.now() + grace;
  while (send(0)) {
    if (Date.now() > deadline) {
      send("SIGKILL");
      // An ended process stays in the list of processes where nobody collects its exit code.
      break;
    }
    await sleep(20);
  }
});
process.stdin.resume();
