import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { liftHolds } from '../../src/claims/holds.ts';
import { placeByHand, type ReasonByHand } from '../../src/dunning/holds-by-hand.ts';
import { recordException } from '../../src/dunning/notice-exceptions.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { arranging, type Arranging } from './arranging.ts';
import { aDunningTown, usualSteps, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { makeLettersOn } from './notices-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** Letters that nobody could be told by, because CPR has told nothing of whom to write to; or of one who owes nothing any more. */

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(async () => {
  await at.empty();
  await at.do((tx) => sql`truncate fact_fetch cascade`.execute(tx));
});
afterAll(() => at[Symbol.asyncDispose]());

const tell = (debtor: DebtorNumber) => at.do((tx) => addFetchedPerson(tx, debtor));

/** Of one more. */
const tellLikewise = (debtor: DebtorNumber) =>
  at.do((tx) =>
    sql`
      insert into person_record (debtor_number, batch, current_cpr, name, status, address, address_protected, digital_post,
        children, children_under_18, message_id)
      select ${debtor}, batch, '6201900000', name, status, address, address_protected, digital_post, children,
        children_under_18, message_id from person_record`.execute(tx),
  );

async function fees(claim: ClaimNumber): Promise<string[]> {
  const charges = (await at.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  return charges.filter(({ kind }) => kind === 'fee').map(({ postedOn }) => postedOn);
}

async function letters(debtor: DebtorNumber) {
  return (await at.lettersTo(debtor)).map(({ writtenOn, withdrawnOn }) => [writtenOn, withdrawnOn]);
}

describe('a reminder whose letter could not be made before the deadline that it prints', () => {
  test('is given up with its fee, and written anew when there is somebody to write to', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    expect((await makeLettersOn(at.town.db, '2025-12-29')).refused).toMatchObject([
      { refusal: { tag: 'unknown-person' } },
    ]);
    await makeLettersOn(at.town.db, '2026-01-31');
    expect(await at.dun('2026-01-31')).toMatchObject({
      changes: { 'taken-up-again': { count: 1 } },
      consequences: { 'letter-not-made': 1 },
    });
    expect(await fees(claim)).toEqual([]);
    // As long as there is nobody to write to, another letter would fare no better.
    for (const on of ['2026-02-01', '2026-02-02'])
      expect(await at.dun(on)).toMatchObject({ consequences: { 'waits-for-unknown-person': 1 } });
    expect(await fees(claim)).toEqual([]);
    await tell(anna);
    expect(await at.dun('2026-02-03')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect((await makeLettersOn(at.town.db, '2026-02-03')).refused).toEqual([]);
    expect(await letters(anna)).toEqual([
      ['2025-12-29', '2026-01-31'],
      ['2026-02-03', null],
    ]);
    expect((await at.lettersTo(anna)).at(-1)?.facts).toMatchObject({ reminder: 1, totalOwed: '3100.00' });
    expect(await fees(claim)).toEqual(['2026-02-03']);
    expect((await at.courseOf(claim)).reminders).toBe(1);
    expect(await at.town.faults()).toEqual([]);
  });

  test('is written anew also where it is the last step', async () => {
    await at.steps(usualSteps.slice(0, 1));
    await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await at.dun('2025-12-30');
    await tell(at.town.anna);
    await makeLettersOn(at.town.db, '2026-02-01');
    expect(await at.dun('2026-02-02')).toMatchObject({ consequences: { 'letter-not-made': 1 } });
    expect(await at.dun('2026-02-03')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });

  test('keeps its fee where another who owes the same was sent it, and costs nothing again', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    await tell(anna);
    await at.dun('2025-12-29');
    expect((await makeLettersOn(at.town.db, '2025-12-29')).made).toBe(1);
    await at.arrive(anna, '2025-12-31');
    await tellLikewise(bo);
    await makeLettersOn(at.town.db, '2026-02-01');
    expect(await at.dun('2026-02-02')).toMatchObject({ consequences: { 'letter-not-made': 1 } });
    await at.dun('2026-02-03');
    expect(await fees(claim)).toEqual(['2025-12-29']);
    expect(await letters(bo)).toEqual([
      ['2025-12-29', '2026-02-02'],
      ['2026-02-03', null],
    ]);
    expect((await at.courseOf(claim)).reminders).toBe(1);
    expect(await at.town.faults()).toEqual([]);
  });
});

describe('the fee of a reminder that was never made', () => {
  const refunds = () => rowsOf(at.town.db, sql`select amount_ore, why from refund_item`);
  const cost = [{ amount_ore: kroner(100), why: 'charge-reduced' }];

  test('is taken off also where it was paid with its bill before the deadline, and is given back', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await at.pay(anna, { amount: kroner(3_100), on: '2026-01-05' });
    expect(await at.dun('2026-01-06')).toMatchObject({ consequences: { paid: 1 } });
    await makeLettersOn(at.town.db, '2026-01-31');
    await at.dun('2026-01-31');
    expect(await fees(claim)).toEqual([]);
    expect(await letters(anna)).toEqual([['2025-12-29', '2026-01-31']]);
    expect(await refunds()).toEqual(cost);
    expect((await at.courseOf(claim)).ended).toEqual({ on: '2026-01-06', as: 'paid' });
    await at.dun('2026-02-01');
    expect(await refunds()).toEqual(cost);
    expect(await at.town.faults()).toEqual([]);
  });

  test('is taken off also where its reader need not be told before the bill is sent', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await hold(claim, 'missing-address', '2026-01-05');
    const asked = { claim, debtor: at.town.anna, reason: 'no-address', because: 'Kan ikke findes' } as const;
    const doing = { by: 'Ane', at: morningOf('2026-01-06') };
    expect(await at.do((tx) => recordException(tx, asked, doing))).toEqual({ ok: true, value: 'counts' });
    await makeLettersOn(at.town.db, '2026-01-31');
    await at.dun('2026-01-31');
    expect(await fees(claim)).toEqual([]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('stands in a dry run, which keeps nothing', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-29');
    await makeLettersOn(at.town.db, '2026-01-31');
    await at.dun('2026-01-31', true);
    expect(await fees(claim)).toEqual(['2025-12-29']);
  });
});

describe('a letter to one who owes the claim no longer', () => {
  test('is not waited for, nor made any more: the others are reminded on', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    await at.dun('2025-12-29');
    await at.do((tx) =>
      sql`update notice set arrived_on = '2025-12-31', deadline = '2026-01-19' where debtor_number = ${anna}`.execute(
        tx,
      ),
    );
    await release(claim, bo, '2026-01-10');
    expect(await at.dun('2026-01-26')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect(await letters(bo)).toEqual([['2025-12-29', '2026-01-26']]);
    expect(await letters(anna)).toHaveLength(2);
  });

  test('is not waited for either where it arrived late', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    await at.dun('2025-12-29');
    await at.arrive(anna, '2025-12-31');
    await at.arrive(bo, '2026-01-24');
    await release(claim, bo, '2026-01-25');
    expect(await at.dun('2026-01-26')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });
});

test('who could not be reached, after a letter that was given up, is asked after all when found', async () => {
  const { anna } = at.town;
  const claim = await at.town.raise({ principal: kroner(3_000) });
  await at.dun('2025-12-29');
  await tell(anna);
  await makeLettersOn(at.town.db, '2026-02-01');
  await at.dun('2026-02-02');
  await at.dun('2026-02-03');
  await at.arrive(anna, '2026-02-05');
  await hold(claim, 'missing-address', '2026-02-10');
  const asked = { claim, debtor: anna, reason: 'no-address', because: 'Kan ikke findes' } as const;
  const doing = { by: 'Ane', at: morningOf('2026-02-11') };
  expect(await at.do((tx) => recordException(tx, asked, doing))).toEqual({ ok: true, value: 'counts' });
  expect((await at.dun('2026-03-20')).consequences).toEqual({ 'waits-for-person': 1 });
  const lifted = { claim, reason: 'missing-address', debtor: anna, why: 'fundet', by: 'holds' } as const;
  await at.do((tx) => liftHolds(tx, [{ ...lifted, on: date('2026-03-21'), at: morningOf('2026-03-21') }]));
  expect((await at.dun('2026-03-21')).consequences).toEqual({ 'reachable-again': 1 });
});

async function hold(claim: ClaimNumber, reason: ReasonByHand, on: string): Promise<void> {
  const reviewOn = addDays(date(on), 30);
  const placed = { claim, reason, debtor: at.town.anna, reviewOn, because: 'prøve', by: 'Ane' };
  expect(await at.do((tx) => placeByHand(tx, { ...placed, at: morningOf(on) }))).toMatchObject({ ok: true });
}

function release(claim: ClaimNumber, debtor: DebtorNumber, on: string): Promise<unknown> {
  const end = { claim, debtor, kind: 'released', on: date(on), reason: 'prøve', by: 'prøve' } as const;
  return at.do((tx) => endLiabilities(tx, [{ ...end, at: morningOf(on) }]));
}

describe('a demand of a plan', () => {
  const demands = async () =>
    (await at.lettersTo(at.town.anna))
      .filter(({ kind }) => kind === 'plan-broken')
      .map(({ writtenOn, withdrawnOn }) => [writtenOn, withdrawnOn]);
  const demanded = async (): Promise<{ readonly claim: ClaimNumber; readonly arrange: Arranging }> => {
    const arrange = arranging(at);
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    expect(await arrange.keep('2026-01-08')).toMatchObject({ changes: { demanded: { count: 1 } } });
    return { claim, arrange };
  };
  const isTooLate = async () => {
    await tell(at.town.anna);
    await makeLettersOn(at.town.db, '2026-02-20');
  };

  test('that could not be made in time is given up and written anew', async () => {
    const { arrange } = await demanded();
    await isTooLate();
    expect(await arrange.keep('2026-02-21')).toMatchObject({ changes: { 'demand-given-up': { count: 1 } } });
    expect(await arrange.stateOf()).toBe('in-force');
    expect(await arrange.keep('2026-02-22')).toMatchObject({ changes: { demanded: { count: 1 } } });
    expect((await makeLettersOn(at.town.db, '2026-02-22')).refused).toEqual([]);
    expect(await demands()).toEqual([
      ['2026-01-08', '2026-02-21'],
      ['2026-02-22', null],
    ]);
  });

  test('is given up also while its claims rest, and the next one waits', async () => {
    const { claim, arrange } = await demanded();
    await isTooLate();
    await hold(claim, 'manual', '2026-02-20');
    expect(await arrange.keep('2026-02-21')).toMatchObject({ changes: { 'demand-given-up': { count: 1 } } });
    expect(await arrange.keep('2026-02-22')).toMatchObject({ consequences: { 'waits-for-manual': 1 } });
    expect(await demands()).toEqual([['2026-01-08', '2026-02-21']]);
  });

  test('is not made any more when it has been paid', async () => {
    const { arrange } = await demanded();
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-01-10', line: await arrange.line() });
    expect(await arrange.keep('2026-01-12')).toMatchObject({ consequences: { 'paid-after-demand': 1 } });
    expect(await demands()).toEqual([['2026-01-08', '2026-01-12']]);
  });
});
