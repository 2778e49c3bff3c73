/**
 * Scalars from a stream's draws, within what their schemas allow. docs/entity-function.md section 4 is the rule.
 */

import type { Shape, StringShape } from "./contract.js";
import { textInFormat, wordsBetween } from "./formats.js";
import type { Json } from "./json.js";
import { type Draw, choose } from "./random.js";
import { type Schemas, matches } from "./schemas.js";

/** The context of a scalar. */
export type Site = {
  /** The property's name. */
  readonly name: string;
  /** The creation time of the object that it belongs to, in milliseconds since 1970. */
  readonly moment: number;
  /** The examples that apply to it. */
  readonly table: readonly Json[];
  /** Whether a number equals an example instead of lying near one. */
  readonly exact: boolean;
};

/** A whole number. */
export const integerOf = (schema: Shape & { shape: "integer" }, draw: Draw, { table, exact }: Site): number => {
  const example = choose(
    table.filter((entry) => typeof entry === "number"),
    table.length > 0 ? draw() : 0,
  );
  if (example !== undefined && exact) return example;
  const [low, high] = rangeOf(schema, example, (size) => Math.max(1, Math.floor(size / 2)));
  return low + (draw() % (high - low + 1));
};

/** A number with at most two decimals, unless a bound has more. */
export const numberOf = (schema: Shape & { shape: "number" }, draw: Draw, { table, exact }: Site): number => {
  const example = choose(
    table.filter((entry) => typeof entry === "number"),
    table.length > 0 ? draw() : 0,
  );
  if (example !== undefined && exact) return example;
  const [low, high] = rangeOf(schema, example, (size) => (size === 0 ? 1 : size / 2));
  const exactly = low + (high - low) * (draw() / 4_294_967_296);
  const rounded = Math.floor(exactly * 100 + 0.5) / 100;
  return Math.min(Math.max(rounded, low), high);
};

/** Text; throws where the schema has its own pattern and no example that matches it. */
export const textOf = (schemas: Schemas, schema: StringShape, draw: Draw, site: Site): string => {
  const { format, pattern, minLength = 0, maxLength = Infinity } = schema;
  const table = site.table.filter((entry) => typeof entry === "string");
  if (format !== undefined && (format !== "uri" || table.length === 0)) {
    return textInFormat(format, draw, site.moment, site.name);
  }
  const example = table.length > 0 ? choose(table, draw()) : undefined;
  const text = example ?? wordsBetween(draw, minLength, maxLength);
  if (pattern !== undefined && !matches(schemas, pattern, text)) {
    throw new Error(`\`${site.name}\` needs an example: mock data cannot be made for the pattern ${pattern}`);
  }
  return text;
};

/** The bounds to draw between: those of the schema, narrowed around the example, or around zero if far apart. */
const rangeOf = (
  { minimum = -Infinity, maximum = Infinity }: { minimum?: number; maximum?: number },
  example: number | undefined,
  spreadOf: (size: number) => number,
): readonly [low: number, high: number] => {
  if (example !== undefined) {
    const spread = spreadOf(Math.abs(example));
    return [Math.max(minimum, example - spread), Math.min(maximum, example + spread)];
  }
  if (maximum - minimum <= 1000) return [minimum, maximum];
  if (maximum < 0) return [Math.max(minimum, maximum - 100), maximum];
  const low = Math.max(minimum, 0);
  return [low, Math.min(maximum, low + 100)];
};
