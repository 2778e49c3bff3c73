/**
 * The ids of a pool, and the creation times that follow from them. docs/entity-function.md section 3 is the rule.
 */

import { DAY, EPOCH, momentOfUuid, textInFormat, uuidAt, wordsBetween } from "./formats.js";
import { keyOf } from "./hash.js";
import { type Draw, drawsOf, firstDraw } from "./random.js";
import { type Schemas, resolved } from "./schemas.js";
import { isValid } from "./shape-validator.js";

/** The number of seeded entities of a pool, unless the pool has fewer ids. */
export const POOL_SIZE = 12;

/**
 * The id of a pool with that index: 0 is the newest seeded one, 1 the one before; -1 is the first that is created, -2
 * the next. Undefined where the pool has no such id.
 */
export const idAt = (schemas: Schemas, seed: string, pool: string, index: number): string | undefined => {
  const reference = { shape: "reference", name: pool } as const;
  const schema = resolved(schemas, reference);
  const nth = Math.abs(index);
  if (schema.shape === "enumeration") {
    const { values } = schema;
    return index < values.length ? values[nth % values.length]?.value : undefined;
  }
  if (schema.shape !== "string") return undefined;
  const draw = drawsOf(keyOf(seed, pool, "id", String(index)));
  if (schema.format === "uuid") return uuidAt(momentAt(index), draw);
  if (schema.format !== undefined) return textInFormat(schema.format, draw, momentAt(index), "id");
  const examples = (schema.examples ?? []).filter((example) => typeof example === "string");
  if (index >= 0 && index < examples.length) return examples[index];
  const pattern = examples[nth % examples.length];
  const candidates =
    pattern === undefined
      ? [wordsBetween(draw, schema.minLength ?? 0, schema.maxLength ?? Infinity)]
      : ALPHABETS.map((alphabet) => withTail(pattern, alphabet, draw));
  return candidates.find((candidate) => isValid(schemas, reference, candidate));
};

/** The ids that a pool is seeded with, the newest first. */
export const seededIds = (schemas: Schemas, seed: string, pool: string): readonly string[] => {
  const ids = new Set<string>();
  for (let index = 0; index < POOL_SIZE; index++) {
    const id = idAt(schemas, seed, pool, index);
    if (id !== undefined) ids.add(id);
  }
  return [...ids];
};

/** The creation time of the entity with that index, in milliseconds since 1970. */
export const momentAt = (index: number): number => EPOCH - index * DAY;

/** The creation time of the entity with that id, in milliseconds since 1970; `ids` are the seeded ids of its pool. */
export const momentOf = (seed: string, pool: string, ids: readonly string[], id: string): number => {
  const index = ids.indexOf(id);
  if (index >= 0) return momentAt(index);
  return momentOfUuid(id) ?? momentAt(firstDraw(keyOf(seed, pool, id)) % 30);
};

const ALPHABETS = ["0123456789abcdefghijklmnopqrstuvwxyz", "0123456789", "abcdefghijklmnopqrstuvwxyz"] as const;
const TAIL = 6;

/** A text with its last characters drawn anew, at most six and never the first. */
const withTail = (text: string, alphabet: string, draw: Draw): string => {
  const characters = [...text];
  const kept = Math.max(1, characters.length - TAIL);
  return characters
    .map((character, index) => (index < kept ? character : (alphabet[draw() % alphabet.length] as string)))
    .join("");
};
