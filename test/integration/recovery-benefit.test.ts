import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { recordException } from '../../src/dunning/notice-exceptions.ts';
import { benefitRow } from '../../src/endings/benefit-rows.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { approveAll, lastDecision, owes } from './decisions-town.ts';
import { cleared, demands, untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, run, settle, TOWN, type Town } from './town.ts';

/** A benefit that is to be repaid (bek. 585/2023): from an instalment that is missed to Gældsstyrelsen and back, one stage after the other. */
const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000));
const CLAIM = claimNumber(1n);
const PAYER = debtorNumber(100_001);

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, [payer]);
  // What the claims file says of it, for our own letters.
  await inMunicipality(database, TOWN, (tx) =>
    sql`update claim set description = 'Løn ved siden af hjælpen var ikke oplyst.'`.execute(tx),
  );
  town = await aRecoveryTown({ database });
}, 60_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function standing() {
  return (await town.do((tx) => accountsOfClaims(tx, [CLAIM]))).get(CLAIM);
}

test('a missed instalment is demanded, the plan falls away, and nothing goes to Gældsstyrelsen before the notice has arrived', async () => {
  const { database } = benefits;
  await untilDefault(benefits);
  await town.transfer('2026-05-10');
  expect(await town.recovery(CLAIM)).toBeUndefined();
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  // Who cannot be told is not sent: the exceptions of gældsinddrivelsesloven § 2, stk. 4, are not for these.
  const untold = {
    claim: CLAIM,
    debtor: PAYER,
    reason: 'hurts-recovery',
    because: 'Borgeren er rejst',
  } as const;
  expect(
    await town.do((tx) => recordException(tx, untold, { by: 'prøve', at: morningOf('2026-05-10') })),
  ).toMatchObject({ refusal: { tag: 'under-collection-order' } });
  // Decided, and its letter is on its way: a person's reason does not help either.
  const because = 'Det haster';
  const accepted = await town.do((tx) =>
    acceptTransfer(tx, { claim: CLAIM, because }, { by: 'prøve', at: morningOf('2026-05-11') }),
  );
  expect(accepted).toMatchObject({ ok: false, refusal: { tag: 'not-cleared' } });
  await town.transfer('2026-05-11');
  expect(await town.recovery(CLAIM)).toBeUndefined();
  await letArrive(database, '2026-05-12');
  expect((await cleared(database)).length).toBe(1);
  await town.transfer('2026-06-02');
  expect(await town.recovery(CLAIM)).toBeUndefined();
});

test('it is sent when its days after the arrival have passed, and received', async () => {
  const report = await town.transfer('2026-06-03');
  expect(report.consequences).toMatchObject({ sent: 1 });
  await town.deliver('2026-06-03');
  await town.news('2026-06-07');
  expect(await town.recovery(CLAIM)).toMatchObject({ state: 'received', reported: kroner(20_000) });
  expect(await standing()).toMatchObject({ notAsked: 0n, atRecovery: kroner(20_000) });
  const [action] = await town.actions(CLAIM);
  expect(action?.masterData?.liable[0]?.limitationOn).not.toBeNull();
  // Its benefit and month, and nothing of why it is to be paid back.
  expect(action?.masterData?.description).toBe('Tilbagebetaling af kontanthjælp, marts 2025');
  // It is looked at no longer by the day's work.
  expect((await town.transfer('2026-06-08')).consequences).toEqual({});
});

test('a deferral is no ground to call it back, because the state pays part; a complaint is', async () => {
  const wanted = (reason: 'HENS' | 'KLAG', on: string) => ({
    claim: CLAIM,
    reason,
    about: 'prøve',
    on: date(on),
  });
  await town.do((tx) => wantRecalls(tx, [wanted('HENS', '2026-07-01')], morningOf('2026-07-01')));
  await town.news('2026-07-01');
  expect((await town.actions(CLAIM)).map(({ code }) => code)).toEqual(['OPRETFORDRING']);
  await town.do((tx) => wantRecalls(tx, [wanted('KLAG', '2026-07-02')], morningOf('2026-07-02')));
  await town.news('2026-07-02');
  await town.deliver('2026-07-02');
  await town.news('2026-07-06');
  expect(await town.recovery(CLAIM)).toMatchObject({ state: 'recalled', endedWhy: 'KLAG' });
  expect(await standing()).toMatchObject({ notAsked: kroner(20_000), atRecovery: 0n });
});

test('back here nobody is in default with it, it is not sent again by itself, and it may lapse as before', async () => {
  const { database } = benefits;
  expect(await demands(database)).toEqual(['100001 2026-04-10 ended 3400 until 2026-04-01']);
  expect(await cleared(database)).toEqual([]);
  // What Gældsstyrelsen had charged on it has come back with it (REINDGI).
  expect(await owes(database)).toEqual({ owed: 20_006.3, due: 0 });
  await town.transfer('2026-07-07');
  expect((await town.recovery(CLAIM))?.state).toBe('recalled');
  const row = await town.do((tx) => benefitRow(tx, PAYER, date('2031-01-01')));
  expect(row?.claims.map(({ claim }) => claim)).toEqual([CLAIM]);
  await fetchFor(benefits, '2026-07', '2026-07-12');
  await run(database, '2026-07', { on: '2026-07-13' });
  expect((await lastDecision(database)).change).toMatch(/^start-/);
  expect(await town.faults()).toEqual([]);
  expect((await town.mirror()).difference).toBe(0n);
});
