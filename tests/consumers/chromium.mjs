// Chromium, as Debian has it or as the variable CHROMIUM names it.
import { existsSync } from "node:fs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts it; `chromium` is that of playwright-core. */
export async function launch(chromium, args = []) {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`there is no ${CHROMIUM}: run \`apt-get install -y chromium\`, or name a Chromium in CHROMIUM`);
  }
  // A container's root has no user namespaces to build the sandbox of.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: CHROMIUM, args: [...args, ...sandbox] });
}
