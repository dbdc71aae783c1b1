import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ageOn, date, month } from '../../kernel/dates.ts';
import { birthDate, parseCprNumber } from '../../kernel/cpr-number.ts';
import { earliestLapse, lapse } from '../../law/lapse.ts';
import { caseWords, type CaseName } from './case-names.ts';
import { couldBeRealBusinessNumber } from './invented-numbers.ts';
import { specialHouseholds } from './special-cases.ts';
import { inventWorld, totalOwed, type Debtor, type World } from './world.ts';

const MUNICIPALITY = { code: '998', cvr: '29189998', seNumber: '29189999' };
const SETTING = { municipality: MUNICIPALITY, from: month('2025-07'), to: month('2026-12') };
const SIZES = [1, 2, 14, 24, 289] as const;
const worlds = new Map(SIZES.map((size) => [size, inventWorld(SETTING, { size, seed: 1 })]));
const HAVRELUND = { code: '999', cvr: '29199990', seNumber: '29199991', dueDay: 31, hears: true };
const havrelund = inventWorld({ ...SETTING, municipality: HAVRELUND }, { size: 1_100, seed: 1 });

describe('the invented municipality', () => {
  it.each(SIZES)('has exactly the debtors that were asked for: %i', (size) => {
    expect(worldOf(size).debtors).toHaveLength(size);
  });

  it.each([1, 2, 3])('gives CPR numbers that can belong to nobody, never one twice (seed %i)', (seed) => {
    const numbers = numbersIn(inventWorld(SETTING, { size: 289, seed }));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) {
      expect(parseCprNumber(number)).toBe(number);
      expect(Number(number.slice(0, 2))).toBeGreaterThan(60);
    }
  });

  it('gives every person, child too, the birth date that their number carries', () => {
    for (const { person } of worldOf(289).debtors) {
      for (const { cpr, born } of [person, ...person.children]) expect(birthDate(cpr)).toBe(born);
    }
  });

  it('has no parents younger than eighteen', () => {
    for (const { person } of worldOf(289).debtors) {
      for (const child of person.children) expect(ageOn(person.born, child.born)).toBeGreaterThanOrEqual(18);
    }
  });

  it('pays from employers whose numbers no business can have', () => {
    const reports = worldOf(289).debtors.flatMap(({ livelihood }) => livelihood.reports);
    const payers = new Set(reports.map(({ report }) => report.employer));
    for (const payer of payers) expect(couldBeRealBusinessNumber(payer)).toBe(false);
  });

  it('knows two numbers of a real kind from invented ones', () => {
    expect(couldBeRealBusinessNumber('10000009')).toBe(true); // 2 × 1 + 1 × 9 = 11
    expect(couldBeRealBusinessNumber('10000008')).toBe(false);
  });

  it('of Bøgevang owes exactly what the known case owes, and Havrelund as much for each debtor', () => {
    expect(totalOwed(worldOf(289))).toBe(840_000_000n);
    expect(havrelund.debtors).toHaveLength(1_100);
    expect(totalOwed(havrelund)).toBe((840_000_000n * 1_100n) / 289n);
  });

  it('shares nobody with the other one, and each lives in a town of its own', () => {
    const theirs = new Set(numbersIn(havrelund));
    expect(numbersIn(worldOf(289)).filter((number) => theirs.has(number))).toEqual([]);
    const towns = ({ debtors }: World) => new Set(debtors.map(({ person }) => person.home.address.at(-1)));
    expect(towns(worldOf(289))).toEqual(new Set(['4999 Bøgevang', '4998 Lindemose']));
    expect(towns(havrelund)).toEqual(new Set(['8999 Havrelund', '8998 Tangmose']));
  });

  it('numbers its debtors as the intake will: in the order in which the claims file names them', () => {
    for (const { debtors } of [worldOf(289), havrelund]) {
      const named = debtors.flatMap(({ claims }) =>
        claims.flatMap(({ debtorCpr, coDebtorCpr }) => [debtorCpr, coDebtorCpr]),
      );
      const inOrder = [...new Set(named)].filter((cpr) => cpr !== null);
      expect(inOrder).toEqual(debtors.map(({ person }) => person.cpr));
      expect(debtors.map(({ number }) => number)).toEqual(inOrder.map((_, index) => 100_001 + index));
    }
  });

  it.each([24, 289] as const)(
    'owes as much in proportion as the known case, within one percent: %i',
    (size) => {
      const expected = (8_400_000 * size) / 289;
      const owed = Number(totalOwed(worldOf(size))) / 100;
      expect(Math.abs(owed - expected) / expected).toBeLessThan(0.01);
    },
  );
});

describe('the special cases', () => {
  it('stand in every demo of 24 debtors or more', () => {
    const first = specialHouseholds.slice(0, 23).flat();
    expect(first).toHaveLength(24);
    for (const size of [24, 289] as const) {
      expect(casesIn(worldOf(size))).toEqual(expect.arrayContaining(first.flatMap(({ cases }) => cases)));
    }
  });

  it('stand all of them in both demos, as large as they are loaded', () => {
    const all = (Object.keys(caseWords) as CaseName[]).toSorted(); // the keys are the names
    for (const world of [worldOf(289), havrelund]) {
      expect([...new Set(casesIn(world))].toSorted()).toEqual(all);
    }
  });

  it('are all explained in the guide', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/demo.md'), 'utf8');
    for (const [name, words] of Object.entries(caseWords))
      expect(guide).toContain(`| \`${name}\` | ${words} |`);
  });

  it('come in order of importance in a smaller demo', () => {
    expect(casesIn(worldOf(1))).toEqual(['plan-by-table']);
    expect(worldOf(14).debtors.flatMap(({ cases }) => cases[0])).toEqual(
      specialHouseholds.slice(0, 14).map(([{ cases }]) => cases[0]),
    );
  });

  it('has spouses who are liable together, each with a case of their own', () => {
    const { debtors } = worldOf(24);
    const [one, other] = debtors.filter(({ cases }) => cases.includes('joint-liability'));
    expect(one?.person.spouse).toBe(other?.person.cpr);
    const joint = one?.claims.filter(({ liability }) => liability === 'joint') ?? [];
    expect(joint.length).toBeGreaterThan(0);
    expect(new Set(joint.map(({ coDebtorCpr }) => coDebtorCpr))).toEqual(new Set([other?.person.cpr]));
    expect(other?.claims.every(({ liability }) => liability === 'sole')).toBe(true);
  });

  it('has claims that lapse in February, that a kept plan holds alive, and that had lapsed before', () => {
    const { debtors } = worldOf(24);
    expect(lapseStates(example(debtors, 'lapse-near'), '2026-02-20')).toEqual(['running']);
    expect(lapseStates(example(debtors, 'lapse-near'), '2026-02-21')).toEqual(['lapsed']);
    expect(lapseStates(example(debtors, 'plan-kept-past-lapse'), '2026-03-01')).toEqual(['running']);
    expect(lapseStates(example(debtors, 'lapsed-before'), '2026-01-05')).toEqual(['lapsed']);
    expect(lapseStates(example(debtors, 'known-late'), '2026-03-01')).toEqual(['running']);
  });

  it('has parents who live apart and are both supporters of the same child', () => {
    const [one, other] = havrelund.debtors.filter(({ cases }) => cases.includes('both-parents'));
    expect(one?.person.children).toHaveLength(1);
    expect(other?.person.children).toEqual(one?.person.children);
    expect([one?.person.spouse, other?.person.spouse]).toEqual([null, null]);
    expect(other?.person.home).not.toEqual(one?.person.home);
  });

  it('has debtors of seventeen and fourteen years during all three months', () => {
    for (const day of [date('2026-01-01'), date('2026-03-31')]) {
      expect(ageOn(example(havrelund.debtors, 'under-18').person.born, day)).toBe(17);
      expect(ageOn(example(havrelund.debtors, 'under-15').person.born, day)).toBe(14);
    }
  });

  it('has three whose years have passed while a plan was kept, so that deferral would end the debt', () => {
    for (const name of ['low-once-near-lapse', 'low-month-two-runs', 'low-twice-near-lapse'] as const) {
      expect(lapseStates(example(havrelund.debtors, name), '2026-03-10')).toEqual(['running']);
      expect(earliest(example(havrelund.debtors, name))).toBe('2025-08-31');
    }
  });

  it('has one whose help still runs, one with several accounts, and part-claims', () => {
    const { debtors } = worldOf(24);
    expect(example(debtors, 'benefit-running').claims.every(({ helpStopped }) => helpStopped === null)).toBe(
      true,
    );
    const accounts = example(debtors, 'several-accounts').claims.map(({ accountId }) => accountId);
    expect(new Set(accounts).size).toBe(2);
    const parts = example(debtors, 'part-claims').claims.map(({ partClaimId }) => partClaimId);
    expect(new Set(parts)).toEqual(new Set(['1', '2']));
  });
});

function worldOf(size: (typeof SIZES)[number]): World {
  const world = worlds.get(size);
  if (world === undefined) throw new Error(`no world of ${size}`);
  return world;
}

function numbersIn({ debtors, spouses }: World): string[] {
  const persons = [...debtors.map(({ person }) => person), ...spouses];
  const own = persons.flatMap(({ cpr, newCpr }) => (newCpr === null ? [cpr] : [cpr, newCpr]));
  // Children stand with both parents.
  const children = new Set(persons.flatMap((person) => person.children.map(({ cpr }) => cpr)));
  return [...own, ...children];
}

function casesIn({ debtors }: World): CaseName[] {
  return debtors.flatMap(({ cases }) => cases);
}

function example(debtors: World['debtors'], name: CaseName): Debtor {
  const found = debtors.find(({ cases }) => cases.includes(name));
  if (found === undefined) throw new Error(`no debtor shows ${name}`);
  return found;
}

function lapseStates({ claims }: Debtor, asOf: string): string[] {
  const states = claims.map(({ law, helpStopped, knownFrom, planFrom, planTo, deferralGranted }) => {
    const plan = planFrom === null ? [] : [{ from: planFrom, to: planTo }];
    return lapse({ law, helpStopped, knownFrom, plan, ableNoPlan: [], deferralGranted }, date(asOf)).state;
  });
  return [...new Set(states)];
}

function earliest({ claims }: Debtor): string | null {
  const [first] = claims;
  return first === undefined ? null : earliestLapse(first);
}
