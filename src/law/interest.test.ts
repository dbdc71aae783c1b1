import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, date, lastDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { Step } from '../kernel/explanation.ts';
import { kroner, ore, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { difference, interestOf, interestRates, nextPosting, rateOn } from './interest.ts';
import type { InterestFacts, InterestMonth } from './interest.ts';

const DUE = date('2023-12-15');

function aClaim(changes: Partial<InterestFacts> = {}): InterestFacts {
  const due = changes.due ?? DUE;
  return {
    regime: 'gebyrloven',
    principal: kroner(10_000),
    due,
    srb: due,
    paid: [],
    until: date('2024-06-30'),
    transferred: null,
    off: [],
    councilDecision: { on: date('2018-01-01') },
    dueFixed: true,
    demandSent: null,
    ...changes,
  };
}

const total = (months: readonly InterestMonth[]) => sumOre(months.map(({ amount }) => amount));
const dayFrom = (first: PlainDate, most: number) =>
  fc.integer({ min: 0, max: most }).map((days) => addDays(first, days));
const anyDue = dayFrom(date('2018-03-01'), 2_500);
const anyPayments = fc.array(
  fc.record({ on: dayFrom(date('2023-11-01'), 300), amount: fc.bigInt(1n, 400_000n).map(ore) }),
  { maxLength: 5 },
);
const anyOff = fc.array(
  dayFrom(date('2023-12-01'), 200).chain((from) => fc.option(dayFrom(from, 60)).map((to) => ({ from, to }))),
  { maxLength: 2 },
);
const anyRegime = fc.constantFrom('gebyrloven' as const, 'renteloven' as const);

describe('the dates of an interest claim', () => {
  test('the first month arises the day after the last timely day, a later one on the first day of its period', () => {
    const months = interestOf(aClaim({ srb: date('2023-12-22'), until: date('2024-01-31') }), interestRates);
    expect(
      months.map(({ period, posted, origin, due }) => [period.from, period.to, posted, origin, due]),
    ).toEqual([
      ['2023-12-16', '2024-01-15', '2023-12-23', '2023-12-23', '2023-12-23'],
      ['2024-01-16', '2024-02-15', '2024-01-16', '2024-01-16', '2024-01-16'],
    ]);
  });

  test('nothing is due before the claim is late, also not a month that had begun by then', () => {
    const months = interestOf(aClaim({ srb: date('2024-01-20'), until: date('2024-02-16') }), interestRates);
    expect(months.map(({ period, posted, origin, due }) => [period.from, posted, origin, due])).toEqual([
      ['2023-12-16', '2024-01-21', '2024-01-21', '2024-01-21'],
      ['2024-01-16', '2024-01-21', '2024-01-21', '2024-01-21'],
      ['2024-02-16', '2024-02-16', '2024-02-16', '2024-02-16'],
    ]);
  });

  test('by the day, a period stays inside a calendar month and arises on its last day', () => {
    const months = interestOf(aClaim({ regime: 'renteloven', due: date('2024-01-15') }), interestRates);
    expect(
      months.slice(0, 2).map(({ period, origin, due }) => [period.from, period.to, origin, due]),
    ).toEqual([
      ['2024-01-16', '2024-01-31', '2024-01-31', '2024-01-31'],
      ['2024-02-01', '2024-02-29', '2024-02-29', '2024-02-29'],
    ]);
  });
});

describe('the days of posting, whatever the due date', () => {
  test('are one in each month, on the day aimed at or the last of a shorter month', () => {
    fc.assert(
      fc.property(anyDue, fc.nat(60), (due, place) => {
        const { on, day } = nextPosting(due, place);
        expect(day).toBe(Number(addDays(due, 1).slice(8)));
        expect(
          Number(on.slice(8)) === day || (on === lastDayOf(monthOf(on)) && Number(on.slice(8)) < day),
        ).toBe(true);
        expect(monthOf(nextPosting(due, place + 1).on) > monthOf(on)).toBe(true);
      }),
    );
  });

  test('give periods of 28 to 31 days that follow each other', () => {
    fc.assert(
      fc.property(anyDue, (due) => {
        const months = interestOf(aClaim({ due, until: addDays(due, 800) }), interestRates);
        expect(months[0]?.period.from).toBe(addDays(due, 1));
        for (const [index, { period }] of months.entries()) {
          const days = Temporal.PlainDate.from(period.from).until(period.to).days + 1;
          expect(days >= 28 && days <= 31).toBe(true);
          const next = months[index + 1];
          if (next !== undefined) expect(next.period.from).toBe(addDays(period.to, 1));
        }
      }),
    );
  });
});

describe('interest, whatever was paid and whenever', () => {
  test('what stood and the difference are together what a fresh computation gives', () => {
    fc.assert(
      fc.property(anyRegime, anyPayments, anyPayments, anyOff, (regime, before, since, off) => {
        const stoodMonths = interestOf(aClaim({ regime, paid: before }), interestRates);
        const stands = interestOf(aClaim({ regime, paid: [...before, ...since], off }), interestRates);
        const stood = new Map(stoodMonths.map(({ period, amount }) => [period.from, amount]));
        const changes = difference(stands, stood);
        const after = new Map(stood);
        for (const [from, change] of changes) after.set(from, ore((after.get(from) ?? zeroOre) + change));
        for (const change of changes.values()) expect(change).not.toBe(0n);
        const fresh = new Map(stands.map(({ period, amount }) => [period.from, amount]));
        for (const [from, amount] of after) expect(amount).toBe(fresh.get(from) ?? 0n);
        for (const from of fresh.keys()) expect(after.has(from) || fresh.get(from) === 0n).toBe(true);
      }),
    );
  });

  test('does not depend on the order in which the payments came', () => {
    fc.assert(
      fc.property(anyRegime, anyPayments, (regime, paid) => {
        expect(interestOf(aClaim({ regime, paid: paid.toReversed() }), interestRates)).toEqual(
          interestOf(aClaim({ regime, paid }), interestRates),
        );
      }),
    );
  });

  test('is never more because something more was paid', () => {
    fc.assert(
      fc.property(anyRegime, anyPayments, anyPayments, (regime, paid, more) => {
        const less = interestOf(aClaim({ regime, paid: [...paid, ...more] }), interestRates);
        expect(total(less)).toBeLessThanOrEqual(total(interestOf(aClaim({ regime, paid }), interestRates)));
      }),
    );
  });

  test('is not posted after the last day, from the transfer on, before the choice, or while it is off', () => {
    const last = date('2024-05-31');
    const anyTransfer = fc.option(dayFrom(date('2024-01-01'), 150));
    fc.assert(
      fc.property(
        anyRegime,
        anyOff,
        anyTransfer,
        dayFrom(date('2023-12-01'), 90),
        (regime, off, transferred, on) => {
          const facts = aClaim({ regime, off, transferred, councilDecision: { on }, until: last });
          for (const { posted, period, due } of interestOf(facts, interestRates)) {
            expect(posted <= last && posted >= on && due <= posted).toBe(true);
            if (transferred !== null) expect(posted < transferred && due < transferred).toBe(true);
            const starts = regime === 'gebyrloven' ? [posted] : [period.from, period.to];
            for (const day of starts)
              expect(off.some(({ from, to }) => from <= day && (to === null || day <= to))).toBe(false);
          }
        },
      ),
    );
  });

  test('by the day is what counting day after day gives', () => {
    fc.assert(
      fc.property(anyPayments, anyOff, (paid, off) => {
        const facts = aClaim({ regime: 'renteloven', paid, off });
        for (const { period, amount } of interestOf(facts, interestRates)) {
          expect(amount).toBe(countedDayByDay(facts, monthOf(period.from)));
        }
      }),
    );
  });
});

/** The same interest in the dullest way: every day of the month on its own, rounded once. */
function countedDayByDay({ due, principal, paid, off }: InterestFacts, of: string): Ore {
  let hundredths = 0n;
  for (let day = addDays(due, 1); monthOf(day) <= of; day = addDays(day, 1)) {
    if (monthOf(day) !== of) continue;
    if (off.some(({ from, to }) => from <= day && (to === null || day <= to))) continue;
    const gone = paid.filter(({ on }) => on < day || on <= due).reduce((sum, { amount }) => sum + amount, 0n);
    if (gone < principal) hundredths += (principal - gone) * BigInt(rateOn(interestRates, day) ?? 0);
  }
  return ore((2n * hundredths + 3_650_000n) / 7_300_000n);
}

describe('the rates', () => {
  test('are not known where nobody has found them, and never the one before', () => {
    expect(rateOn(interestRates, date('2024-06-30'))).toBe(1_175);
    expect(rateOn(interestRates, date('2024-07-01'))).toBeNull();
    expect(rateOn(interestRates, date('2025-12-31'))).toBeNull();
    expect(rateOn(interestRates, date('2026-01-01'))).toBe(975);
    expect(rateOn(interestRates, date('2026-07-01'))).toBeNull();
    expect(rateOn(interestRates, date('2015-06-30'))).toBeNull();
  });

  test('never overlap', () => {
    for (const rates of [interestRates.monthly, interestRates.yearly])
      for (const [index, { applies }] of rates.entries()) {
        const next = rates[index + 1];
        if (next !== undefined) expect(applies.to !== null && applies.to < next.applies.from).toBe(true);
      }
  });
});

test('each month explains itself, with what the rate rests on', () => {
  const steps: Step[] = [];
  const months = interestOf(
    aClaim({ regime: 'renteloven', due: date('2024-05-31'), until: date('2024-07-31') }),
    interestRates,
    steps,
  );
  expect(
    steps.map(({ paragraph, result, inputs }) => [paragraph, result.value, inputs.at(-1)?.source?.register]),
  ).toEqual([
    ['renteloven § 5', months[0]?.amount, 'statute-unverified'],
    ['', null, undefined],
  ]);
});

test('a special law without its rate says so, and a loan bears nothing in its free years', () => {
  const rate = {
    applies: { from: date('2018-01-01'), to: null },
    hundredths: null,
    paragraph: '§ 1',
    verified: false,
  };
  const entry = { name: 'prøve', per: 'month', freeYears: 0, rate } as const;
  const [month] = interestOf(aClaim({ regime: 'special', special: { entry, paidOut: null } }), interestRates);
  expect([month?.amount, month?.rateHundredths]).toEqual([0n, null]);
  const loan = { entry: { ...entry, per: 'year', freeYears: 5 } as const, paidOut: date('2023-01-01') };
  expect(interestOf(aClaim({ regime: 'special', special: loan }), interestRates)).toEqual([]);
  expect(interestOf(aClaim({ regime: 'special' }), interestRates)).toEqual([]);
});
