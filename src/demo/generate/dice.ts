/**
 * Repeatable chance. The generator is mulberry32 (Tommy Ettinger; public domain): one 32-bit state that grows by a
 * constant and is mixed by multiplications. It starts from FNV-1a over a label, so that each part of the demo has a
 * stream of its own: a change in one family does not move the dice of the next. Not for secrets.
 */
export interface Dice {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** The dice for one label, `7/family/12`; the same label always throws the same. */
export function diceFor(label: string): Dice {
  let state = fnv1a(label);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const whole = (low: number, high: number): number =>
    low + Math.floor((next() / 0x1_0000_0000) * (high - low + 1));
  return {
    whole,
    chance: (percent) => whole(1, 100) <= percent,
    pick: (from) => {
      const found = from[whole(0, from.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
