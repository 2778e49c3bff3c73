// Chromium, from Debian's path or from the variable CHROMIUM.
import { existsSync } from "node:fs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts Chromium; `chromium` comes from playwright-core. */
export async function launch(chromium, args = []) {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`there is no ${CHROMIUM}: run \`apt-get install -y chromium\`, or name a Chromium in CHROMIUM`);
  }
  // The root user of a container has no user namespaces, which the sandbox needs.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: CHROMIUM, args: [...args, ...sandbox] });
}
