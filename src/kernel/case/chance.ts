/** Chance that is always the same for the same seed: random numbers, draws from lists, hours of the day at which people file. */

export type Chance = {
  /** From 0 up to 1, 1 excluded. */
  readonly next: () => number;
  readonly pick: <T>(among: readonly T[]) => T | undefined;
  /** Times between things that happen by themselves: many short, few long; `mean` is their mean. */
  readonly around: (mean: number) => number;
};

/** `seed`: any whole number. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32: 32 bits of state, good enough for queues, the same on every machine.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick: (among) => among[Math.floor(next() * among.length)],
    around: (mean) => -mean * Math.log(1 - next()),
  };
}

/** Index of a weight drawn in proportion. */
export function drawn(weights: readonly number[], chance: Chance): number {
  let left = chance.next() * weights.reduce((sum, one) => sum + one, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}
