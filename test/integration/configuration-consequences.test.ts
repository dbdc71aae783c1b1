import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { clearForTransfer } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { consequencesOf, type Consequences } from '../../src/insight/configuration-consequences.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { changedChoices } from '../../src/municipality/consequences.ts';
import { aDebtor } from '../vocabulary.ts';
import { charging } from './charges-town.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type DunningTown, type Step } from './dunning-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  raise,
  run,
  TOWN,
  townConfiguration,
} from './town.ts';
import { inMunicipality } from '../../src/platform/database.ts';

// Day care of 10,000 kr. that is to be reminded of on 25 December; a bill that instalments are asked for; a third that is cleared.

const ON = date('2025-12-20');
const before = townConfiguration({ claimTypes: charging, lifeCycles: lifeCyclesOf(usualSteps) });

let at: DunningTown;
let [late, asked, cleared]: ClaimNumber[] = [];
beforeAll(async () => {
  at = await aDunningTown();
  late = await at.town.raise();
  asked = await at.town.raise({ type: 'CFFAKTU', principal: kroner(3_000), due: date('2026-01-15') });
  cleared = await at.town.raise({ principal: kroner(500), due: date('2026-02-01') });
  await at.dun(ON);
  await at.town.interest('2025-12-20');
  await at.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    await askArrangement(tx, {
      debtor: at.town.anna,
      claims: [asked ?? claimless()],
      wish: { kind: 'plan', monthly: kroner(300), first: date('2026-02-02'), dueDay: 2 },
      how: 'letter',
      acknowledgedOn: date('2025-12-10'),
      recall: false,
      configured,
      by: 'Inge',
      at: morningOf('2025-12-12'),
    });
    const clearance = {
      claim: cleared ?? claimless(),
      from: date('2026-02-10'),
      lastDeadline: null,
      reminded: 'done' as const,
      because: 'dunning' as const,
      about: '1',
      approvedBy: 'Inge',
      told: [],
    };
    await clearForTransfer(tx, [clearance], { by: 'Inge', at: morningOf(ON) });
  });
});
afterAll(() => at[Symbol.asyncDispose]());

function claimless(): never {
  throw new Error('the claim was raised');
}

function wouldDo(changes: Partial<Configuration>): Promise<Consequences> {
  return at.do((tx) => consequencesOf(tx, { before, after: { ...before, ...changes }, on: ON }));
}

/** What the configuration would change beside the steps of bills, as `choice what: count, sum, next`. */
async function othersOf(changes: Partial<Configuration>): Promise<string[]> {
  const { others } = await wouldDo(changes);
  return others.map(({ choice, what, count, sum, next }) => `${choice} ${what}: ${count}, ${sum}, ${next}`);
}

const [first, second, ...rest] = usualSteps as readonly [Step, Step, ...Step[]];

function steps(...those: Step[]): Partial<Configuration> {
  return { lifeCycles: lifeCyclesOf([...those, ...rest]) };
}

describe('a new configuration tells what it does', () => {
  test('to the steps of bills: a longer deadline, a warning, and steps after the next', async () => {
    const longer = await wouldDo(steps({ ...first, deadlineDays: 20, warnsOfTransfer: true }, second));
    expect(longer.steps['reminder']).toMatchObject({
      'longer-to-pay': {
        sum: expect.any(String) as string,
        claims: expect.arrayContaining([String(late)]) as string[],
      },
      'warning-more': { next: '2025-12-25' },
    });
    const further = await wouldDo(steps(first, { ...second, deadlineDays: 14 }));
    expect(Object.keys(further.steps['reminder'] ?? {})).toEqual(['further-steps']);
  });

  test('to fees that the council decides no longer, or puts a lower ceiling on', async () => {
    const { KFDAINS, CFFAKTU } = charging;
    if (KFDAINS === undefined || CFFAKTU === undefined) throw new Error('both are charged on');
    const without = await wouldDo({ claimTypes: { CFFAKTU, KFDAINS: { ...KFDAINS, fee: null } } });
    expect(without.steps['reminder']).toHaveProperty('no-fee-any-more');
    const capped = { ...KFDAINS, fee: { decidedOn: date('2020-01-01'), reference: 'B', amount: '50.00' } };
    const lower = await wouldDo({ claimTypes: { CFFAKTU, KFDAINS: capped } });
    expect(lower.steps['reminder']).toHaveProperty('no-fee-any-more');
  });

  test('to interest that begins or ends with a decision of the council', async () => {
    expect(await othersOf({ claimTypes: {} })).toEqual([
      expect.stringMatching(/^claimTypes interest-ends: 3, 13500\.00, 2026-01-/),
    ]);
  });

  test('to instalments that are asked for, and to claims on their way to Gældsstyrelsen', async () => {
    const { arrangements, recovery } = before;
    expect(await othersOf({ arrangements: { ...arrangements, least: '400.00' } })).toEqual([
      'arrangements asked: 1, 3000.00, null',
      'arrangements below-least: 1, 3000.00, null',
    ]);
    expect(await othersOf({ recovery: { ...recovery, least: '1000.00' } })).toEqual([
      'recovery kept-here: 1, 500.00, 2026-02-10',
    ]);
    const other = recovery.channel === 'list' ? 'system' : 'list';
    expect(await othersOf({ recovery: { ...recovery, channel: other } })).toEqual([
      `recovery by-${other}: 1, 500.00, 2026-02-10`,
    ]);
  });

  test.each<[string, Partial<Configuration>]>([
    ['firstContact', { firstContact: 'invoice' }],
    ['demand', { demand: { ...before.demand, graceDays: 0 } }],
    ['transfer', { transfer: { ...before.transfer, waitDaysAfterArrival: 0 } }],
    ['writeOff', { writeOff: { ...before.writeOff, roundingBelow: '5.00' } }],
    ['setOff', { setOff: { ...before.setOff, hearingDays: 30 } }],
    ['automatic', { automatic: { ...before.automatic, plan: null } }],
  ])(
    'and asks for its seal when %s is changed, also where nothing runs that it touches',
    async (key, changes) => {
      expect(changedChoices({ before, after: { ...before, ...changes }, on: ON })).toEqual([key]);
      expect((await wouldDo(changes)).changed).toEqual([key]);
    },
  );

  test('and nothing where only words are others', async () => {
    const { letters } = before;
    const told = await wouldDo({ letters: { ...letters, staffTitle: { da: 'rådgiver', en: 'adviser' } } });
    expect(told).toMatchObject({ changed: [], affected: 0, others: [] });
  });
});

test('of plans for benefits it tells who would be demanded today, whose proposals wait, and about whom nothing is decided', async () => {
  await using town = await aTown([aDebtor(1).owing(20_000), aDebtor(2).owing(9_000)]);
  const { database } = town;
  const old = townConfiguration();
  const would = (after: Partial<Configuration>, on: string) =>
    inMunicipality(database, TOWN, (tx) =>
      consequencesOf(tx, { before: old, after: { ...old, ...after }, on: date(on) }),
    );
  expect((await would({ firstContact: 'invoice' }, '2026-03-01')).others).toMatchObject([
    { choice: 'firstContact', what: 'undecided', count: 2, sum: '29000.00' },
  ]);
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-12');
  await raise(database, '2026-04-01');
  const sooner = await would(
    { demand: { ...old.demand, graceDays: 0, registrationBankDays: 0 } },
    '2026-04-03',
  );
  expect(sooner.others.map(({ choice, what }) => `${choice} ${what}`)).toEqual([
    'demand demanded',
    'demand late',
    'demand plan',
  ]);
  const byPerson = await would({ ...approvedByPerson }, '2026-04-08');
  expect(byPerson.changed).toContain('automatic');
});
