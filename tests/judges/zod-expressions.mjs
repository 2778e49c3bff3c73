// Judges JSON texts by Zod expressions, by the modules of the same schema, and by Ajv. Stdin: JSON lines { expression,
// module?: [text, constant], schema?, texts }. Prints for each line { zod, module?, ajv? }, each a list of verdicts; or
// { problem } when the expression or the module is invalid; or { zod, ajvProblem } when Ajv refuses the schema.
// Exit: 0 whatever the verdicts, 2 called wrongly.
import { text as readAll } from "node:stream/consumers";
import Ajv2020 from "ajv/dist/2020.js";
import { transformSync } from "esbuild";
import * as z from "zod";
import { CalledWrongly, cannotJudge } from "./report.mjs";

const fits = (schema) => (value) => schema.safeParse(value).success;

/** The constant of a TypeScript module that imports nothing but zod. */
function load([text, constant]) {
  const { code } = transformSync(text, { loader: "ts", format: "cjs", target: "node20", tsconfigRaw: "{}" });
  const module = { exports: {} };
  new Function("require", "module", "exports", code)(() => z, module, module.exports);
  return module.exports[constant];
}

/**
 * A fresh Ajv each time: an `$id` is then not known from another schema. Without `allErrors` it would not see that a
 * property called "" is missing.
 */
function ajvOf(schema) {
  const ajv = new Ajv2020.default({
    strict: false,
    allErrors: true,
    validateFormats: false,
    ownProperties: true,
    logger: false,
  });
  const accepts = ajv.compile(JSON.parse(schema));
  return (value) => {
    try {
      return accepts(value);
    } catch {
      return null;
    }
  };
}

function judge({ expression, module, schema, texts }) {
  const values = () => texts.map((text) => JSON.parse(text));
  const answer = {};
  try {
    answer.zod = values().map(fits(new Function("z", `"use strict"; return ${expression}`)(z)));
    if (module) answer.module = values().map(fits(load(module)));
  } catch (problem) {
    return { problem: String(problem?.stack ?? problem) };
  }
  if (schema !== undefined) {
    try {
      answer.ajv = values().map(ajvOf(schema));
    } catch (problem) {
      answer.ajvProblem = String(problem);
    }
  }
  return answer;
}

function readLine(line, index) {
  const question = JSON.parse(line);
  if (typeof question?.expression === "string" && Array.isArray(question.texts)) return question;
  throw new CalledWrongly(`line ${index + 1} is not { "expression": ..., "texts": [...] }`);
}

try {
  const lines = (await readAll(process.stdin)).split("\n").filter((line) => line.trim() !== "");
  const answers = lines.map((line, index) => JSON.stringify(judge(readLine(line, index))));
  process.stdout.write(answers.map((answer) => `${answer}\n`).join(""));
} catch (problem) {
  cannotJudge(problem);
}
