import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, date, month, type PlainDate } from '../kernel/dates.ts';
import { stated } from '../kernel/explanation.ts';
import { ore, sumOre, type Ore } from '../kernel/money.ts';
import { hasDependants, tableOn } from './ability-to-pay.ts';
import { allocate } from './allocation.ts';
import type { Assessment } from './assess.ts';
import { nextBankDay, nextOpenDay } from './closing-days.ts';
import { complaintDeadline } from './deadlines.ts';
import { figuresEdition1 } from './figures.ts';
import { lapse } from './lapse.ts';
import { netIncomeOfMonth, type IncomeReport } from './net-income.ts';
import { currentRule } from './rule-versions.ts';

const anyTable = fc.constantFrom(...figuresEdition1.tables);
const yearly = fc.bigInt({ min: 0n, max: 100_000_000n }).map(ore);
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays(date('2018-01-01'), days));

function assessed(day: PlainDate, netIncomeYear: Ore, dependants: boolean): Assessment {
  const result = currentRule.assess(
    {
      calculationDate: day,
      income: { state: 'stated', netIncomeYear, source: stated },
      dependants: { value: dependants, source: stated },
      benefits: { value: [], source: stated },
      otherIncome: { value: true, source: stated },
    },
    null,
  );
  if (!result.ok) throw new Error(result.refusal.tag);
  return result.value;
}

describe('the instalment', () => {
  it('is a multiple of 50 kr., never above the percentage of the income, and less than 50 kr. below it', () => {
    fc.assert(
      fc.property(anyTable, yearly, fc.boolean(), (table, income, dependants) => {
        const result = assessed(table.from, income, dependants);
        if (result.reason !== 'table') return;
        const ability = income * BigInt(result.percent);
        expect(result.monthly % 5_000n).toBe(0n);
        expect(result.monthly * 1_200n).toBeLessThanOrEqual(ability);
        expect((result.monthly + 5_000n) * 1_200n).toBeGreaterThan(ability);
      }),
    );
  });

  it('never falls when the income rises, within a band and across bands', () => {
    fc.assert(
      fc.property(anyTable, yearly, yearly, fc.boolean(), (table, one, other, dependants) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const [less, more] = [assessed(table.from, low, dependants), assessed(table.from, high, dependants)];
        const monthly = (result: Assessment) => (result.outcome === 'plan' ? result.monthly : 0n);
        expect(monthly(less)).toBeLessThanOrEqual(monthly(more));
      }),
    );
  });

  it('is never higher with children than without', () => {
    fc.assert(
      fc.property(anyTable, yearly, (table, income) => {
        const [without, having] = [assessed(table.from, income, false), assessed(table.from, income, true)];
        if (having.outcome === 'plan') {
          expect(without.outcome === 'plan' && having.monthly <= without.monthly).toBe(true);
        }
      }),
    );
  });

  it('is deferral exactly when the income is below the limit', () => {
    fc.assert(
      fc.property(anyTable, yearly, fc.boolean(), (table, income, dependants) => {
        const limit = dependants ? table.limit.withDependants : table.limit.withoutDependants;
        expect(assessed(table.from, income, dependants).outcome).toBe(income < limit ? 'deferral' : 'plan');
      }),
    );
  });

  it('is the same with and without its explanation', () => {
    fc.assert(
      fc.property(anyTable, yearly, fc.boolean(), (table, income, dependants) => {
        const facts = {
          calculationDate: table.from,
          income: { state: 'stated', netIncomeYear: income, source: stated },
          dependants: { value: dependants, source: stated },
          benefits: { value: [], source: stated },
          otherIncome: { value: true, source: stated },
        } as const;
        expect(currentRule.assess(facts, [])).toStrictEqual(currentRule.assess(facts, null));
      }),
    );
  });
});

describe('the tables', () => {
  it('follow each other without gap or overlap from 2018 to 2026', () => {
    for (const [index, table] of figuresEdition1.tables.entries()) {
      const next = figuresEdition1.tables[index + 1];
      if (next !== undefined) expect(addDays(table.to, 1)).toBe(next.from);
    }
  });

  it('have bands that rise from 0 kr., with percentages that never fall', () => {
    for (const { bands } of figuresEdition1.tables) {
      expect(bands[0]?.from).toBe(0n);
      for (const [index, band] of bands.entries()) {
        const next = bands[index + 1];
        if (next === undefined) continue;
        expect(band.from).toBeLessThan(next.from);
        expect(band.percentWithoutDependants).toBeLessThanOrEqual(next.percentWithoutDependants);
        expect(band.percentWithDependants).toBeLessThanOrEqual(next.percentWithDependants);
      }
    }
  });

  it('give no decision for a day without a table, and never last year’s', () => {
    expect(tableOn(figuresEdition1.tables, date('2027-01-01'))).toBeNull();
    expect(tableOn(figuresEdition1.tables, date('2017-12-31'))).toBeNull();
    expect(() => assessed(date('2027-01-01'), ore(30_000_000n), false)).toThrow('no-table');
  });
});

const amount = fc.bigInt({ min: 0n, max: 5_000_000n }).map(ore);
const report: fc.Arbitrary<IncomeReport> = fc.record({
  kind: fc.constantFrom('I', 'T'),
  employer: fc.constantFrom('11111111', '22222222'),
  periodFrom: fc.constant(date('2026-01-01')),
  periodTo: fc.constant(date('2026-01-31')),
  paidOn: fc.constant(date('2026-01-30')),
  incomeType: fc.constant('00'),
  amounts: fc.record({
    contributory: amount,
    nonContributory: amount,
    tax: amount,
    labourContribution: amount,
    contributoryB: amount,
    nonContributoryB: amount,
  }),
});

describe('net income of a month', () => {
  it('does not depend on the order in which the reports came', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (reports, keys) => {
        const shuffled = reports
          .map((each) => ({ each, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const net = (rows: IncomeReport[]) => {
          const result = netIncomeOfMonth({ month: month('2026-01'), reports: rows, source: stated }, null);
          return result.ok ? result.value : result.refusal.tag;
        };
        expect(net(shuffled)).toBe(net(reports));
      }),
    );
  });

  it('is unchanged by a report that is reported and reversed', () => {
    fc.assert(
      fc.property(report, report, (kept, undone) => {
        const normal = (each: IncomeReport): IncomeReport => ({ ...each, kind: 'I' });
        const net = (rows: IncomeReport[]) =>
          netIncomeOfMonth({ month: month('2026-01'), reports: rows, source: stated }, null);
        const reversal: IncomeReport = { ...undone, kind: 'T' };
        expect(net([normal(kept), normal(undone), reversal])).toStrictEqual(net([normal(kept)]));
      }),
    );
  });
});

describe('the allocation of an instalment', () => {
  const claims = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 4 }),
      balance: amount,
      lapse: fc.option(anyDay),
      from: fc.option(anyDay),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );

  it('adds up to the instalment, or to everything owed where that is less', () => {
    fc.assert(
      fc.property(amount, claims, (instalment, owed) => {
        const total = sumOre(owed.map(({ balance }) => balance));
        expect(sumOre(allocate(instalment, owed).values())).toBe(instalment < total ? instalment : total);
      }),
    );
  });

  it('gives no claim more than its balance, and does not depend on the order of the claims', () => {
    fc.assert(
      fc.property(amount, claims, (instalment, owed) => {
        const parts = allocate(instalment, owed);
        for (const { id, balance } of owed) expect(parts.get(id) ?? 0n).toBeLessThanOrEqual(balance);
        expect(allocate(instalment, owed.toReversed())).toStrictEqual(parts);
      }),
    );
  });
});

describe('days and deadlines', () => {
  it('a deadline never ends before its days are gone, nor on a closing day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const digital = complaintDeadline({ channel: 'digital', available: day });
        expect(digital >= addDays(day, 28)).toBe(true);
        expect(nextOpenDay(digital)).toBe(digital);
        expect(complaintDeadline({ channel: 'paper', sent: day }) >= digital).toBe(true);
      }),
    );
  });

  it('the day after Ascension is closed for banks only', () => {
    expect(nextOpenDay(date('2026-05-15'))).toBe('2026-05-15');
    expect(nextBankDay(date('2026-05-15'))).toBe('2026-05-18');
  });

  it('a child counts until the day before its 18th birthday', () => {
    expect(hasDependants([date('2008-03-02')], date('2026-03-01'))).toBe(true);
    expect(hasDependants([date('2008-03-02')], date('2026-03-02'))).toBe(false);
    expect(hasDependants([date('2026-03-05')], date('2026-03-01'))).toBe(false);
    expect(hasDependants([], date('2026-03-01'))).toBe(false);
  });
});

describe('lapse', () => {
  it('once it has happened, no later day brings the claim back', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.option(anyDay),
        fc.option(anyDay),
        anyDay,
        fc.nat(400),
        (stopped, from, granted, asOf, later) => {
          const plan = from === null ? [] : [{ from, to: addDays(from, 300) }];
          const facts = {
            law: 'aktivloven',
            helpStopped: stopped,
            knownFrom: null,
            plan,
            ableNoPlan: [],
            deferralGranted: granted,
          };
          const then = lapse(facts, asOf);
          if (then.state === 'lapsed') expect(lapse(facts, addDays(asOf, later))).toStrictEqual(then);
        },
      ),
    );
  });
});
