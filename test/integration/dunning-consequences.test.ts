import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consequencesOf, type Consequences } from '../../src/insight/configuration-consequences.ts';
import { date } from '../../src/kernel/dates.ts';
import { charging } from './charges-town.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type DunningTown, type Step } from './dunning-town.ts';
import { paidIn } from './paying.ts';
import { townConfiguration } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
  await at.town.raise();
  await at.town.raise({ due: date('2026-03-02') });
  // Paid after the day's work, and over for it tomorrow: no choice touches it.
  const paid = await at.town.raise();
  await at.dun('2025-12-20');
  await paidIn(at.town, { amount: 10_000, on: '2025-12-20', wish: [paid] });
});
afterAll(() => at[Symbol.asyncDispose]());

function configurationOf(steps: readonly Step[]) {
  return townConfiguration({ claimTypes: charging, lifeCycles: lifeCyclesOf(steps) });
}

function wouldDo(steps: readonly Step[]): Promise<Consequences> {
  const between = {
    before: configurationOf(usualSteps),
    after: configurationOf(steps),
    on: date('2025-12-20'),
  };
  return at.do((tx) => consequencesOf(tx, between));
}

const [first, ...rest] = usualSteps as readonly [Step, ...Step[]];

describe('before a configuration is taken, the municipality is told', () => {
  test('that nothing changes, where nothing does, of the bills that are still owed', async () => {
    expect(await wouldDo(usualSteps)).toMatchObject({ running: 2, affected: 0, steps: {} });
  });

  test('for how many bills the next step comes earlier, costs more, or loses its letter', async () => {
    const earlier = { ...first, after: { ...first.after, days: 5 } };
    expect(await wouldDo([earlier, ...rest])).toMatchObject({
      affected: 2,
      steps: { reminder: { earlier: { count: 2, debtors: [at.town.anna] } } },
    });
    expect(await wouldDo([{ ...first, fee: null }, ...rest])).toMatchObject({
      steps: { reminder: { 'no-fee-any-more': { count: 2 } } },
    });
    expect(await wouldDo([{ ...first, fee: null, letter: false }, ...rest])).toMatchObject({
      steps: { reminder: { 'letter-fewer': { count: 2 } } },
    });
  });

  test('where a person is asked for from now on, or no longer', async () => {
    expect(await wouldDo([{ ...first, by: 'person' }, ...rest])).toMatchObject({
      steps: { reminder: { 'person-where-it-was-automatic': { count: 2 } } },
    });
  });

  test('with a seal that names these consequences and this configuration', async () => {
    const later = { ...first, after: { ...first.after, days: 20 } };
    const told = await wouldDo([later, ...rest]);
    expect(told.seal).toBe((await wouldDo([later, ...rest])).seal);
    expect(told.seal).not.toBe((await wouldDo([{ ...later, fee: null }, ...rest])).seal);
  });
});
