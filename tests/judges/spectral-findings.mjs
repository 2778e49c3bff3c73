// Sorts Spectral diagnostics (which @asyncapi/parser gives too) into findings and notes:
// severity 0 is an error and 1 a warning, both findings; 2 (info) and 3 (hint) are notes.
import { finding, pointer } from "./report.mjs";

const SEVERITIES = ["error", "warning", "info", "hint"];

export function sortDiagnostics(diagnostics, source) {
  const all = diagnostics.map(({ severity, path, code, message }) =>
    finding(SEVERITIES[severity], pointer(path), `${source} ${code}: ${message}`),
  );
  const isFinding = ({ severity }) => severity === "error" || severity === "warning";
  return { findings: all.filter(isFinding), notes: all.filter((entry) => !isFinding(entry)) };
}
