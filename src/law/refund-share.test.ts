import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ore, zeroOre } from '../kernel/money.ts';
import { partShares } from './refund-share.ts';

const anyParts = fc.array(
  fc.record({
    principal: fc.bigInt(1n, 100_000n).map(ore),
    percent: fc.constantFrom(null, 0, 20, 30, 40, 50, 80, 100),
  }),
  { minLength: 1, maxLength: 6 },
);
const balance = fc.bigInt(0n, 500_000n).map(ore);

test('the shares of a movement add up to it', () => {
  fc.assert(
    fc.property(anyParts, balance, balance, (parts, before, now) => {
      const rows = partShares(parts, before, now);
      expect(rows.reduce((sum, { state, municipality }) => sum + state + municipality, 0n)).toBe(
        now - before,
      );
    }),
  );
});

test('over a claim’s life it does not matter in what steps it was paid: every part gets its own, to the øre', () => {
  fc.assert(
    fc.property(anyParts, fc.array(balance, { minLength: 1, maxLength: 6 }), (parts, steps) => {
      const [first = zeroOre, last = zeroOre] = [steps[0], steps.at(-1)];
      const once = partShares(parts, first, last);
      const sums = parts.map(() => ({ state: 0n, municipality: 0n }));
      for (const [index, now] of steps.entries())
        for (const [place, row] of partShares(parts, steps[index - 1] ?? first, now).entries()) {
          const sum = sums[place];
          if (sum === undefined) throw new Error('a row for each part');
          sum.state += row.state;
          sum.municipality += row.municipality;
        }
      expect(sums).toEqual(once.map(({ state, municipality }) => ({ state, municipality })));
    }),
  );
});

test('a claim that is raised whole gives each part its own principal', () => {
  fc.assert(
    fc.property(anyParts, (parts) => {
      const whole = ore(parts.reduce((sum, { principal }) => sum + principal, 0n));
      for (const [index, { state, municipality }] of partShares(parts, zeroOre, whole).entries())
        expect(state + municipality).toBe(parts[index]?.principal);
    }),
  );
});

test('a part without a percent has no share of the state’s', () => {
  fc.assert(
    fc.property(anyParts, balance, balance, (parts, before, now) => {
      for (const { percent, state } of partShares(parts, before, now))
        if (percent === null) expect(state).toBe(0n);
    }),
  );
});
