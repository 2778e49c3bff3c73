/**
 * The keys of streams: FNV-1a, 32 bits, over the parts of a path. docs/entity-function.md section 1 is the rule.
 */

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of the UTF-8 bytes of a text, going on from `start`; an unsigned integer of 32 bits. */
export const fnv1a = (text: string, start: number = OFFSET_BASIS): number => {
  let hash = start;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, PRIME);
  return hash >>> 0;
};

/** The key of the path of these parts: the hash of the parts with NUL between them. */
export const keyOf = (...parts: readonly string[]): number => fnv1a(parts.join("\0"));

/** The key of a path with one more part, from the key of the path. */
export const childKey = (key: number, part: string): number => fnv1a(`\0${part}`, key);
