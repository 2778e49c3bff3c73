// Judges many JSON texts by Ajv, zod and graphql-js. Arguments: --schemas DIR --zod MODULE.ts [--sdl FILE.graphql];
// stdin: JSON lines { type, text, graphqlType? }. Prints for each line, in order, { ajv, zod, graphql, zodOutput?,
// graphqlCoercedDiffers? }; a verdict of null is "no such judge". Exit: 0 whatever the verdicts, 2 called wrongly or unable.
import { existsSync, readFileSync } from "node:fs";
import { text as readAll } from "node:stream/consumers";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { GraphQLNonNull, buildSchema, coerceInputValue, isInputType } from "graphql";
import { CalledWrongly, cannotJudge } from "./report.mjs";
import { readSchemas, strictAjv } from "./schema-directory.mjs";
import { loadZodModule } from "./zod-module.mjs";

const USAGE = "usage: node fidelity.mjs --schemas DIR --zod MODULE.ts [--sdl SCHEMA.graphql] < LINES.jsonl";

/** (type name) => compiled Ajv function of the file <type name>.json. */
function ajvJudges(directory) {
  const ajv = strictAjv((message) => process.stderr.write(`ajv: ${message}\n`));
  const ids = new Map();
  for (const { file, text } of readSchemas(directory)) {
    const schema = JSON.parse(text);
    ajv.addSchema(schema);
    ids.set(file.slice(0, -".json".length), schema.$id);
  }
  return remembering((type) => {
    if (!ids.has(type)) throw new CalledWrongly(`no ${type}.json in ${directory}`);
    return ajv.getSchema(ids.get(type));
  });
}

/** (type name) => the non-null input type of that name. */
function graphqlTypes(file) {
  const schema = buildSchema(readFileSync(file, "utf8"));
  return remembering((name) => {
    const type = schema.getType(name);
    if (!isInputType(type)) throw new CalledWrongly(`no input type ${name} in ${file}`);
    return new GraphQLNonNull(type);
  });
}

function remembering(make) {
  const made = new Map();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
}

function coerce(value, type) {
  let accepted = true;
  const coerced = coerceInputValue(value, type, () => {
    accepted = false;
  });
  return { accepted, coerced };
}

/** GraphQL's null for an optional input means absent, so properties that are null are left out. */
function dropNulls(value) {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null)
      .map(([key, child]) => [key, dropNulls(child)]),
  );
}

function judgeGraphql(value, type, acceptedByAjv) {
  const { accepted, coerced } = coerce(value, type);
  if (!accepted) return { graphql: false };
  const input = dropNulls(coerced);
  const verdict = { graphql: acceptedByAjv(input) };
  if (!isDeepStrictEqual(input, value)) verdict.graphqlCoercedDiffers = true;
  return verdict;
}

function judgeZod(value, schema) {
  const { success, data } = schema.safeParse(value);
  return success ? { zod: true, zodOutput: data } : { zod: false };
}

function judgeLine({ type, text, graphqlType }, { ajvOf, zodModule, graphqlOf }) {
  const acceptedByAjv = ajvOf(type);
  const zodSchema = zodModule[`${type}Schema`];
  const inputType = graphqlType != null && graphqlOf ? graphqlOf(graphqlType) : undefined;
  const verdict = { ajv: false, zod: zodSchema ? false : null, graphql: inputType ? false : null };
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return verdict;
  }
  verdict.ajv = acceptedByAjv(value);
  if (zodSchema) Object.assign(verdict, judgeZod(value, zodSchema));
  if (inputType) Object.assign(verdict, judgeGraphql(value, inputType, acceptedByAjv));
  return verdict;
}

/** A bigint has no JSON form of its own: it is written as a string of digits. */
const toJson = (verdict) =>
  JSON.stringify(verdict, (_, value) => (typeof value === "bigint" ? String(value) : value));

function readOptions() {
  const text = { type: "string" };
  try {
    const { values } = parseArgs({ options: { schemas: text, zod: text, sdl: text } });
    if (values.schemas && values.zod) return values;
  } catch (problem) {
    throw new CalledWrongly(`${problem.message}\n${USAGE}`);
  }
  throw new CalledWrongly(USAGE);
}

function readLine(line, number) {
  try {
    const entry = JSON.parse(line);
    if (typeof entry?.type === "string" && typeof entry.text === "string") return entry;
  } catch {
    // said below
  }
  throw new CalledWrongly(`line ${number} is not { "type": ..., "text": ... }`);
}

try {
  const { schemas, zod, sdl } = readOptions();
  for (const path of [schemas, zod, sdl]) {
    if (path && !existsSync(path)) throw new CalledWrongly(`there is no ${path}`);
  }
  const judges = {
    ajvOf: ajvJudges(schemas),
    zodModule: await loadZodModule(zod),
    graphqlOf: sdl ? graphqlTypes(sdl) : undefined,
  };
  const lines = (await readAll(process.stdin)).split("\n").filter((line) => line.trim() !== "");
  const verdicts = lines.map((line, index) => toJson(judgeLine(readLine(line, index + 1), judges)));
  process.stdout.write(verdicts.map((verdict) => `${verdict}\n`).join(""));
} catch (problem) {
  cannotJudge(problem);
}
