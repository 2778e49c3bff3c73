// Judges a TypeScript project with the compilers 5.9 and 7: `--noEmit -p` on a copy, which finds `zod` and no other
// package. Arguments: PROJECT_DIR (has a tsconfig.json). Prints a report (see report.mjs) with the compilers'
// `versions`.
// Exit: 0 no finding, 1 findings, 2 called wrongly.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CalledWrongly, finding, runJudge } from "./report.mjs";

const require = createRequire(import.meta.url);
const packageDirectory = (name) => dirname(require.resolve(`${name}/package.json`));
const COMPILERS = ["typescript", "typescript7"].map((name) => ({
  version: require(`${name}/package.json`).version,
  tsc: join(packageDirectory(name), "bin", "tsc"),
}));

/** Converts the lines of `tsc --pretty false` into findings; an indented line continues the previous one. */
function fromOutput(output, version) {
  const findings = [];
  for (const line of output.split(/\r?\n/).filter((line) => line.trim() !== "")) {
    const [, file, row, text] = /^(.+?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    const last = findings.at(-1);
    if (/^\s/.test(line) && last) last.message += ` ${line.trim()}`;
    else if (file) findings.push(finding("error", `${file}:${row}`, `${version} ${text}`));
    else findings.push(finding("error", "tsconfig.json", `${version} ${line}`));
  }
  return findings;
}

function compile({ version, tsc }, project) {
  const args = [tsc, "--noEmit", "--pretty", "false", "-p", "tsconfig.json"];
  const { status, signal, error, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  const findings = fromOutput(stdout + stderr, version);
  if (status !== 0 && findings.length === 0) {
    throw new Error(`tsc ${version} ended with ${signal ?? status} and said nothing`);
  }
  return findings;
}

/** A copy does not change the judged project, and can import zod from any place. */
function withCopy(project, use) {
  const place = mkdtempSync(join(tmpdir(), "judge-typescript-"));
  try {
    mkdirSync(join(place, "node_modules"));
    symlinkSync(packageDirectory("zod"), join(place, "node_modules", "zod"), "junction");
    cpSync(project, join(place, "project"), { recursive: true });
    return use(join(place, "project"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

await runJudge({
  name: "typescript",
  usage: "PROJECT_DIR",
  accepts: (args) => args.length === 1,
  judge([project]) {
    if (!existsSync(join(project, "tsconfig.json"))) {
      throw new CalledWrongly(`no tsconfig.json in ${project}`);
    }
    const findings = withCopy(project, (copy) => COMPILERS.flatMap((compiler) => compile(compiler, copy)));
    return { findings, versions: COMPILERS.map(({ version }) => version) };
  },
});
