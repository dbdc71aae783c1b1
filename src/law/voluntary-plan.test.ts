import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, date, monthOf } from '../kernel/dates.ts';
import { kroner, ore, sumOre, timesOre } from '../kernel/money.ts';
import { isMissed, voluntaryPlan, type ArrangedClaim } from './voluntary-plan.ts';

const aClaim: ArrangedClaim = {
  owed: kroner(1_000),
  byTable: false,
  orderNotRead: false,
  atRecovery: false,
  holds: [],
  arose: null,
  lastDay: null,
  limitation: null,
};
const limits = { mostMonths: 18, least: kroner(100) };

test('whatever is allowed pays exactly what is owed, month after month, within the limits', () => {
  const amount = fc.bigInt(0n, 400_000n).map(ore);
  fc.assert(
    fc.property(
      fc.array(amount, { maxLength: 4 }),
      amount,
      fc.integer({ min: 1, max: 31 }),
      (owed, monthly, dueDay) => {
        const claims = owed.map((each) => ({ ...aClaim, owed: each }));
        const first = date('2026-01-31');
        const plan = voluntaryPlan(
          { claims, monthly, on: first, soonest: null, first, dueDay, acknowledgedOn: first },
          limits,
        );
        if (!plan.ok) return;
        const { instalments, last } = plan.value;
        const paid = instalments.map((segment) => timesOre(segment.amount, segment.instalments));
        expect(sumOre(paid)).toBe(sumOre(owed));
        const count = instalments.reduce((sum, segment) => sum + segment.instalments, 0);
        expect(count).toBeLessThanOrEqual(18);
        expect(monthOf(last)).toBe(addMonths(monthOf(first), count - 1));
        for (const segment of instalments) expect(segment.amount <= monthly).toBe(true);
      },
    ),
  );
});

test('a single claim under the collection order refuses the plan, whatever else is asked', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 400_000n).map(ore), fc.nat(3), (monthly, place) => {
      const claims = [aClaim, aClaim, aClaim, aClaim].map((each, index) => ({
        ...each,
        byTable: index === place,
      }));
      const first = date('2026-01-31');
      expect(
        voluntaryPlan(
          { claims, monthly, on: first, soonest: null, first, dueDay: 1, acknowledgedOn: first },
          limits,
        ),
      ).toEqual({
        ok: false,
        refusal: { tag: 'bek-585-no-individual-assessment' },
      });
    }),
  );
});

test('an instalment is missed only beyond what is tolerated, in days and in money', () => {
  const tolerance = { days: 5, amount: kroner(10) };
  const due = date('2026-03-02');
  expect(isMissed({ due, unpaid: kroner(11) }, tolerance, date('2026-03-07'))).toBe(false);
  expect(isMissed({ due, unpaid: kroner(11) }, tolerance, date('2026-03-08'))).toBe(true);
  expect(isMissed({ due, unpaid: kroner(10) }, tolerance, date('2026-03-08'))).toBe(false);
});
