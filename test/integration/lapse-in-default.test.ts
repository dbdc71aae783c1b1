import { afterAll, beforeAll, expect, test } from 'vitest';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { approveAll, owes, states } from './decisions-town.ts';
import { cleared, untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { stopped } from './claims-rows.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, run, settle, type Town } from './town.ts';

/** Two who are able to pay, whose plans fell away on 8 May 2026: the years of the one run out here, of the other at Gældsstyrelsen. */
const THERE = claimNumber(2n);
const income = [...monthly(20_000), pay('2026-05', 20_000), pay('2026-06', 20_000)];
const payers = [
  aDebtor(1)
    .owing(20_000, stopped('2023-05-20'))
    .withReports(...income),
  aDebtor(2)
    .owing(20_000, { ...stopped('2023-06-20'), paidOn: '2022-12-30' })
    .withReports(...income),
];

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(...payers), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, payers);
  town = await aRecoveryTown({ database });
  await untilDefault(benefits);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
}, 120_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

test('a debt in default does not lapse when its years run out on its way to Gældsstyrelsen: the debtor is able (bek. 585/2023 §§ 9-10)', async () => {
  const { database } = benefits;
  const before = await cleared(database);
  expect(before).toHaveLength(2);
  await fetchFor(benefits, '2026-06');
  const { report } = await run(database, '2026-06', { on: '2026-06-01' });
  expect(report.consequences).toEqual({ defaulted: 2 });
  expect(await owes(database)).toEqual({ owed: 20_000, due: 20_000 });
  expect(await cleared(database)).toEqual(before);
});

test('nor one that comes back after its years had run out at Gældsstyrelsen, as long as the debtor is able', async () => {
  const { database } = benefits;
  await town.transfer('2026-06-03');
  await town.deliver('2026-06-03');
  await town.news('2026-06-07');
  expect((await town.recovery(THERE))?.state).toBe('received');
  await town.do((tx) =>
    wantRecalls(
      tx,
      [{ claim: THERE, reason: 'KLAG', about: 'klage', on: date('2026-07-02') }],
      morningOf('2026-07-02'),
    ),
  );
  await town.news('2026-07-02');
  await town.deliver('2026-07-02');
  await town.news('2026-07-06');
  await fetchFor(benefits, '2026-07', '2026-07-12');
  const { report } = await run(database, '2026-07', { on: '2026-07-13' });
  expect(report.consequences).toEqual({ decision: 1, defaulted: 1 });
  expect((await states(database)).at(-1)).toBe('100002 start-plan decided');
  // With the interest that came back from there.
  expect(await owes(database, 100_002)).toMatchObject({ owed: 20_006.3 });
});
