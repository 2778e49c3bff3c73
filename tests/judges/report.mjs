// Code that all judges share: reading arguments, printing the report, and the exit code.
// A report is one JSON document { judge, findings: [{ severity, where, message }], ...extra } on stdout.
// Exit: 0 no finding, 1 findings, 2 called wrongly or unable to judge (reason on stderr, nothing on stdout).

/** Thrown when a judge was called wrongly: its message goes to stderr and the exit code is 2. */
export class CalledWrongly extends Error {}

/**
 * Runs one judge. `judge(args)` returns { findings, ...extra }; `accepts(args)` says whether the
 * arguments are the ones that `usage` describes.
 */
export async function runJudge({ name, usage, accepts, judge }) {
  const args = process.argv.slice(2);
  try {
    if (!accepts(args)) throw new CalledWrongly(`usage: node ${name}.mjs ${usage}`);
    const { findings, ...extra } = await judge(args);
    console.log(JSON.stringify({ judge: name, findings, ...extra }, null, 2));
    process.exitCode = findings.length === 0 ? 0 : 1;
  } catch (problem) {
    cannotJudge(problem);
  }
}

/** Prints the reason for a missing verdict to stderr, and sets the exit code to 2. */
export function cannotJudge(problem) {
  const expected = problem instanceof CalledWrongly || problem?.code === "ENOENT";
  process.stderr.write(`${expected ? problem.message : (problem?.stack ?? problem)}\n`);
  process.exitCode = 2;
}

export function finding(severity, where, message) {
  return { severity, where, message };
}

/** A JSON Pointer fragment ("#/paths/~1books") from the keys that lead to a place. */
export function pointer(keys) {
  return `#${keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;
}

/** Parses a JSON text; returns { value } or, when it is not JSON, { findings }. */
export function parseJson(text, where) {
  try {
    return { value: JSON.parse(text) };
  } catch (problem) {
    return { findings: [finding("error", where, `not JSON: ${problem.message}`)] };
  }
}
