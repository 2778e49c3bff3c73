/** Random values that are valid by a schema of the registry, and values that are not. */

import type { Random } from "./random.js";
import { type Json, type Schema, poolOf, resolved, typeNamed } from "./registry.js";

/** The ids that earlier answers carried, by id type, the newest last. */
export type KnownIds = Map<string, string[]>;

/** The sources of a value. */
export type Sources = {
  readonly random: Random;
  readonly ids: KnownIds;
  /** The share of ids that no answer contained. */
  readonly unknownIds?: number;
};

/** A valid value. */
export const valueOf = (schema: Schema, sources: Sources, examples: readonly Json[] = []): Json => {
  const { random } = sources;
  const table = examples.length > 0 ? examples : (schema.examples ?? []);
  switch (schema.shape) {
    case "reference":
      if (typeNamed(schema.name).role.kind === "id") return idOf(schema.name, sources);
      return valueOf(typeNamed(schema.name).schema, sources, table);
    case "nullable":
      return random.chance(0.3) ? null : valueOf(schema.value, sources, table);
    case "boolean":
      return schema.only ?? random.chance(0.5);
    case "integer":
      return integerOf(schema, random);
    case "number":
      return numberOf(schema, random);
    case "string":
      return textOf(schema, random, table);
    case "enumeration":
      return random.pick(schema.values).value;
    case "array": {
      const least = schema.minItems ?? 0;
      const length = random.integer(least, Math.min(schema.maxItems ?? least + 3, least + 3));
      return Array.from({ length }, () => valueOf(schema.items, sources));
    }
    case "map":
      return { one: valueOf(schema.values, sources), 둘: valueOf(schema.values, sources) };
    case "object": {
      const said = schema.properties.filter(({ required }) => required || random.chance(0.6));
      return Object.fromEntries(
        random.shuffle(said).map((property) => [property.name, valueOf(property.schema, sources)]),
      );
    }
    case "union": {
      const { name, value } = random.pick(schema.variants);
      return { ...(valueOf(typeNamed(name).schema, sources) as object), [schema.tag]: value };
    }
  }
};

/** An id of a type: a known id, or another one. */
const idOf = (pool: string, { random, ids, unknownIds = 0.15 }: Sources): Json => {
  const known = ids.get(pool) ?? [];
  const { schema } = typeNamed(pool);
  if (known.length === 0 || random.chance(unknownIds)) return textOf(resolved(schema), random, schema.examples ?? []);
  return random.chance(0.5) ? random.pick(known.slice(-5)) : random.pick(known);
};

const integerOf = ({ minimum, maximum }: { minimum?: number; maximum?: number }, random: Random): number => {
  const low = minimum ?? -1000;
  const high = maximum ?? low + 2000;
  return random.pick([low, high, random.integer(low, high), random.integer(low, Math.min(high, low + 10))]);
};

const numberOf = (
  { minimum = -1000, maximum = 1000 }: { minimum?: number; maximum?: number },
  random: Random,
): number => {
  const drawn = minimum + (maximum - minimum) * random.number();
  const small = drawn / 10 ** random.integer(3, 12);
  return random.pick([minimum, maximum, drawn, Math.round(drawn), Math.round(drawn * 100) / 100, small, 0]);
};

/** Characters that JSON, URLs or UTF-8 treat specially. */
const CHARACTERS = [..."abcXYZ 019_-.,:/?#&=%+\"'\\<>é한글사주가나다命運🌙👩‍🚀 \u2028"];

const textOf = (schema: Schema, random: Random, examples: readonly Json[]): Json => {
  if (schema.shape !== "string") throw new Error(`no text fits ${JSON.stringify(schema)}`);
  const { format, pattern, minLength = 0, maxLength = 40 } = schema;
  const texts = examples.filter((example) => typeof example === "string");
  const fits = (text: string): boolean => {
    const length = [...text].length;
    return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, "u").test(text));
  };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const formatted = format === undefined ? undefined : textInFormat(format, random);
    const free = Array.from({ length: random.integer(minLength, Math.min(maxLength, minLength + 12)) }, () =>
      random.pick(CHARACTERS),
    ).join("");
    const varied = texts.length > 0 ? withOtherCharacters(random.pick(texts), random) : free;
    const text =
      formatted ?? random.pick(pattern === undefined ? [free, varied] : [varied, free, ...texts.slice(0, 1)]);
    if (fits(text)) return text;
  }
  const [example] = texts;
  if (example === undefined) throw new Error(`no text fits ${JSON.stringify(schema)}: it has no example`);
  return example;
};

const textInFormat = (format: string, random: Random): string | undefined => {
  const hex = (length: number): string => Array.from({ length }, () => random.integer(0, 15).toString(16)).join("");
  const instant = new Date(
    Date.UTC(
      random.integer(1960, 2090),
      random.integer(0, 11),
      random.integer(1, 28),
      random.integer(0, 23),
      random.integer(0, 59),
      random.integer(0, 59),
      random.integer(0, 999),
    ),
  );
  switch (format) {
    case "uuid": {
      const time = random.chance(0.5) ? instant.getTime() : random.integer(0, 2 ** 47);
      const version = random.chance(0.8) ? "7" : "4";
      const moment = Math.max(0, time).toString(16).padStart(12, "0");
      return `${moment.slice(0, 8)}-${moment.slice(8)}-${version}${hex(3)}-${random.pick(["8", "9", "a", "b"])}${hex(3)}-${hex(12)}`;
    }
    case "date-time":
      return random.chance(0.5) ? instant.toISOString() : instant.toISOString().replace(/\.\d+/, "");
    case "date":
      return instant.toISOString().slice(0, 10);
    case "email":
      return `${random.pick(["hong", "anna", "x.y", "a_b"])}${random.integer(0, 99_999)}@example.${random.pick(["com", "org"])}`;
    case "uri":
      return `https://heal7.com/${random.pick(["auth", "a/b", ""])}?n=${random.integer(0, 999)}`;
    default:
      return undefined;
  }
};

/** A text with one to four of its characters replaced by others of their kind. */
const withOtherCharacters = (text: string, random: Random): string => {
  const characters = [...text];
  for (let count = random.integer(1, 4); count > 0; count -= 1) {
    const at = random.integer(0, characters.length - 1);
    characters[at] = other(characters[at] ?? "", random);
  }
  return characters.join("");
};

const other = (character: string, random: Random): string => {
  if (/[0-9]/.test(character)) return String(random.integer(0, 9));
  if (/[a-z]/.test(character)) return random.pick([..."abcdefghijklmnopqrstuvwxyz"]);
  if (/[A-Z]/.test(character)) return random.pick([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]);
  return /\p{L}/u.test(character) ? random.pick([..."가나다라마바사아자차카타파하"]) : character;
};

/** The possible mistakes in a value. */
export const MISTAKES = ["missing", "unknown", "wrong type", "out of range"] as const;

/** A possible mistake in a value. */
export type Mistake = (typeof MISTAKES)[number];

/** The value with a mistake in it; undefined if this mistake cannot be made in a value of the schema. */
export const withMistake = (schema: Schema, value: Json, mistake: Mistake, random: Random): Json | undefined => {
  const target = resolved(schema);
  if (target.shape !== "object" || !isObject(value)) return undefined;
  const { properties } = target;
  const said = properties.filter(({ name }) => Object.hasOwn(value, name));
  switch (mistake) {
    case "missing": {
      const required = said.filter((property) => property.required);
      if (required.length === 0) return undefined;
      const { name: left } = random.pick(required);
      return Object.fromEntries(Object.entries(value).filter(([name]) => name !== left));
    }
    case "unknown":
      return { ...value, [random.pick(["extra", "a/b~c", "이름"])]: 1 };
    case "wrong type": {
      if (said.length === 0) return undefined;
      const { name, schema: inner } = random.pick(said);
      const deeper = random.chance(0.5) ? withMistake(inner, value[name] ?? null, mistake, random) : undefined;
      return { ...value, [name]: deeper ?? wrongFor(inner, random) };
    }
    case "out of range": {
      const broken = random.shuffle(said).flatMap(({ name, schema: inner }) => {
        const wrong = outOfRange(inner, random) ?? withMistake(inner, value[name] ?? null, mistake, random);
        return wrong === undefined ? [] : [[name, wrong] as const];
      })[0];
      return broken && { ...value, [broken[0]]: broken[1] };
    }
  }
};

const wrongFor = (schema: Schema, random: Random): Json => {
  const { shape } = resolved(schema);
  const values: readonly Json[] = [null, true, 12.5, "?", [], ["?"], {}, "긴 ".repeat(50)];
  const others = values.filter((value) => {
    if (shape === "nullable") return value !== null && typeof value !== "string";
    if (shape === "string" || shape === "enumeration") return typeof value !== "string";
    if (shape === "number" || shape === "integer") return typeof value !== "number" || shape === "integer";
    if (shape === "boolean") return typeof value !== "boolean";
    if (shape === "array") return !Array.isArray(value);
    return !isObject(value);
  });
  return random.pick(others);
};

const outOfRange = (schema: Schema, random: Random): Json | undefined => {
  const target = resolved(schema);
  switch (target.shape) {
    case "nullable":
      return outOfRange(target.value, random);
    case "integer":
    case "number": {
      const beyond = random.pick([1, 1.5]);
      if (target.maximum !== undefined) return target.maximum + beyond;
      return target.minimum === undefined ? undefined : target.minimum - beyond;
    }
    case "string":
      if (target.pattern !== undefined) return "\u0007 no such text \u0007";
      return target.maxLength === undefined ? undefined : "길".repeat(target.maxLength + 1);
    case "enumeration":
      return target.open ? undefined : "no such word";
    case "array": {
      if (target.minItems !== undefined && target.minItems > 0) return [];
      return undefined;
    }
    default:
      return undefined;
  }
};

/** Adds the ids in an answer of a schema. */
export const learnIds = (schema: Schema, value: Json | undefined, ids: KnownIds): void => {
  if (value === undefined || value === null) return;
  const pool = poolOf(schema);
  if (pool !== undefined && typeof value === "string") {
    const known = ids.get(pool) ?? [];
    if (!known.includes(value)) known.push(value);
    ids.set(pool, known);
    return;
  }
  const target = resolved(schema);
  if (target.shape === "nullable") learnIds(target.value, value, ids);
  if (target.shape === "array" && Array.isArray(value)) for (const item of value) learnIds(target.items, item, ids);
  if (target.shape === "object" && isObject(value)) {
    for (const { name, schema: inner } of target.properties) learnIds(inner, value[name], ids);
  }
};

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is { readonly [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
