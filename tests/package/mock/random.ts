/** Random numbers from a seed: the same seed gives the same tests. */

/** A source of random numbers. */
export type Random = {
  /** A number from 0 to 1, without 1. */
  readonly number: () => number;
  /** An integer between two others, both included. */
  readonly integer: (low: number, high: number) => number;
  /** Whether something with that probability happens. */
  readonly chance: (probability: number) => boolean;
  /** One item of a list that is not empty. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** The items in another order. */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
};

/** Makes a source. */
export const randomOf = (seed: number): Random => {
  let state = seed;
  const number = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(number() * (high - low + 1));
  return {
    number,
    integer,
    chance: (probability) => number() < probability,
    pick: <Item>(items: readonly Item[]): Item => {
      if (items.length === 0) throw new Error("an empty list has no item to pick");
      return items[integer(0, items.length - 1)] as Item;
    },
    shuffle: <Item>(items: readonly Item[]): Item[] => {
      const left = [...items];
      return items.map(() => left.splice(integer(0, left.length - 1), 1)[0] as Item);
    },
  };
};
