// Finds the program `contract`, which comes in a package of its own for each platform.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const { name: cli, version } = require("../package.json");
const platforms = require("../platforms.json");

/** The environment variable that names a program to run instead. */
const VARIABLE = "CONTRACT_BINARY";

/** The path of the program. Throws an error that says how to get the program where it is missing. */
export function findProgram() {
  const named = process.env[VARIABLE];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${VARIABLE} is ${named}, but this file does not exist`);
  }
  const platform = platforms.find(({ os, cpu }) => os === process.platform && cpu === process.arch);
  if (platform !== undefined) {
    try {
      return join(dirname(require.resolve(`${cli}-${platform.name}/package.json`)), platform.binary);
    } catch {
      // The error below says how to install it.
    }
  }
  throw new Error(missing(platform));
}

/** The message about a program that the system does not start. */
export function cannotStart(program, { code, message }) {
  // The system says the same of a missing file and of a missing loader.
  const needs = code === "ENOENT" && existsSync(program) ? ": it needs another C library than this system has" : "";
  return `cannot start ${program}: ${message}${needs}`;
}

/** The message about a platform whose package is not installed or does not exist. */
function missing(platform) {
  const here = `${process.platform}-${process.arch}`;
  if (platform === undefined || (platform.libc === "glibc" && !hasGlibc())) {
    const known = platforms.map(({ name, libc }) => (libc === undefined ? name : `${name} (${libc})`)).join(", ");
    return (
      `${cli} ${version} has no program for ${platform === undefined ? here : `${here} without glibc`}: it has programs for ` +
      `${known}. Build \`contract\` from its sources and name it in the environment variable ${VARIABLE}`
    );
  }
  return (
    `the package ${cli}-${platform.name} is not installed, which holds the program for ${here}. It is an optional ` +
    `dependency of ${cli}: install ${cli} again on this platform, without \`--omit=optional\` or \`--no-optional\`, ` +
    `and with a lock file and node_modules that are not from another platform`
  );
}

/** Whether the C library of this Linux is glibc: Alpine has musl. */
function hasGlibc() {
  // It would look up names in the network.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}
