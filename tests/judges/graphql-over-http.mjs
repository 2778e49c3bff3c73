// Judges a running server by the audits of graphql-http, which test the GraphQL-over-HTTP specification.
// Arguments: URL. Prints a report (see report.mjs) with the number of `audits`.
// Exit: 0 no finding, 1 findings, 2 called wrongly.
import { auditServer } from "graphql-http";
import { finding, runJudge } from "./report.mjs";

await runJudge({
  name: "graphql-over-http",
  usage: "URL",
  accepts: (args) => args.length === 1 && URL.canParse(args[0]),
  judge: async ([url]) => {
    const results = await auditServer({ url, fetchFn: fetch });
    const findings = results
      .filter(({ status }) => status !== "ok")
      .map(({ id, status, name, reason }) => finding(status === "error" ? "error" : "warning", id, `${name}: ${reason}`));
    return { findings, audits: results.length };
  },
});
