import { describe, expect, it } from 'vitest';
import { month, weekdayOf } from '../../kernel/dates.ts';
import { isBankClosingDay } from '../../law/closing-days.ts';
import { eventsJson, type DemoEvent, type DemoEventKind } from '../events.ts';
import type { CaseName } from './case-names.ts';
import { eventsOf, letterFatesOf, representativesOf } from './events.ts';
import { inventWorld, type Debtor, type World } from './world.ts';

const BOEGEVANG = { code: '998', cvr: '29189998', seNumber: '29189999', dueDay: 1, hears: false };
const HAVRELUND = { code: '999', cvr: '29199990', seNumber: '29199991', dueDay: 31, hears: true };
const MONTHS = { from: month('2025-07'), to: month('2026-12') };
const towns = [
  { size: 289, municipality: BOEGEVANG },
  { size: 1_100, municipality: HAVRELUND },
].map(({ size, municipality }) => {
  const world = inventWorld({ municipality, ...MONTHS }, { size, seed: 1 });
  return { name: municipality.code, world, events: eventsOf(world, 1) };
});
const [boegevang, havrelund] = towns as [(typeof towns)[number], (typeof towns)[number]]; // two are listed

describe.each(towns)('what happens in the demo town $name', ({ world, events }) => {
  it('is told in the order of its days, from the first run to the end of March', () => {
    const days = events.map(({ on }) => on);
    expect(days).toEqual(days.toSorted());
    expect(days[0]).toBe('2026-01-10');
    expect(days.every((day) => day <= '2026-03-31')).toBe(true);
  });

  it('happens to debtors of the town', () => {
    const numbers = new Set(world.debtors.map(({ number }) => number));
    expect(events.filter(({ debtor }) => !numbers.has(debtor))).toEqual([]);
    expect(representativesOf(world, 1).filter(({ debtor }) => !numbers.has(debtor))).toEqual([]);
  });

  it('names nobody by CPR number', () => {
    expect(eventsJson(events)).not.toMatch(/(?<!\d)\d{10}(?!\d)/);
    expect(JSON.stringify(representativesOf(world, 1))).not.toMatch(/(?<!\d)\d{10}(?!\d)/);
  });

  it('has payments on bank days, each with a reference of its own', () => {
    const payments = paymentsIn(events);
    expect(payments.length).toBeGreaterThan(world.debtors.length / 4);
    expect(payments.filter(({ on }) => isBankClosingDay(on) || weekdayOf(on) > 5)).toEqual([]);
    expect(new Set(payments.map(({ reference }) => reference)).size).toBe(payments.length);
  });

  it('has nobody who pays more than they owe, but for the one who does', () => {
    const more = world.debtors.filter((debtor) => paidBy(debtor, events) > owedBy(debtor));
    expect(more.map(({ cases }) => cases)).toEqual([['pays-too-much']]);
    const everything = example(world, 'pays-everything');
    expect(paidBy(everything, events)).toBe(owedBy(everything));
    expect(paidBy(example(world, 'does-not-pay'), events)).toBe(0n);
  });

  it('corrects claims that stand in the claims file, below what they were', () => {
    const claims = new Map(
      world.debtors.flatMap((debtor) =>
        debtor.claims.map((claim) => [claim.claimId, { debtor: debtor.number, claim }] as const),
      ),
    );
    const corrections = events.filter((one) => one.event === 'claim-corrected');
    for (const { debtor, claimId, sourceSystem, to } of corrections) {
      const found = claims.get(claimId);
      expect(found?.debtor).toBe(debtor);
      expect(found?.claim).toMatchObject({ sourceSystem, partClaimId: '1' });
      expect(to).toBeLessThan(found?.claim.principal ?? 0n);
    }
    const withdrawn = example(world, 'claim-withdrawn');
    const zero = corrections.filter(({ debtor, to }) => debtor === withdrawn.number && to === 0n);
    expect(zero.map(({ claimId }) => claimId)).toEqual(withdrawn.claims.map(({ claimId }) => claimId));
    expect(paidBy(withdrawn, events)).toBeGreaterThan(0n);
  });

  it.each([
    ['guardian-recorded', 'guardian', 'instead'],
    ['power-of-attorney', 'power-of-attorney', 'copy'],
    ['estate', 'estate', 'instead'],
    ['under-18', 'custody-holder', 'copy'],
    ['under-15', 'custody-holder', 'instead'],
  ] as const)('%s has somebody who gets the letters', (name, kind, mode) => {
    const found = representativesOf(world, 1).filter(({ debtor }) => debtor === example(world, name).number);
    expect(found.map((one) => [one.kind, one.mode])).toEqual([[kind, mode]]);
  });

  it('has one under guardianship without anybody recorded', () => {
    const debtor = example(world, 'guardianship');
    expect(representativesOf(world, 1).filter((one) => one.debtor === debtor.number)).toEqual([]);
  });

  it('has a letter that comes back, one that fails and one that is slow', () => {
    expect([...letterFatesOf(world)]).toEqual([
      [example(world, 'letter-returned').number, 'returned'],
      [example(world, 'digital-failed').number, 'failed'],
      [example(world, 'letter-slow').number, 'slow'],
    ]);
    expect(example(world, 'letter-returned').person.traits.digitalPost).toBe(false);
    expect(example(world, 'digital-failed').person.traits.digitalPost).toBeUndefined();
  });
});

describe('what happens in both demo towns', () => {
  const everywhere: readonly DemoEventKind[] = [
    'claim-corrected',
    'complaint-upheld',
    'income-stated',
    'individual-plan',
    'language',
    'payment',
  ];

  it('is the same kinds of things, but a hearing is answered only where people are heard', () => {
    expect(kindsIn(boegevang.events)).toEqual(everywhere);
    expect(kindsIn(havrelund.events)).toEqual([...everywhere, 'hearing-answer'].toSorted());
    const answers = havrelund.events.filter((one) => one.event === 'hearing-answer');
    expect(answers.map(({ outcome }) => outcome)).toEqual(['decide', 'close']);
  });

  it('people pay from the first due day after the decision has reached them', () => {
    // Due on the 1st without a hearing, and on the last day after one.
    expect(daysPaid(boegevang, 'plan-by-table')).toEqual(['2026-02-02', '2026-03-02']);
    expect(daysPaid(havrelund, 'plan-by-table')).toEqual(['2026-03-02', '2026-03-31']);
  });

  it('who falls into deferral stops paying, and whose amount falls pays the lower one', () => {
    expect(daysPaid(boegevang, 'plan-deferral-plan')).toEqual(['2026-02-02']);
    const [first, then] = paymentsIn(boegevang.events).filter(
      ({ debtor }) => debtor === example(boegevang.world, 'plan-falls').number,
    );
    expect(then?.amount).toBeLessThan(first?.amount ?? 0n);
  });

  it('the same seed tells the same story', () => {
    expect(eventsOf(boegevang.world, 1)).toEqual(boegevang.events);
    expect(eventsOf(boegevang.world, 2)).not.toEqual(boegevang.events);
  });
});

type Payment = Extract<DemoEvent, { readonly event: 'payment' }>;

function paymentsIn(events: readonly DemoEvent[]): Payment[] {
  return events.filter((one) => one.event === 'payment');
}

function daysPaid({ world, events }: (typeof towns)[number], name: CaseName): string[] {
  const { number } = example(world, name);
  return paymentsIn(events)
    .filter(({ debtor }) => debtor === number)
    .map(({ on }) => on);
}

function kindsIn(events: readonly DemoEvent[]): string[] {
  return [...new Set(events.map(({ event }) => event))].toSorted();
}

function paidBy({ number }: Debtor, events: readonly DemoEvent[]): bigint {
  return paymentsIn(events).reduce((sum, { debtor, amount }) => (debtor === number ? sum + amount : sum), 0n);
}

function owedBy({ claims }: Debtor): bigint {
  return claims.reduce((sum, { principal, outstanding }) => sum + (outstanding ?? principal), 0n);
}

function example({ debtors }: World, name: CaseName): Debtor {
  const found = debtors.find(({ cases }) => cases.includes(name));
  if (found === undefined) throw new Error(`no debtor shows ${name}`);
  return found;
}
