import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { holdsOn, placeHolds } from '../../src/claims/holds.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { storyLines } from '../../src/cli/story-words.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrands } from '../../src/endings/errand-rows.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { yourPayment } from '../../src/insight/your-payment.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, readableDecisionId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { answerMessage } from '../../src/messages/answer-message.ts';
import { leftToSend } from '../../src/messages/left-to-send.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { hiddenOf } from '../portal/paying-site.ts';
import { ask, openSite } from '../portal/portal-site.ts';
import { aDebtor } from '../vocabulary.ts';
import {
  agreements,
  approve,
  approveAll,
  asked,
  lastDecision,
  letterKinds,
  openItems,
  owes,
  pays,
  states,
  waiting,
  withdrawn,
} from './decisions-town.ts';
import {
  cleared,
  comesBack,
  demands,
  dueDates,
  follow,
  followed,
  lastDemand,
  reconfigure,
  seeTo,
} from './defaults-town.ts';
import { afdrag } from './command-line.ts';
import { monthly, registersOf } from './month-town.ts';
import { cprNumber } from './claims-rows.ts';
import {
  aTown,
  behindOurBack,
  fetchFor,
  letArrive,
  letterJob,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  type PreparedTown,
  type Town,
} from './town.ts';

const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000));
/** How far the payer's plan has come, each stage from the one before. */
const stages = {
  /** A plan from March, asked for the first instalment on 1 April. */
  asked: async ({ database, registers }: Town) => {
    await settle(database, [payer]);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    await raise(database, '2026-04-01');
  },
  /** Demanded on 10 April; the letter arrived the day after, and its deadline is 4 May. */
  demanded: async ({ database }: Town) => {
    await follow(database, '2026-04-10');
    await letArrive(database, '2026-04-11');
  },
  /** The month's run was made before the deadline passed, and facts were fetched again after it. */
  looked: async (town: Town) => {
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(town.database, '2026-04', { on: '2026-04-13' });
    await fetchFor(town, '2026-04', '2026-05-06');
  },
  /** The plan has fallen away. */
  defaulted: async ({ database }: Town) => {
    await follow(database, AFTER_DEADLINE);
  },
  /** The decision to transfer has been approved and has arrived. */
  told: async ({ database }: Town) => {
    await approveAll(database, { on: '2026-05-11', of: '2026-04' });
    await letArrive(database, '2026-05-12');
  },
} as const;
type Stage = keyof typeof stages;

/** The deadline and the days for payments to be registered are over. */
const AFTER_DEADLINE = '2026-05-08';

const prepared = new Map<Stage, PreparedTown>();
beforeAll(async () => {
  const steps = Object.entries(stages) as [Stage, (town: Town) => Promise<void>][]; // its own keys
  for (const [index, [stage]] of steps.entries())
    prepared.set(
      stage,
      await prepareTown(async (database) => {
        const town = townOf(database);
        for (const [, step] of steps.slice(0, index + 1)) await step(town);
      }),
    );
}, 120_000);
afterAll(async () => {
  for (const town of prepared.values()) await town[Symbol.asyncDispose]();
});

function townOf(database: Database): Town {
  return { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** A copy of the town at that stage, for one test. */
async function at(stage: Stage): Promise<Town> {
  const database = await prepared.get(stage)!.copy(); // every stage was prepared
  return { ...townOf(database), [Symbol.asyncDispose]: () => database.close() };
}

function ledgerOf(database: Database) {
  return readInMunicipality(database, TOWN, checkLedger);
}

describe('an instalment that was not paid', () => {
  test('is demanded when days of grace and for registration are over, without a fee', async () => {
    await using town = await at('asked');
    expect(await followed(town.database, '2026-04-06')).toBe('in-time 1');
    expect(await follow(town.database, '2026-04-10')).toMatchObject({
      consequences: { demand: 1 },
      amounts: { demanded: '3400.00' },
    });
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 demanded 3400 until 2026-04-01']);
    await letArrive(town.database, '2026-04-11');
    expect(await letterKinds(town.database)).toEqual(['plan', 'demand']);
    expect(await owes(town.database)).toEqual({ owed: 20_000, due: 3_400 });
    expect(await followed(town.database, '2026-04-12')).toBe('in-time 1');
  });

  test('is told by a dry run in the same words, and nothing is written', async () => {
    await using town = await at('asked');
    const tried = await follow(town.database, '2026-04-10', { dryRun: true });
    expect(await demands(town.database)).toEqual([]);
    expect(await follow(town.database, '2026-04-10')).toEqual(tried);
  });

  test('and is paid in part is demanded for the rest, together with those missed since', async () => {
    await using town = await at('asked');
    await pays(town.database, 100_001, { amount: 1_400, on: '2026-04-02' });
    await raise(town.database, '2026-05-01');
    await follow(town.database, '2026-05-12');
    expect(await demands(town.database)).toEqual(['100001 2026-05-12 demanded 5400 until 2026-05-01']);
  });

  test('and of which less is missing than the municipality demands, is demanded with the next one that is missed', async () => {
    await using town = await at('asked');
    const { demand } = townConfiguration();
    await pays(town.database, 100_001, { amount: 3_398, on: '2026-04-01' });
    await reconfigure(town.database, { demand: { ...demand, least: '2.01' } });
    expect(await followed(town.database, '2026-04-10')).toBe('kept 1');
    await raise(town.database, '2026-05-01');
    await follow(town.database, '2026-05-12');
    expect(await demands(town.database)).toEqual(['100001 2026-05-12 demanded 3402 until 2026-05-01']);
  });

  test('is demanded for as little as the municipality demands', async () => {
    await using town = await at('asked');
    await pays(town.database, 100_001, { amount: 3_399, on: '2026-04-01' });
    await follow(town.database, '2026-04-10');
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 demanded 1 until 2026-04-01']);
  });

  test('is not demanded while money lies that covers nothing, nor while a hold stops it, nor where deferral is found', async () => {
    await using town = await at('asked');
    const { database } = town;
    await inMunicipality(database, TOWN, (tx) =>
      placeHolds(tx, [
        {
          claim: claimNumber(1n),
          reason: 'complaint',
          debtor: null,
          from: date('2026-04-05'),
          reviewOn: date('2026-07-01'),
          about: 'klage 7',
          by: 'Anna',
          at: morningOf('2026-04-05'),
        },
      ]),
    );
    expect(await followed(database, '2026-04-10')).toBe('waits-for-complaint 1');
    expect(await demands(database)).toEqual([]);
  });
});

describe('a demand', () => {
  test('that is paid in time leaves the plan as it was', async () => {
    await using town = await at('looked');
    await pays(town.database, 100_001, { amount: 3_400, on: '2026-05-04' });
    expect(await followed(town.database, AFTER_DEADLINE)).toBe('demand-paid 1');
    expect(await agreements(town.database)).toMatchObject([
      { outcome: 'plan', ended: null, next: '2026-05-01' },
    ]);
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 paid 3400 until 2026-04-01']);
  });

  test('is not paid by a day before it that is gone through late', async () => {
    await using town = await at('demanded');
    expect(await followed(town.database, '2026-03-20')).toBe('in-time 1');
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 demanded 3400 until 2026-04-01']);
  });

  test('gives its days from the day it arrived, and nothing follows before it has', async () => {
    await using town = await at('asked');
    await follow(town.database, '2026-04-10');
    await makeDueLetters(letterJob(town.database, '2026-04-10'));
    expect(await followed(town.database, '2026-06-20')).toBe('waits-for-letter-not-arrived 1');
    await letArrive(town.database, '2026-06-23');
    expect(await lastDemand(town.database)).toMatchObject({
      arrivedOn: '2026-06-23',
      deadline: '2026-07-07',
    });
  });

  test('of which no letter was made before its own deadline is given up, and written anew', async () => {
    await using town = await at('asked');
    await follow(town.database, '2026-04-10');
    expect(await followed(town.database, '2026-05-06')).toBe('demand-given-up 1');
    expect(await followed(town.database, '2026-05-07')).toBe('demand 1');
    await letArrive(town.database, '2026-05-08');
    expect(await letterKinds(town.database)).toEqual(['plan', 'demand']);
  });

  test.each([
    ['before it had arrived', 'asked'],
    ['after it had counted as arrived', 'looked'],
  ] as const)(
    'that comes back %s is never default: a person sees to it, and then it is written anew',
    async (_, stage) => {
      await using town = await at(stage);
      const { database } = town;
      if (stage === 'asked') {
        await follow(database, '2026-04-10');
        await makeDueLetters(letterJob(database, '2026-04-10'));
      }
      await comesBack(database, '2026-04-20');
      expect(await openItems(database)).toEqual(['2026-04 100001 letter-not-arrived']);
      expect(await followed(database, AFTER_DEADLINE)).toBe('waits-for-letter-not-arrived 1');
      await seeTo(database, '2026-05-09');
      expect(await followed(database, '2026-05-09')).toBe('demand-again 1');
      expect(await demands(database)).toEqual([
        '100001 2026-04-10 withdrawn 3400 until 2026-04-01',
        '100001 2026-05-09 demanded 3400 until 2026-04-01',
      ]);
    },
  );

  test('of which the bank takes the payment back is written again after days to pay, before anything follows', async () => {
    await using town = await at('looked');
    const { database } = town;
    const { payment } = await pays(database, 100_001, { amount: 3_400, on: '2026-05-04' });
    const back = { kind: 'charged-back', reference: 'retur', because: 'banken', by: 'prøve' } as const;
    await inMunicipality(database, TOWN, (tx) =>
      reversePayment(tx, { ...back, payment, on: date('2026-05-07'), at: morningOf('2026-05-07') }),
    );
    expect(await followed(database, AFTER_DEADLINE)).toBe('in-time 1');
    expect(await followed(database, '2026-05-25')).toBe('in-time 1');
    expect(await followed(database, '2026-05-26')).toBe('demand-again 1');
    expect(await demands(database)).toEqual([
      '100001 2026-04-10 withdrawn 3400 until 2026-04-01',
      '100001 2026-05-26 demanded 3400 until 2026-04-01',
    ]);
    expect(await followed(database, '2026-05-27')).toBe('waits-for-letter-not-arrived 1');
  });

  test('whose days to pay were those of a bankruptcy is written again when that is over, before anything follows', async () => {
    await using town = await at('looked');
    const { database } = town;
    const debtor = debtorNumber(100_001);
    const on = (day: string) => ({ by: 'Inge', on: date(day), at: morningOf(day) });
    await inMunicipality(database, TOWN, async (tx) => {
      const bankruptcy = { kind: 'bankruptcy', debtor, beganOn: date('2026-04-20') } as const;
      const opened = await openErrand(tx, { ...on('2026-04-20'), ...bankruptcy });
      expect(opened).toMatchObject({ ok: true });
    });
    expect(await followed(database, AFTER_DEADLINE)).toBe('waits-for-bankruptcy 1');
    await inMunicipality(database, TOWN, async (tx) => {
      const errand = (await openErrands(tx)).find((each) => each.debtor === debtor);
      const mistake = { outcome: 'mistake', kept: null, successors: [] } as const;
      const number = errand?.number ?? 0n;
      expect(await closeErrand(tx, { ...on('2026-05-11'), ...mistake, number })).toMatchObject({ ok: true });
    });
    expect(await followed(database, '2026-05-12')).toBe('in-time 1');
    expect(await followed(database, '2026-06-01')).toBe('demand-again 1');
    expect(await demands(database)).toEqual([
      '100001 2026-04-10 withdrawn 3400 until 2026-04-01',
      '100001 2026-06-01 demanded 3400 until 2026-04-01',
    ]);
    await letArrive(database, '2026-06-02');
    expect(await followed(database, '2026-06-10')).toBe('in-time 1');
  });

  test('that was not paid is never default without facts of the last 35 days; a person is told once', async () => {
    await using town = await at('demanded');
    expect(await followed(town.database, AFTER_DEADLINE)).toBe('default-needs-facts 1');
    expect(await openItems(town.database)).toEqual(['2026-05 100001 default-needs-facts']);
    expect((await follow(town.database, '2026-05-09')).unchanged).toBe(1);
    await fetchFor(town, '2026-05', '2026-05-10');
    await run(town.database, '2026-05', { on: '2026-05-11' });
    expect(await followed(town.database, '2026-05-12')).toBe('default 1');
    // Nothing is left to be done about it.
    expect((await openItems(town.database)).filter((item) => item.includes('needs-facts'))).toEqual([]);
  });

  test('that was not paid waits for facts of after its deadline, before the plan falls away', async () => {
    await using town = await at('demanded');
    const { database, registers } = town;
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    registers.tell(payer.receiving('kontanthjælp', '2026-04-15'));
    expect(await followed(database, AFTER_DEADLINE)).toBe('waits-for-facts 1');
    expect(await openItems(database)).toEqual([]);
    await fetchFor(town, '2026-05', '2026-05-10');
    await run(database, '2026-05', { on: '2026-05-10' });
    expect((await lastDecision(database)).change).toBe('suspend');
    await letArrive(database, '2026-05-11');
    expect(await followed(database, '2026-05-12')).toBe('plan-ended 1');
  });

  test('of one who is no longer able is followed by a suspension, never by default', async () => {
    await using town = await at('looked');
    const { database, registers } = town;
    registers.tell(payer.receiving('kontanthjælp', '2026-05-01'));
    await fetchFor(town, '2026-04', '2026-05-06');
    expect(await followed(database, AFTER_DEADLINE, { dryRun: true })).toBe('unable 1');
    expect(await followed(database, AFTER_DEADLINE)).toBe('unable 1');
    expect(await demands(database)).toEqual(['100001 2026-04-10 unable 3400 until 2026-04-01']);
    await letArrive(database, '2026-05-09');
    expect(await agreements(database)).toMatchObject([
      { why: 'replaced' },
      { outcome: 'deferral', ended: null },
    ]);
    expect(await dueDates(database)).toEqual([]);
    expect(await followed(database, '2026-05-20')).toBe('');
  });

  test('falls away when the month’s run has found meanwhile that the debtor is not able', async () => {
    await using town = await at('demanded');
    const { database, registers } = town;
    registers.tell(payer.receiving('kontanthjælp', '2026-04-01'));
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    await letArrive(database, '2026-04-14');
    expect(await followed(database, AFTER_DEADLINE)).toBe('plan-ended 1');
    expect(await demands(database)).toEqual(['100001 2026-04-10 unable 3400 until 2026-04-01']);
  });

  test('about whom a person must look first waits, and is looked at again after a week', async () => {
    await using town = await at('looked');
    const { database, registers } = town;
    registers.tell(payer.withPerson({ status: 80 }));
    await fetchFor(town, '2026-04', '2026-05-06');
    expect(await followed(database, AFTER_DEADLINE)).toBe('person 1');
    expect(await openItems(database)).toEqual(['2026-04 100001 abroad']);
    expect(await followed(database, '2026-05-09')).toBe('waits-for-person 1');
    registers.tell(payer);
    await fetchFor(town, '2026-04', '2026-05-12');
    expect(await followed(database, '2026-05-15')).toBe('default 1');
  });
});

describe('a plan that falls away', () => {
  test('ends, and the whole debt is due the day after the deadline', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    expect(await agreements(database)).toMatchObject([
      { ended: AFTER_DEADLINE, why: 'defaulted', next: null },
    ]);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 20_000 });
    expect(await dueDates(database)).toEqual(['1 2026-05-05/2026-05-05']);
    expect(await states(database)).toEqual(['100001 start-plan in-force', '100001 transfer waiting']);
    expect(await asked(database)).toEqual(['2026-04-01 3400']);
    expect(await ledgerOf(database)).toEqual([]);
  });

  test('is asked for no more instalments, and gets no new plan by itself', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    await raise(database, '2026-07-01');
    await fetchFor(town, '2026-05');
    const { report } = await run(database, '2026-05');
    expect(report.consequences).toEqual({ defaulted: 1 });
    expect(await states(database)).toEqual(['100001 start-plan in-force', '100001 transfer waiting']);
    expect(await followed(database, '2026-05-12')).toBe('transfer-waiting 1');
  });

  test('goes to Gældsstyrelsen when a second person has approved and the letter has arrived', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    const { id } = await lastDecision(database);
    expect(await approve(database, id, { on: '2026-05-11', by: 'prøve' })).toMatchObject({ ok: false });
    expect(await approve(database, id, { on: '2026-05-11' })).toMatchObject({ ok: true });
    expect(await cleared(database)).toEqual([]);
    await letArrive(database, '2026-05-12');
    expect(await letterKinds(database)).toEqual(['plan', 'demand', 'transfer-notice']);
    expect(await states(database)).toContain('100001 transfer in-force');
    // Six weekdays for a letter on paper, and 14 days.
    expect(await cleared(database)).toEqual([
      '1 from 2026-06-03 after 2026-05-04 told 100001/2026-05-12/true',
    ]);
    expect(await followed(database, '2026-05-13')).toBe('cleared 1');
  });

  test('goes by itself where the municipality has recorded its ground', async () => {
    const ground = {
      ground: 'Retssag',
      recordedBy: 'prøve',
      recordedOn: date('2026-01-01'),
      impactAssessment: 'sag 1',
    };
    await using town = await at('looked');
    await reconfigure(town.database, { transfer: { automatic: ground, waitDaysAfterArrival: 30 } });
    await follow(town.database, AFTER_DEADLINE);
    await letArrive(town.database, '2026-05-09');
    expect(await states(town.database)).toContain('100001 transfer in-force');
    expect(await cleared(town.database)).toEqual([
      '1 from 2026-06-18 after 2026-05-04 told 100001/2026-05-09/true',
    ]);
  });

  test('is over when everything is paid', async () => {
    await using town = await at('told');
    await pays(town.database, 100_001, { amount: 20_000, on: '2026-05-20' });
    expect(await demands(town.database)).toEqual(['100001 2026-04-10 ended 3400 until 2026-04-01']);
    expect(await cleared(town.database)).toEqual([]);
    expect(await ledgerOf(town.database)).toEqual([]);
  });

  test('is decided anew by the next run when a person takes the transfer back', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-11' });
    expect(await owes(database)).toEqual({ owed: 20_000, due: 3_400 });
    await fetchFor(town, '2026-05', '2026-05-12');
    await run(database, '2026-05', { on: '2026-05-13' });
    expect((await lastDecision(database)).change).toBe('start-plan');
    expect(await ledgerOf(database)).toEqual([]);
  });

  test('though what was demanded had been paid in time, which was known late, is not sent, and goes on when a person takes that back', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    await reconfigure(database, { demand: { ...townConfiguration().demand, least: '1.01' } });
    await pays(database, 100_001, { amount: 3_399, on: '2026-05-04', known: '2026-05-11' });
    expect(await followed(database, '2026-05-12')).toBe('default-held 1');
    expect(await openItems(database)).toEqual(['2026-05 100001 default-paid-in-time']);
    expect(await followed(database, '2026-05-13')).toBe('waits-for-manual 1');
    const { decisions, oneByOne } = await waiting(database, '2026-04');
    expect([decisions.length, oneByOne.length]).toEqual([0, 1]);
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-14' });
    expect(await agreements(database)).toMatchObject([{ outcome: 'plan', ended: null, next: '2026-07-01' }]);
    expect(await owes(database)).toEqual({ owed: 16_601, due: 1 });
    expect(await openItems(database)).toEqual([]);
    expect(await followed(database, '2026-05-15')).toBe('kept 1');
    expect(await ledgerOf(database)).toEqual([]);
  });

  test('goes on when a person takes it back, and what a person holds for another reason is held still', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    const standing = () => readInMunicipality(database, TOWN, (tx) => holdsOn(tx, [claimNumber(1n)]));
    const own = { reason: 'manual', debtor: debtorNumber(100_001), about: 'ring først' } as const;
    const days = { from: date('2026-05-11'), reviewOn: date('2026-06-11') };
    await inMunicipality(database, TOWN, (tx) =>
      placeHolds(tx, [{ claim: claimNumber(1n), ...own, ...days, by: 'prøve', at: morningOf('2026-05-11') }]),
    );
    await pays(database, 100_001, { amount: 3_400, on: '2026-05-04', known: '2026-05-11' });
    await follow(database, '2026-05-12');
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-14' });
    expect(await agreements(database)).toMatchObject([{ outcome: 'plan', ended: null }]);
    expect((await standing()).get(claimNumber(1n))).toMatchObject([own]);
  });

  test('though it had been paid in time is called back after the debtor was told, who is told that the plan goes on', async () => {
    await using town = await at('told');
    const { database } = town;
    await follow(database, '2026-05-18');
    expect(await cleared(database)).toHaveLength(1);
    await pays(database, 100_001, { amount: 3_400, on: '2026-04-15', known: '2026-05-19' });
    expect(await followed(database, '2026-05-20')).toBe('default-held 1');
    const { id: decision } = await lastDecision(database);
    const because = 'Du havde betalt i tide.';
    const reversing = { decision, on: date('2026-05-21'), because, by: 'Bodil', at: morningOf('2026-05-21') };
    const reversed = await inMunicipality(database, TOWN, (tx) => reverseDecision(tx, reversing));
    expect(reversed.ok).toBe(true);
    expect(await cleared(database)).toEqual([]);
    expect(await agreements(database)).toMatchObject([{ outcome: 'plan', ended: null, next: '2026-07-01' }]);
    expect(await owes(database)).toEqual({ owed: 16_600, due: 0 });
    await letArrive(database, '2026-05-22');
    expect((await letterKinds(database)).at(-1)).toBe('reversal');
    const told = sql<{
      model: unknown;
    }>`select next_due::text as due, holds is not null as holds from reversal`;
    expect(await rowsOf(database, told)).toEqual([{ due: '2026-07-01', holds: true }]);
    expect(await ledgerOf(database)).toEqual([]);
  });

  test('and was paid in part leaves nothing on the next plan: its first missed instalment is demanded whole', async () => {
    await using town = await at('defaulted');
    const { database } = town;
    await pays(database, 100_001, { amount: 5_000, on: '2026-05-09' });
    await withdrawn(database, (await lastDecision(database)).id, { on: '2026-05-11' });
    await fetchFor(town, '2026-05', '2026-05-12');
    await run(database, '2026-05', { on: '2026-05-13' });
    await letArrive(database, '2026-05-14');
    await raise(database, '2026-07-01');
    await follow(database, '2026-07-10');
    expect(await demands(database)).toContain('100001 2026-07-10 demanded 3400 until 2026-07-01');
    expect(await ledgerOf(database)).toEqual([]);
  });
});

test('afdrag dunning tells what it would do, does it, and does it once', { timeout: 60_000 }, async () => {
  await using database = await prepared.get('asked')!.copy(); // every stage was prepared
  const environment = { DATABASE_URL: database.url, AFDRAG_NOW: '2026-04-10T09:00:00+02:00' };
  const dun = (...more: readonly string[]) =>
    afdrag(['dunning', '--municipality', '998', ...more], { environment });
  const tried = await dun('--dry-run', '--json');
  expect(tried.err).toBe('');
  expect(JSON.parse(tried.out)).toMatchObject({
    state: 'dry-run',
    job: 'dunning',
    municipality: '998',
    on: '2026-04-10',
    claims: 1,
    unchanged: 0,
    consequences: { demand: 1 },
    changes: { demand: { count: 1, debtors: [100_001] }, default: { count: 0 } },
    amounts: { demanded: '3400.00' },
  });
  const done = await dun();
  expect(done.out).toContain('  Påkrav: 1\n  Krævet ved påkrav: 3.400,00 kr.');
  expect(JSON.parse((await dun('--json')).out)).toMatchObject({
    state: 'finished',
    consequences: { demand: 1 },
  });
  expect(await demands(database)).toHaveLength(1);
});

test('a transfer that the debtor has said no to is seen to be held, and approved only when the days after the answer are over', async () => {
  await using database = await prepared.get('defaulted')!.copy(); // every stage was prepared
  const environment = { DATABASE_URL: database.url, AFDRAG_NOW: '2026-05-11T09:00:00+02:00' };
  const say = (...words: readonly string[]) => afdrag([...words, '--municipality', '998'], { environment });
  const debtor = debtorNumber(100_001);
  const claims = [claimNumber(1n)];
  const said = {
    against: 'existence',
    words: 'Den er betalt.',
    by: 'Inge',
    at: morningOf('2026-05-09'),
  } as const;
  const noted = await inMunicipality(database, TOWN, (tx) => noteObjection(tx, { debtor, claims, ...said }));
  if (!noted.ok) throw new Error(noted.refusal.tag);
  const { id } = await lastDecision(database);
  const [holds, listed, refused, month] = await Promise.all([
    say('hold', 'list', '--debtor', '100001'),
    say('decision', 'list'),
    say('decision', 'approve', '--decision', readableDecisionId(id), '--by', 'Bodil'),
    say('month', 'approve', '--month', '2026-04', '--by', 'Bodil'),
  ]);
  expect(holds.out).toMatch(/^KY:K-\S+: indsigelse fra 9\. maj 2026, ses efter /);
  expect(listed.out).toContain('; holdes: indsigelse 100001001');
  expect(month.out).toContain('; holdes: indsigelse 100001001');
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toContain('Forslaget kan ikke godkendes nu: holdes: indsigelse 100001001.');
  expect(refused.err).toContain('afdrag objection answer');
  const configured = (await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null)))!; // it is configured
  const no = { outcome: 'refused', amounts: new Map(), words: 'Den er ikke betalt.', by: 'Inge' } as const;
  await inMunicipality(database, TOWN, (tx) =>
    answerObjection(tx, { objection: noted.value, configured, ...no, at: morningOf('2026-05-12') }),
  );
  // The letter says that nothing more is done before 3 June is over.
  expect(await approve(database, id, { on: '2026-06-03' })).toMatchObject({
    refusal: { tag: 'held', why: { holds: [], quietUntil: '2026-06-03' } },
  });
  expect(await approve(database, id, { on: '2026-06-04' })).toMatchObject({ ok: true });
  // Said once more before the letter has been made: it waits for the answer, and for the days after it.
  const again = await inMunicipality(database, TOWN, (tx) =>
    noteObjection(tx, { debtor, claims, ...said, at: morningOf('2026-06-04') }),
  );
  if (!again.ok) throw new Error(again.refusal.tag);
  await letArrive(database, '2026-06-06');
  expect(await states(database)).toContain('100001 transfer decided');
  expect((await say('decision', 'list')).out).toContain('; brevet venter, holdes: indsigelse 100001002');
  expect(await decidedEvents(database, '2026-06-06')).toEqual([]);
  await inMunicipality(database, TOWN, (tx) =>
    answerObjection(tx, { objection: again.value, configured, ...no, at: morningOf('2026-06-08') }),
  );
  await letArrive(database, '2026-06-09');
  await letArrive(database, '2026-06-30');
  expect(await letterKinds(database)).not.toContain('transfer-notice');
  await letArrive(database, '2026-07-01');
  const told = sql<{ on: string; from: string }>`
    select model ->> 'decisionDate' as on, model ->> 'transferFrom' as from from letter where kind = 'transfer-notice'`;
  expect(await rowsOf(database, told)).toEqual([{ on: '2026-06-30', from: '2026-07-22' }]);
  expect(await states(database)).toContain('100001 transfer in-force');
  expect(await decidedEvents(database, '2026-07-01')).toEqual(['2026-06-30']);
});

/** The days on which the pages say that the debt is sent to Gældsstyrelsen. */
async function decidedEvents(database: Database, on: string): Promise<string[]> {
  const day = date(on);
  const payment = await readInMunicipality(database, TOWN, async (tx) =>
    yourPayment(tx, await citizenBooks(tx, debtorNumber(100_001), day), { day, bank: [] }),
  );
  return (payment.events ?? []).flatMap(({ on: said, what }) =>
    what.tag === 'decided-transfer' ? [said] : [],
  );
}

test('what the debtor said no to in time and turned out to be right about is never told: neither the transfer nor the demand', async () => {
  await using database = await prepared.get('defaulted')!.copy(); // every stage was prepared
  const debtor = debtorNumber(100_001);
  const claims = [claimNumber(1n)];
  const object = async (town: Database, on: string) =>
    expect(
      await inMunicipality(town, TOWN, (tx) =>
        noteObjection(tx, {
          debtor,
          claims,
          against: 'existence',
          words: 'Den er betalt.',
          by: 'Inge',
          at: morningOf(on),
        }),
      ),
    ).toMatchObject({ ok: true });
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await object(database, '2026-05-11');
  await letArrive(database, '2026-05-13');
  const corrected = { claim: claimNumber(1n), to: kroner(0), reason: 'Betalt.', by: 'Bo' };
  await inMunicipality(database, TOWN, (tx) =>
    correctClaim(tx, { ...corrected, decidedOn: date('2026-05-14'), at: morningOf('2026-05-14') }),
  );
  await letArrive(database, '2026-06-15');
  expect(await states(database)).toContain('100001 transfer withdrawn');
  expect(await letterKinds(database)).not.toContain('transfer-notice');
  // Nor is it handed over, where its letter has been made and waits to be sent.
  await using made = await prepared.get('defaulted')!.copy(); // every stage was prepared
  await approveAll(made, { on: '2026-05-11', of: '2026-04' });
  await makeDueLetters(letterJob(made, '2026-05-11'));
  await object(made, '2026-05-11');
  await letArrive(made, '2026-05-13');
  expect(await letterKinds(made)).toContain('transfer-notice');
  const handed = sql<{ state: string }>`
    select d.state from delivery d join letter using (letter_id, recipient) where kind = 'transfer-notice'`;
  expect(await rowsOf(made, handed)).toEqual([{ state: 'waiting' }]);
  await using earlier = await prepared.get('asked')!.copy(); // every stage was prepared
  expect(await followed(earlier, '2026-04-10')).toBe('demand 1');
  await object(earlier, '2026-04-10');
  await letArrive(earlier, '2026-04-11');
  expect(await letterKinds(earlier)).not.toContain('demand');
  expect(await followed(earlier, '2026-04-11')).toBe('demand-given-up 1');
  expect(await followed(earlier, '2026-04-12')).toBe('waits-for-objection 1');
});

test('the debtor’s story tells the demand, the default and the transfer', async () => {
  await using town = await at('told');
  const story = await readInMunicipality(town.database, TOWN, (tx) =>
    debtorStory(tx, debtorNumber(100_001), date('2026-05-20')),
  );
  if (!story.ok) throw new Error(story.refusal.tag);
  const lines = storyLines(story.value).map((line) => line.replace(/ {2,}/, ' '));
  for (const line of [
    '10. april 2026 Påkrav: 3.400,00 kr. mangler af rater (1. april 2026)',
    '8. maj 2026 Slut: ikke betalt trods påkrav, hele gælden skal betales (§ 10) (202603-100001-0)',
    '12. maj 2026 Kan sendes til Gældsstyrelsen fra 3. juni 2026: 1 krav',
    'Nu: misligholdt; hele gælden skal betales.',
  ])
    expect(lines).toContain(line);
  expect(story.value.standing).toMatchObject({ state: 'defaulted', terms: null });
});

test('a transfer that is complained of and kept: letter and page give the same days, and say what is still owed', async () => {
  await using town = await at('defaulted');
  const { database } = town;
  await using site = await openSite(database);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await makeDueLetters({
    ...letterJob(database, '2026-05-11'),
    page: () => 'https://borger.example/998/b/X',
  });
  await letArrive(database, '2026-05-12');
  const waits = sql<{ waits: boolean; from: string }>`
    select (model ->> 'complaintWaits')::boolean as waits, model ->> 'transferFrom' as from from letter where kind = 'transfer-notice'`;
  expect(await rowsOf(database, waits)).toEqual([{ waits: true, from: '2026-06-03' }]);
  // 13 May.
  site.wait(62 * 24 * 60);
  const token = await site.signIn({ debtor: debtorNumber(100_001) });
  const see = (path: string) => ask(site, path, { token });
  const keeps = 'Betaler du senest 2. juni 2026, sender vi det ikke til Gældsstyrelsen.';
  expect((await see('/998/overblik')).words).toContain(keeps);
  const link = /href="(\/998\/klage\/[^"]+)"/.exec((await see('/998/skriv')).body)?.[1] ?? '';
  const complaint = await see(link);
  expect(complaint.words).toContain('Imens rykker vi dig ikke, og vi sender ikke gælden til Gældsstyrelsen.');
  const { form = [], key = [] } = hiddenOf(complaint);
  const fields = { form: form[0] ?? '', key: key[0] ?? '', words: 'Jeg har betalt.' };
  const place = (await ask(site, link, { token, form: fields })).headers.get('location') ?? '';
  const at15 = morningOf('2026-05-15');
  const answered = await inMunicipality(database, TOWN, async (tx) => {
    const configured = (await configurationVersion(tx, null))!; // it is configured
    const name = { debtor: debtorNumber(100_001), entry: 1 };
    const finding = { outcome: 'kept', sentOn: date('2026-05-15') } as const;
    return answerMessage(tx, {
      name,
      finding,
      words: 'Vi kan ikke se det.',
      configured,
      by: 'Inge',
      at: at15,
    });
  });
  expect(answered).toMatchObject({ ok: true });
  const [notice] = (
    await readInMunicipality(database, TOWN, (tx) => noticesAbout(tx, debtorNumber(100_001)))
  ).slice(-1);
  expect(notice?.facts).toMatchObject({
    kind: 'complaint-answered',
    transfer: { owed: '20000.00', quietUntil: '2026-06-08' },
    payDays: 14,
  });
  const { words } = await see(place);
  expect(words).toContain('Ankestyrelsen skriver til dig. Du skal ikke gøre mere ved klagen.');
  expect(words).toContain('Gælden skal stadig betales. Der er 20.000,00 kr. tilbage.');
  // Longer than before, because the answer's letter may come by ordinary post; and with the way to pay.
  expect(words).toContain(keeps.replace('2. juni', '8. juni'));
  const line = notice?.facts.kind === 'complaint-answered' ? notice.facts.paymentLine : null;
  expect(line).toMatch(/^\+71</);
  expect(notice?.claims).toMatchObject([{ owed: kroner(20_000) }]);
  // Where its source tells of a complaint about the repayment itself, none of it is to be sent.
  await behindOurBack(database, sql`update m0998.repayment_claim set complaint_pending = true`);
  const decision = await lastDecision(database);
  expect(await readInMunicipality(database, TOWN, (tx) => leftToSend(tx, decision))).toEqual([]);
});

describe('a transfer that is taken back on complaint', () => {
  test('is told, what was sent is called back, and what is to be paid is decided anew', async () => {
    await using town = await at('told');
    const { database } = town;
    const { id } = await lastDecision(database);
    const done = await inMunicipality(database, TOWN, (tx) =>
      reverseDecision(tx, {
        decision: id,
        on: date('2026-05-20'),
        because: 'Du havde betalt til en anden konto.',
        by: 'Bodil',
        at: morningOf('2026-05-20'),
      }),
    );
    expect(done).toMatchObject({ ok: true });
    expect(await cleared(database)).toEqual([]);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 3_400 });
    expect(await states(database)).toEqual([
      '100001 start-plan in-force',
      '100001 transfer reversed',
      '100001 start-plan decided',
    ]);
    const wanted = sql<{ key: string }>`select key from due_work where kind = 'recall-wanted'`;
    expect(await rowsOf(database, wanted)).toEqual([{ key: `1/KLAG/${id}` }]);
    await letArrive(database, '2026-05-21');
    expect(await letterKinds(database)).toContain('reversal');
    expect(await agreements(database)).toMatchObject([
      { why: 'defaulted' },
      { outcome: 'plan', ended: null },
    ]);
    expect(await ledgerOf(database)).toEqual([]);
  });
});

describe('one in default who comes in a § 6 situation', () => {
  test('is not sent from the moment it is found, and is granted deferral instead', async () => {
    await using town = await at('told');
    const { database } = town;
    expect(await cleared(database)).toHaveLength(1);
    town.registers.tell(payer.receiving('kontanthjælp'));
    await fetchFor(town, '2026-05', '2026-05-14');
    await run(database, '2026-05', { on: '2026-05-15' });
    expect(await cleared(database)).toEqual([]);
    expect((await lastDecision(database)).change).toBe('start-deferral');
    await letArrive(database, '2026-05-16');
    expect(await agreements(database)).toMatchObject([
      { why: 'defaulted' },
      { outcome: 'deferral', ended: null },
    ]);
    expect(await demands(database)).toEqual(['100001 2026-04-10 ended 3400 until 2026-04-01']);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 3_400 });
    expect(await followed(database, '2026-05-20')).toBe('');
    expect(await ledgerOf(database)).toEqual([]);
  });
});

describe('a claim of two spouses', () => {
  const jointly = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) };
  const wife = aDebtor(1)
    .owing(40_000, jointly)
    .withReports(...monthly(20_000));
  const husband = aDebtor(2).withReports(...monthly(20_000));

  async function demanded(): Promise<Town> {
    const town = await aTown([wife]);
    town.registers.tell(husband);
    await fetchFor(town, '2026-03');
    await run(town.database, '2026-03');
    await letArrive(town.database, '2026-03-11');
    await raise(town.database, '2026-04-01');
    return town;
  }

  async function untilTold(town: Town): Promise<void> {
    const { database } = town;
    await follow(database, '2026-04-10');
    await letArrive(database, '2026-04-11');
    await fetchFor(town, '2026-04', '2026-04-12');
    await run(database, '2026-04', { on: '2026-04-13' });
    await fetchFor(town, '2026-04', '2026-05-06');
    await follow(database, AFTER_DEADLINE);
    await approveAll(database, { on: '2026-05-11', of: '2026-04' });
    await letArrive(database, '2026-05-12');
  }

  test('goes only when both are in default and have been told', async () => {
    await using town = await demanded();
    await untilTold(town);
    expect(await cleared(town.database)).toEqual([
      '1 from 2026-06-03 after 2026-05-04 told 100001/2026-05-12/true 100002/2026-05-12/true',
    ]);
    expect(await ledgerOf(town.database)).toEqual([]);
  });

  test('stays while one of them pays by a plan, who is asked as before; a person is told', async () => {
    await using town = await demanded();
    const { database } = town;
    await pays(database, 100_002, { amount: 3_400, on: '2026-04-01' });
    await untilTold(town);
    expect(await cleared(database)).toEqual([]);
    expect(await followed(database, '2026-05-13')).toBe('co-debtor-not-in-default 1, kept 1');
    expect(await openItems(database)).toEqual(['2026-05 100001 co-debtor-not-in-default']);
    expect((await follow(database, '2026-05-14')).unchanged).toBe(2);
    await raise(database, '2026-05-14');
    expect(await asked(database, 100_002)).toEqual(['2026-04-01 3400 paid 3400', '2026-05-01 3400']);
    expect(await ledgerOf(database)).toEqual([]);
    // By when the other was to pay all of it, and that it was demanded, is not his to know.
    const known = async (debtor: number) => {
      const { claims, standing } = await readInMunicipality(database, TOWN, (tx) =>
        citizenBooks(tx, debtorNumber(debtor), date('2026-05-14')),
      );
      return claims.map(({ claim, due, srb }) => [due, srb, standing.pursued.get(claim) ?? null]);
    };
    expect(await known(100_001)).toEqual([['2026-05-05', '2026-05-05', 'defaulted']]);
    expect(await known(100_002)).toEqual([[null, null, null]]);
  });
});
