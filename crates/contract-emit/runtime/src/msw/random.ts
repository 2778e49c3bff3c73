/**
 * Draws from a stream: mulberry32, seeded with the stream's key. docs/entity-function.md section 2 is the rule.
 */

/** Gives the next draw: an unsigned integer of 32 bits. */
export type Draw = () => number;

/** The draws of the stream with that key. */
export const drawsOf = (key: number): Draw => {
  let state = key;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

/** The first draw of the stream with that key. */
export const firstDraw = (key: number): number => drawsOf(key)();

/** The item of a list that a draw chooses; undefined for an empty list. */
export const choose = <Item>(items: readonly Item[], draw: number): Item | undefined => items[draw % items.length];
