// Judges a directory of JSON Schemas (2020-12) by the meta-schema and by Ajv in strict mode: every
// schema must compile, and its root `examples` must be valid. Arguments: DIR (its *.json are judged).
// Prints a report (see report.mjs). Exit: 0 no finding, 1 findings, 2 called wrongly.
import { META_SCHEMA, readSchemas, strictAjv } from "./schema-directory.mjs";
import { CalledWrongly, finding, parseJson, runJudge } from "./report.mjs";

function fromAjv(errors, where) {
  return errors.map(({ instancePath, message, params }) =>
    finding("error", `${where}${instancePath}`, `${message} ${JSON.stringify(params)}`),
  );
}

/** The mistakes that prevent adding a schema: not 2020-12, no `$id`, or invalid by the meta-schema. */
function judgeForm({ file, schema }, ajv) {
  const findings = [];
  if (schema?.$schema !== META_SCHEMA) {
    findings.push(finding("error", `${file}#/$schema`, `must be ${META_SCHEMA}`));
  }
  if (typeof schema?.$id !== "string") {
    findings.push(finding("error", `${file}#/$id`, "must be a string"));
  }
  if (!ajv.validate(META_SCHEMA, schema)) findings.push(...fromAjv(ajv.errors, `${file}#`));
  return findings;
}

function judgeCompiled({ file, schema }, ajv) {
  try {
    const validate = ajv.getSchema(schema.$id);
    return (schema.examples ?? []).flatMap((example, index) =>
      validate(example) ? [] : fromAjv(validate.errors, `${file}#/examples/${index}`),
    );
  } catch (problem) {
    return [finding("error", file, problem.message)];
  }
}

function judgeDirectory(directory) {
  const files = readSchemas(directory);
  if (files.length === 0) throw new CalledWrongly(`no *.json in ${directory}`);
  const findings = [];
  const ajv = strictAjv((message) => findings.push(finding("warning", directory, String(message))), {
    allErrors: true,
  });
  const added = [];
  for (const { file, text } of files) {
    const { value: schema, findings: notJson } = parseJson(text, file);
    const wrong = notJson ?? judgeForm({ file, schema }, ajv);
    findings.push(...wrong);
    if (wrong.length > 0) continue;
    try {
      ajv.addSchema(schema);
      added.push({ file, schema });
    } catch (problem) {
      findings.push(finding("error", file, problem.message));
    }
  }
  findings.push(...added.flatMap((entry) => judgeCompiled(entry, ajv)));
  return { findings, schemas: added.length };
}

await runJudge({
  name: "json-schema",
  usage: "DIR",
  accepts: (args) => args.length === 1,
  judge: ([directory]) => judgeDirectory(directory),
});
