// Judges an OpenAPI document by Redocly's `recommended` rules and Spectral's `spectral:oas` rules.
// Arguments: FILE.json. Prints a report (see report.mjs) whose `notes` hold Spectral's infos and hints.
// Exit: 0 no error and no warning, 1 findings, 2 called wrongly.
import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectralCore from "@stoplight/spectral-core";
import spectralRulesets from "@stoplight/spectral-rulesets";
import { finding, parseJson, runJudge } from "./report.mjs";
import { outsideReferences } from "./self-contained.mjs";
import { sortDiagnostics } from "./spectral-findings.mjs";

async function redocly(text) {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  return problems.map(({ severity, location, ruleId, message }) =>
    finding(
      severity === "warn" ? "warning" : "error",
      location[0]?.pointer ?? "#/",
      `redocly ${ruleId}: ${message}`,
    ),
  );
}

async function spectral(text) {
  const linter = new spectralCore.Spectral();
  linter.setRuleset({ extends: [[spectralRulesets.oas, "recommended"]] });
  return sortDiagnostics(await linter.run(text), "spectral");
}

await runJudge({
  name: "openapi",
  usage: "FILE.json",
  accepts: (args) => args.length === 1,
  async judge([file]) {
    const text = readFileSync(file, "utf8");
    const { value, findings: notJson } = parseJson(text, file);
    if (notJson) return { findings: notJson, notes: [] };
    const outside = outsideReferences(value);
    if (outside.length > 0) return { findings: outside, notes: [] };
    const { findings, notes } = await spectral(text);
    return { findings: [...(await redocly(text)), ...findings], notes };
  },
});
