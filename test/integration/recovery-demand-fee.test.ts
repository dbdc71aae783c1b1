import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { feeNumber } from '../../src/charges/charge-number.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import type { Against, ObjectionNumber } from '../../src/objections/types.ts';
import { aDebtor } from '../vocabulary.ts';
import { approveAll, asked, letterKinds, pays } from './decisions-town.ts';
import { cleared, follow } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, raise, rowsOf, run, settle, type Town } from './town.ts';

/** A fee for a demand about a missed instalment: disputed, taken off, or on its way to Gældsstyrelsen with its claim. */
const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000));
const CLAIM = claimNumber(1n);
const [FIRST, SECOND] = [feeNumber(CLAIM, 1), feeNumber(CLAIM, 2)];
const PAYER = debtorNumber(100_001);
const fee = { decidedOn: date('2026-01-01'), reference: 'Byrådet 12/2025', amount: null };

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, [payer]);
  town = await aRecoveryTown({ database, claimTypes: { KTTIBAK: { interest: null, fee } } });
  await fetchFor(benefits, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  await raise(database, '2026-04-01');
  await follow(database, '2026-04-10');
  await letArrive(database, '2026-04-11');
}, 60_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function left(claim: typeof FIRST): Promise<bigint> {
  return balanceOf((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim));
}

function object(against: Against, on: string) {
  const objection = { debtor: PAYER, claims: [CLAIM], against, words: 'Jeg fik aldrig brevet.' };
  return town.do((tx) => noteObjection(tx, { ...objection, by: 'Inge', at: morningOf(on) }));
}

describe('an objection against the fee of a demand', () => {
  test('lets the fee rest and not the plan, and takes the fee off when it is upheld', async () => {
    const noted = await object('fee', '2026-04-13');
    expect(noted).toMatchObject({ ok: true });
    const held = await town.do((tx) => holdsOn(tx, [CLAIM, FIRST]));
    expect([...held.keys()]).toEqual([FIRST]);
    await pays(benefits.database, 100_001, { amount: 3_400, on: '2026-04-14' });
    expect(await asked(benefits.database)).toEqual(['2026-04-01 3400 paid 3400']);
    const objection = (noted as { value: ObjectionNumber }).value; // it was noted
    const answer = { objection, outcome: 'upheld', amounts: new Map(), words: 'Du har ret.' } as const;
    const answered = await town.do(async (tx) => {
      const configured = await configurationVersion(tx, null);
      if (configured === null) throw new Error('the town is configured');
      return answerObjection(tx, { ...answer, configured, by: 'Inge', at: morningOf('2026-04-15') });
    });
    expect(answered).toMatchObject({ ok: true });
    expect(await left(FIRST)).toBe(0n);
    expect(await town.do((tx) => holdsOn(tx, [CLAIM, FIRST]))).toEqual(new Map());
    expect(await object('fee', '2026-04-16')).toMatchObject({ ok: false });
    expect(await town.faults()).toEqual([]);
  });
});

describe('the fee of a demand that was never paid', () => {
  test('is told with the notice of the transfer', async () => {
    const { database } = benefits;
    await follow(database, '2026-04-17');
    await raise(database, '2026-05-01');
    await follow(database, '2026-05-12');
    await letArrive(database, '2026-05-13');
    expect(await left(SECOND)).toBe(kroner(250));
    await fetchFor(benefits, '2026-05', '2026-05-14');
    await run(database, '2026-05', { on: '2026-05-15' });
    await fetchFor(benefits, '2026-05', '2026-06-10');
    await follow(database, '2026-06-12');
    await approveAll(database, { on: '2026-06-15', of: '2026-05' });
    await letArrive(database, '2026-06-16');
    expect(await letterKinds(database)).toEqual([
      'plan',
      'demand',
      'objection-answered',
      'demand',
      'transfer-notice',
    ]);
    const [notice] = await rowsOf(
      database,
      sql<{
        charges: string;
      }>`select model ->> 'charges' as charges from letter where kind = 'transfer-notice'`,
    );
    expect(notice).toEqual({ charges: '250.00' });
    expect(await cleared(database)).toHaveLength(1);
  });

  test('stays here when its claim is sent, until a person has looked, because no rules for it are published', async () => {
    const report = await town.transfer('2026-07-20');
    expect(report.amounts).toMatchObject({ sent: '16600.00', related: '0.00' });
    await town.deliver('2026-07-20');
    await town.news('2026-07-24');
    expect(await town.recovery(CLAIM)).toMatchObject({ state: 'received' });
    expect(await town.recovery(SECOND)).toBeUndefined();
    expect(await waiting()).toEqual([`claim ${SECOND} no-published-rules`]);
    expect((await town.transfer('2026-07-27')).consequences).toMatchObject({ 'charges-not-ready': 1 });
    expect(await waiting()).toEqual([`claim ${SECOND} no-published-rules`]);
  });

  test('follows its claim when a person has said why, and then nobody is asked about it any more', async () => {
    expect(await accept(CLAIM, '2026-07-28')).toMatchObject({ refusal: { tag: 'on-its-way' } });
    expect(await accept(FIRST, '2026-07-28')).toMatchObject({ refusal: { tag: 'nothing-left' } });
    expect(await accept(SECOND, '2026-07-28')).toMatchObject({ ok: true });
    expect(await waiting()).toHaveLength(1);
    const report = await town.transfer('2026-07-28');
    expect(report.consequences).toMatchObject({ 'charges-sent': 1 });
    expect(report.amounts).toMatchObject({ related: '250.00' });
    expect(await waiting()).toEqual([]);
    await town.deliver('2026-07-28');
    await town.news('2026-08-01');
    expect(await town.recovery(SECOND)).toMatchObject({
      state: 'received',
      main: CLAIM,
      reported: kroner(250),
    });
    expect(await town.recovery(FIRST)).toBeUndefined();
    expect(await left(SECOND)).toBe(0n);
    expect(await town.faults()).toEqual([]);
    expect((await town.mirror()).difference).toBe(0n);
  });
});

async function waiting(): Promise<(string | null)[]> {
  const items = await town.do((tx) => openItems(tx, { debtor: PAYER, kind: 'transfer-not-ready' }));
  return items.map(({ about }) => about);
}

function accept(claim: typeof FIRST, on: string) {
  const asked = { claim, because: 'Gebyret er rigtigt.' };
  return town.do((tx) => acceptTransfer(tx, asked, { by: 'prøve', at: morningOf(on) }));
}
