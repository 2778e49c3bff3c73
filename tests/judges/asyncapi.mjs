// Judges an AsyncAPI document by @asyncapi/parser, with the rules that the parser brings along.
// Arguments: FILE.json. Prints a report (see report.mjs) whose `notes` hold the infos and hints.
// Exit: 0 no error and no warning, 1 findings, 2 called wrongly.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";
import { parseJson, runJudge } from "./report.mjs";
import { outsideReferences } from "./self-contained.mjs";
import { sortDiagnostics } from "./spectral-findings.mjs";

await runJudge({
  name: "asyncapi",
  usage: "FILE.json",
  accepts: (args) => args.length === 1,
  async judge([file]) {
    const text = readFileSync(file, "utf8");
    const { value, findings: notJson } = parseJson(text, file);
    if (notJson) return { findings: notJson, notes: [] };
    const outside = outsideReferences(value);
    if (outside.length > 0) return { findings: outside, notes: [] };
    const { diagnostics } = await new Parser().parse(text);
    return sortDiagnostics(diagnostics, "asyncapi");
  },
});
