// Reads a directory of JSON Schemas (*.json) and makes the strict Ajv 2020 that knows them by `$id`.
// Used by json-schema.mjs and fidelity.mjs.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export const META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

/** The *.json files of a directory, by name: [{ file, text }]. */
export function readSchemas(directory) {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(directory, file), "utf8") }));
}

/** Creates the Ajv. `log(message)` gets the messages that Ajv would write to the console. */
export function strictAjv(log, options = {}) {
  const logger = { log, warn: log, error: log };
  const ajv = new Ajv2020.default({ strict: true, validateSchema: false, logger, ...options });
  addFormats.default(ajv);
  return ajv;
}
