import { afterAll, beforeAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { approveReason, changeReason, reasonsOf, waitingReasons } from '../../src/collection/reasons.ts';
import { aDebtor } from '../vocabulary.ts';
import { approveAll } from './decisions-town.ts';
import { untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { letArrive, morningOf, settle, type Town } from './town.ts';

/**
 * A benefit that could have lapsed on 20 April 2026, was on a plan that day and is cleared in June. It was paid out at the beginning of
 * its month, of which Gældsstyrelsen asks too. One stage after the other.
 */
const payer = aDebtor(1)
  .owing(20_000, {
    periodFrom: '2023-03-01',
    periodTo: '2023-03-31',
    paidOn: '2023-03-01',
    decisionPeriodFrom: '2023-03',
    decisionPeriodTo: '2023-03',
    helpStopped: '2023-04-20',
  })
  .withReports(...monthly(20_000));
const CLAIM = claimNumber(1n);

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, [payer]);
  town = await aRecoveryTown({ database });
  await untilDefault(benefits);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
}, 120_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function items(): Promise<string[]> {
  const all = await town.do((tx) => openItems(tx, { debtor: null, kind: null }));
  return all.filter(({ kind }) => /recover|transfer/.test(kind)).map(({ kind, about }) => `${kind} ${about}`);
}

const at = (on: string) => morningOf(on);
const reason = async (rule: string) =>
  (await town.do((tx) => reasonsOf(tx, [CLAIM]))).get(CLAIM)?.find((each) => each.rule === rule);

test('a rule about which nothing is on record stops the claim until a person writes a reason, which answers that rule alone', async () => {
  const report = await town.transfer('2026-06-03');
  expect(report.consequences).toEqual({ 'filter-rule R_6_17': 1 });
  expect(await items()).toEqual(['transfer-not-ready claim 1 filter-rule R_6_17']);
  const because = 'Hjælpen blev udbetalt forud den 1. marts 2023';
  await town.do((tx) =>
    changeReason(tx, { claim: CLAIM, rule: 'R_6_17', because }, { by: 'Ane', at: at('2026-06-04') }),
  );
  const own = await town.do((tx) =>
    approveReason(tx, { claim: CLAIM, rule: 'R_6_17' }, { by: ' ane', at: at('2026-06-04') }),
  );
  expect(own).toMatchObject({ ok: false, refusal: { tag: 'same-person' } });
  await town.do((tx) =>
    approveReason(tx, { claim: CLAIM, rule: 'R_6_17' }, { by: 'Bo', at: at('2026-06-05') }),
  );
  expect(await items()).toEqual([]);
});

test('a dry run writes no reason; the run makes one of the plan that was in force, and the claim waits for who reads it', async () => {
  const tried = await town.transfer('2026-06-05', { dryRun: true });
  expect(tried.consequences).toEqual({ 'waits-for-reason': 1 });
  expect(await reason('R_2_2a')).toBeUndefined();
  const report = await town.transfer('2026-06-05');
  expect(report.consequences).toEqual({ 'waits-for-reason': 1 });
  expect(report.changes).toMatchObject({ 'reason-prepared': { count: 1 } });
  expect(await reason('R_2_2a')).toMatchObject({
    because:
      'Kravet kunne tidligst bortfalde den 20. april 2026 (bek. 585/2023 § 9). Den dag gjaldt en afdragsordning, i kraft fra den 11. marts 2026 til og med den 7. maj 2026.',
    writtenBy: null,
    approvedOn: null,
  });
  expect(await items()).toEqual(['recovery-reason claim 1 R_2_2a/1']);
  expect(await town.recovery(CLAIM)).toBeUndefined();
  const [waiting] = await town.do(waitingReasons);
  expect(waiting).toMatchObject({ claim: CLAIM, rule: 'R_2_2a', endsOn: '2026-04-20' });
});

test('the same day again and the next one make no second reason', async () => {
  await town.transfer('2026-06-05');
  const report = await town.transfer('2026-06-08');
  expect(report.consequences).toEqual({ 'waits-for-reason': 1 });
  expect(report.changes['reason-prepared']?.count ?? 0).toBe(0);
  expect(await reason('R_2_2a')).toMatchObject({ entry: 1 });
});

test('somebody writes it otherwise, another person approves it, and the claim is sent', async () => {
  const because = 'Afdragsordning fra 11. marts 2026; den blev misligholdt i april.';
  await town.do((tx) =>
    changeReason(tx, { claim: CLAIM, rule: 'R_2_2a', because }, { by: 'Ane', at: at('2026-06-09') }),
  );
  expect(await items()).toEqual(['recovery-reason claim 1 R_2_2a/2']);
  await town.transfer('2026-06-09');
  expect(await town.recovery(CLAIM)).toBeUndefined();
  await town.do((tx) =>
    approveReason(tx, { claim: CLAIM, rule: 'R_2_2a' }, { by: 'Bo', at: at('2026-06-09') }),
  );
  expect(await items()).toEqual([]);
  expect(await town.do(waitingReasons)).toEqual([]);
  expect((await town.transfer('2026-06-10')).consequences).toEqual({ sent: 1 });
});
