import fc from 'fast-check';
import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { ore, sumOre } from '../kernel/money.ts';
import { monthlyFor, mostInstalments, voluntaryPlan } from '../law/voluntary-plan.ts';
import { instalmentsOf } from './standing.ts';

const limits = { mostMonths: 120, least: ore(1n) };

test('the payments that are shown for a number of months come to what is owed, take no longer, and are those of the law', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 900_000_000n).map(ore),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 31 }),
      (owed, months, dueDay) => {
        const first = date('2026-01-31');
        const monthly = monthlyFor(owed, months);
        const terms = { kind: 'plan', monthly, firstDue: first, dueDay, lastDue: first } as const;
        const shown = instalmentsOf(terms, owed);
        expect(sumOre(shown.map(({ amount }) => amount))).toBe(owed);
        expect(shown.length).toBeLessThanOrEqual(months);
        expect(shown.every(({ amount }, place) => amount <= monthly && (place === 0 || amount > 0n))).toBe(
          true,
        );
        const claim = { owed, byTable: false, orderNotRead: false, atRecovery: false, holds: [] };
        const claims = [{ ...claim, arose: null, lastDay: null, limitation: null }];
        const asked = { claims, monthly, on: null, soonest: null, first, dueDay, acknowledgedOn: first };
        expect(voluntaryPlan(asked, limits)).toMatchObject({ ok: true, value: { last: shown.at(-1)?.due } });
      },
    ),
  );
});

test.each([
  ['2026-03-12', '2026-04-01', '2026-04-01', 6],
  ['2026-03-28', '2026-05-01', '2026-05-01', 6],
  ['2026-03-28', '2026-05-01', '2026-06-01', 5],
  ['2026-03-12', null, '2026-05-01', 5],
  ['2026-03-12', '2026-04-01', '2026-12-01', 0],
])(
  'asked for on %s, and due on %s at the soonest, six months from %s are %i payments',
  (on, soonest, first, count) => {
    const asked = { on: date(on), soonest: soonest === null ? null : date(soonest), first: date(first) };
    expect(mostInstalments(asked, { mostMonths: 6 })).toBe(count);
  },
);
