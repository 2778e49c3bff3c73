// Judges a GraphQL schema by graphql-js (build and validate), and documents by all its specified rules.
// Arguments: SCHEMA.graphql [DOCUMENT.graphql ...]. Prints a report (see report.mjs).
// Exit: 0 no finding, 1 findings (documents are not judged by a schema that has some), 2 called wrongly.
import { readFileSync } from "node:fs";
import { GraphQLError, Source, buildSchema, parse, validate, validateSchema } from "graphql";
import { finding, runJudge } from "./report.mjs";

const read = (file) => new Source(readFileSync(file, "utf8"), file);

function fromError(error, file) {
  const line = error.locations?.[0]?.line;
  return finding("error", line ? `${file}:${line}` : file, error.message);
}

/** Runs `step`; an error that it throws about `file` becomes a finding. */
function attempt(file, step) {
  try {
    return { result: step(), findings: [] };
  } catch (error) {
    // buildSchema reports the mistakes of an SDL as one plain Error.
    if (!(error instanceof GraphQLError) && error.constructor !== Error) throw error;
    return { findings: [fromError(error, file)] };
  }
}

function judgeDocument(schema, source) {
  const { result: document, findings } = attempt(source.name, () => parse(source));
  if (!document) return findings;
  return validate(schema, document).map((error) => fromError(error, source.name));
}

await runJudge({
  name: "graphql",
  usage: "SCHEMA.graphql [DOCUMENT.graphql ...]",
  accepts: (args) => args.length >= 1,
  judge(files) {
    const [sdl, ...documents] = files.map(read);
    const { result: schema, findings } = attempt(sdl.name, () => buildSchema(sdl));
    if (!schema) return { findings };
    const invalid = validateSchema(schema);
    if (invalid.length > 0) return { findings: invalid.map((error) => fromError(error, sdl.name)) };
    return { findings: documents.flatMap((source) => judgeDocument(schema, source)) };
  },
});
