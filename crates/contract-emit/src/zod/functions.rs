//! Functions that conditions call; a module contains those it uses. Text between `«` and `»` is written only in
//! TypeScript.

/// The name and the text of each function.
pub(super) const FUNCTIONS: &[(&str, &str)] = &[
    (
        "typeOf",
        r#"/** The type of a value as JSON Schema names it; an integer is a number. */
function typeOf(v«: unknown»)«: string» {
  return v === null ? "null" : Array.isArray(v) ? "array" : typeof v;
}"#,
    ),
    (
        "ifNumber",
        "function ifNumber(v«: unknown», test«: (n: number) => boolean»)«: boolean» {
  return typeof v !== \"number\" || test(v);
}",
    ),
    (
        "ifString",
        "function ifString(v«: unknown», test«: (s: string) => boolean»)«: boolean» {
  return typeof v !== \"string\" || test(v);
}",
    ),
    (
        "ifArray",
        "function ifArray(v«: unknown», test«: (a: readonly unknown[]) => boolean»)«: boolean» {
  return !Array.isArray(v) || test(v);
}",
    ),
    (
        "ifObject",
        "function ifObject(v«: unknown», test«: (o: Record<string, unknown>) => boolean»)«: boolean» {
  return !isObject(v) || test(v);
}",
    ),
    (
        "isOne",
        "function isOne(fits«: readonly boolean[]»)«: boolean» {
  return fits.filter(Boolean).length === 1;
}",
    ),
    (
        "isWithin",
        "function isWithin(count«: number», least«: number», most«: number»)«: boolean» {
  return count >= least && count <= most;
}",
    ),
    (
        "codePoints",
        "/** The length of a text as JSON Schema counts it. */
function codePoints(s«: string»)«: number» {
  return [...s].length;
}",
    ),
    (
        "isMultiple",
        r"/** Whether a number is a whole multiple of another, by the decimals that they are written with. */
function isMultiple(n«: number», divisor«: number»)«: boolean» {
  const [digits, exponent] = decimal(n);
  const [ofDivisor, exponentOfDivisor] = decimal(divisor);
  const shift = exponent - exponentOfDivisor;
  const scale = 10n ** BigInt(Math.abs(shift));
  return shift >= 0 ? (digits * scale) % ofDivisor === 0n : digits % (ofDivisor * scale) === 0n;
}",
    ),
    (
        "decimal",
        r#"/** A number as digits and an exponent of ten. */
function decimal(n«: number»)«: [digits: bigint, exponent: number]» {
  const [digits = "", exponent = ""] = n.toExponential().split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}"#,
    ),
    (
        "canonical",
        r#"/** One text for all values that JSON Schema calls equal. */
function canonical(v«: unknown»)«: string» {
  if (Array.isArray(v)) return `[${v.map(canonical).join(",")}]`;
  if (!isObject(v)) return JSON.stringify(v);
  const members = Object.keys(v).sort().map((key) => `${JSON.stringify(key)}:${canonical(v[key])}`);
  return `{${members.join(",")}}`;
}"#,
    ),
    (
        "isObject",
        "function isObject(v«: unknown»)«: v is Record<string, unknown>» {
  return typeof v === \"object\" && v !== null && !Array.isArray(v);
}",
    ),
];

/// A schema of objects with any keys. `z.record` skips a key called `__proto__`, which JSON Schema treats like any
/// other key.
pub(super) const RECORD: &str = r#"/** Any keys. `z.record` passes over a key called `__proto__`: it is judged here, and the result never has it. */
const record = «<Values extends z.ZodType>»(values«: Values») =>
  z
    .custom«<Record<string, unknown>>»((input) => {
      const isJudgedHere = typeof input === "object" && input !== null && Object.hasOwn(input, "__proto__");
      return !isJudgedHere || values.safeParse(«(»input« as Record<string, unknown>)»["__proto__"]).success;
    })
    .pipe(z.record(z.string(), values));"#;
