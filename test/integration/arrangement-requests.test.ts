import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { endByHand } from '../../src/arrangements/end.ts';
import { proposalsStanding } from '../../src/arrangements/proposals.ts';
import { refuseArrangement } from '../../src/arrangements/refuse.ts';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import type { Arrangement, ArrangementNumber } from '../../src/arrangements/types.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { keepHolds } from '../../src/dunning/holds-job.ts';
import { logAccess } from '../../src/access/access-log.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { arranging, later, plan, type Arranging } from './arranging.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import { morningOf, TOWN } from './town.ts';

let at: DunningTown;
let arrange: Arranging;
beforeAll(async () => {
  at = await aDunningTown();
  arrange = arranging(at);
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

async function configured() {
  return (await at.do((tx) => configurationVersion(tx, null)))!; // the town is configured
}

async function asked(...given: Parameters<Arranging['ask']>): Promise<Arrangement> {
  const answer = await arrange.ask(...given);
  if (!answer.ok) throw new Error(answer.refusal.tag);
  return answer.value;
}

/** The letters to Anna that are not given up, by kind. */
async function letters(): Promise<string[]> {
  const all = await at.lettersTo(at.town.anna);
  return all.flatMap(({ kind, withdrawnOn }) => (withdrawnOn === null ? [kind] : []));
}

async function lastLetter() {
  return (await at.lettersTo(at.town.anna)).at(-1)?.facts;
}

async function waiting(): Promise<(string | null)[]> {
  const items = await at.do((tx) => openItems(tx, { debtor: null, kind: 'arrangement-proposed' }));
  return items.map(({ about }) => about);
}

async function holds(claim: ClaimNumber): Promise<string[]> {
  const found = await at.do((tx) => holdsOn(tx, [claim]));
  return (found.get(claim) ?? []).map(({ reason, reviewOn }) => `${reason} ${reviewOn}`);
}

async function untilOf(claim: ClaimNumber) {
  return (await at.do((tx) => limitationsOf(tx, [claim]))).get(claim)?.[0];
}

function refuse(arrangement: ArrangementNumber, on: string, because = 'Du har brudt to aftaler i år.') {
  return at.do(async (tx) => {
    const version = (await configurationVersion(tx, null))!; // the town is configured
    return refuseArrangement(tx, {
      arrangement,
      because,
      configured: version,
      by: 'Inge',
      at: morningOf(on),
    });
  });
}

async function holdsJob(on: string): Promise<void> {
  const done = await keepHolds({
    database: at.town.db,
    municipality: TOWN,
    on: date(on),
    configured: await configured(),
    dryRun: false,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess: (tx, now) =>
      logAccess(tx, { at: now, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
}

describe('a request that cannot be agreed to', () => {
  test.each([
    ['below-least', { ...plan, monthly: kroner(99) }, {}],
    ['too-long', { ...plan, monthly: kroner(100) }, {}],
    ['not-acknowledged', plan, { acknowledgedOn: null, how: 'phone' }],
  ] as const)('is answered by letter with its reason, whoever asked how: %s', async (why, wish, changes) => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.ask([claim], wish, changes);
    expect(await lastLetter()).toMatchObject({
      kind: 'arrangement-refused',
      why,
      said: null,
      wish: { kind: 'plan', firstDueDate: '2026-01-02' },
      askedOn: '2025-12-12',
      limits: { mostMonths: 18, least: '100.00' },
      totalOwed: '3000.00',
    });
    expect(await waiting()).toEqual([]);
    expect(await holds(claim)).toEqual([]);
  });

  test.each([
    ['no-amount', { ...plan, monthly: kroner(0) }],
    ['day-too-far', { ...plan, first: date('2999-05-01') }],
    ['day-too-far', { kind: 'deferral', until: date('2035-12-13') }],
  ] as const)(
    'because whoever typed it slipped is not noted, and nobody is written to: %s',
    async (tag, wish) => {
      const claim = await at.town.raise({ principal: kroner(3_000) });
      expect(await arrange.ask([claim], wish)).toMatchObject({ ok: false, refusal: { tag } });
      expect(await at.do((tx) => arrangementsOf(tx, at.town.anna))).toEqual([]);
      expect(await at.lettersTo(at.town.anna)).toEqual([]);
    },
  );

  test('because repayment follows the rules says so, and asks for nothing', async () => {
    const claim = await at.do((tx) =>
      anOrdinaryClaim(tx, { claimId: 'K-1', debtors: [at.town.anna], owed: 3_000, type: 'KTBRFLX' }),
    );
    await arrange.ask([claim], later);
    expect(await lastLetter()).toMatchObject({
      why: 'bek-585-no-individual-assessment',
      wish: { kind: 'deferral', until: '2026-03-02' },
    });
  });

  test('because others must sign is answered, and the minor’s own signature interrupts nothing', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') });
    await at.do((tx) => addFetchedPerson(tx, at.town.anna, date('2010-01-01')));
    const before = await untilOf(claim);
    expect(await arrange.ask([claim])).toMatchObject({ refusal: { tag: 'others-must-sign' } });
    expect(await lastLetter()).toMatchObject({ why: 'others-must-sign' });
    expect(await untilOf(claim)).toEqual(before);
  });

  test('by a slip of whoever types is told to nobody', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.ask([claim], plan, { acknowledgedOn: date('2026-12-10') });
    expect(await letters()).toEqual([]);
  });

  test('and is asked for anew before anybody was told is answered once, by the last answer', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.ask([claim], { ...plan, monthly: kroner(99) });
    await arrange.ask([claim], { ...plan, monthly: kroner(100) });
    expect(await letters()).toEqual(['arrangement-refused']);
    expect(await lastLetter()).toMatchObject({ why: 'too-long' });
    await arrange.agree([claim]);
    expect(await letters()).toEqual(['voluntary-plan']);
  });

  test('acknowledges what is owed all the same, from the day it was signed (forældelsesloven § 15)', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') });
    await arrange.ask([claim], { ...plan, monthly: kroner(99) });
    expect(await untilOf(claim)).toMatchObject({
      because: 'acknowledged',
      countedFrom: '2025-12-10',
      until: '2028-12-11',
    });
  });

  test('because something of it was time-barred when it was signed acknowledges the rest alone', async () => {
    const [barred, claim] = [
      await at.town.raise({ principal: kroner(3_000), due: date('2022-12-09') }),
      await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') }),
    ];
    const before = await untilOf(barred);
    await arrange.ask([barred, claim], later);
    expect(await lastLetter()).toMatchObject({ why: 'acknowledged-after-last-day' });
    expect(await untilOf(barred)).toEqual(before);
    expect(await untilOf(claim)).toMatchObject({ because: 'acknowledged' });
  });
});

describe('a request that waits', () => {
  test('stands in the list until it is answered, and has interrupted limitation already', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') });
    const { number } = await asked([claim]);
    expect(await waiting()).toEqual([String(number)]);
    expect(await untilOf(claim)).toMatchObject({ because: 'acknowledged', until: '2028-12-11' });
    await arrange.decide({ number } as Arrangement);
    expect(await waiting()).toEqual([]);
    expect(await holds(claim)).toEqual(['plan 2026-04-01']);
  });

  test('says when it cannot be agreed to as it is any longer', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const { number } = await asked([claim]);
    const stands = async (on: string) => {
      const found = await at.do((tx) => proposalsStanding(tx, [number], date(on)));
      return found.get(number);
    };
    expect(await stands('2025-12-15')).toBe('stands');
    expect(await stands('2026-01-02')).toBe('day-has-passed');
    await at.pay(at.town.anna, { amount: kroner(500), on: '2025-12-15' });
    expect(await stands('2025-12-15')).toBe('owed-has-changed');
  });

  test('lets its bills rest for some days, and no longer', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await asked([claim], plan, { at: morningOf('2025-12-20') });
    expect(await holds(claim)).toEqual(['request 2026-01-03']);
    expect(await at.dun('2025-12-30')).toMatchObject({ consequences: { 'waits-for-request': 1 } });
    await holdsJob('2026-01-02');
    expect(await holds(claim)).toEqual(['request 2026-01-03']);
    await holdsJob('2026-01-03');
    expect(await holds(claim)).toEqual([]);
    expect(await waiting()).toHaveLength(1);
  });

  test('again so soon after a rest gives no further one', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await asked([claim], plan, { at: morningOf('2025-12-12') });
    await holdsJob('2025-12-26');
    await asked([claim], later, { at: morningOf('2025-12-27') });
    expect(await holds(claim)).toEqual([]);
  });

  test('does not rest where the municipality has chosen no days', async () => {
    const { configuration } = await configured();
    const answers = { ...configuration.answers, requestRestDays: 0 };
    await at.do((tx) =>
      saveConfiguration(tx, {
        configuration: { ...configuration, answers },
        by: 'prøve',
        at: morningOf('2025-12-01'),
      }),
    );
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await asked([claim]);
    expect(await holds(claim)).toEqual([]);
  });

  test('and is asked for anew is over, and the new one waits instead', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await asked([claim]);
    const { number } = await asked([claim], later);
    expect(await waiting()).toEqual([String(number)]);
    expect(await at.do((tx) => arrangementsOf(tx, at.town.anna))).toMatchObject([
      { state: 'ended', ended: { why: 'asked-anew' } },
      { state: 'proposed' },
    ]);
    expect(await holds(claim)).toEqual(['request 2025-12-26']);
  });

  test('is said no to by a person with a reason, which the debtor is told; then the steps wait some days', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const { number } = await asked([claim], plan, { at: morningOf('2025-12-20') });
    expect(await refuse(number, '2025-12-29')).toMatchObject({ ok: true });
    expect(await lastLetter()).toMatchObject({
      kind: 'arrangement-refused',
      why: 'by-person',
      said: 'Du har brudt to aftaler i år.',
      totalOwed: '3000.00',
    });
    expect(await waiting()).toEqual([]);
    expect(await holds(claim)).toEqual([]);
    await at.dun('2026-01-14');
    expect(await letters()).toEqual(['arrangement-refused']);
    await at.dun('2026-01-15');
    expect(await letters()).toEqual(['arrangement-refused', 'reminder']);
    expect(await refuse(number, '2026-01-15')).toMatchObject({ refusal: { tag: 'not-proposed' } });
  });

  test('is taken back by the debtor without a letter', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const { number } = await asked([claim]);
    const end = { arrangement: number, by: 'Inge', at: morningOf('2025-12-15') };
    await at.do((tx) => endByHand(tx, end));
    expect(await waiting()).toEqual([]);
    expect(await holds(claim)).toEqual([]);
    expect(await letters()).toEqual([]);
  });

  test('from two who owe the same bill lets it rest until both are answered', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    const [first, second] = [await asked([claim]), await asked([claim], later, { debtor: bo })];
    await refuse(first.number, '2025-12-15');
    expect(await holds(claim)).toEqual(['request 2025-12-26']);
    await refuse(second.number, '2025-12-16');
    expect(await holds(claim)).toEqual([]);
  });
});
