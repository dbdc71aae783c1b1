import { afterAll, beforeAll, expect, test } from 'vitest';
import { reassess } from '../../src/agreements/reassess.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { stopped } from './claims-rows.ts';
import { approveAll, openItems, owes, states } from './decisions-town.ts';
import { freshDatabase } from './database.ts';
import { untilDefault } from './defaults-town.ts';
import { lapseOn } from './endings-town.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, run, settle, takeIn, type Town } from './town.ts';

/**
 * Claims in default whose last day, 20 June 2026, comes while they are at Gældsstyrelsen, and that come back in July: of one who is able
 * all the time, and of one who is found to get a benefit in June, because of another claim.
 */
const [THERE, OF_THE_OTHER] = [claimNumber(1n), claimNumber(2n)];
const income = [...monthly(20_000), pay('2026-05', 20_000), pay('2026-06', 20_000)];
const old = { ...stopped('2023-06-20'), paidOn: '2022-12-30' };
const payers = [
  aDebtor(1)
    .owing(20_000, old)
    .withReports(...income),
  aDebtor(2)
    .owing(20_000, old)
    .withReports(...income)
    .receiving('kontanthjælp', '2026-06-08'),
];
const UNABLE = debtorNumber(100_002);

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
  await town.transfer('2026-06-03');
  await town.deliver('2026-06-03');
  await town.news('2026-06-07');
  await isFoundUnable();
  await comeBack();
  await fetchFor(benefits, '2026-07', '2026-07-12');
  await run(database, '2026-07', { on: '2026-07-13' });
}, 120_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function isFoundUnable(): Promise<void> {
  const { database } = benefits;
  const another = aDebtor(2).owing(1_000, { claimId: 'K-2-2' });
  await takeIn(database, [another], morningOf('2026-06-08'));
  await fetchFor(benefits, '2026-06', '2026-06-14');
  const at = morningOf('2026-06-15');
  const looked = await town.do((tx) =>
    reassess(tx, { debtor: UNABLE, on: date('2026-06-15'), because: 'Nyt krav', by: 'prøve', at }),
  );
  expect(looked).toMatchObject({ value: { decision: { terms: { outcome: 'deferral' } } } });
  await letArrive(database, '2026-06-17');
}

async function comeBack(): Promise<void> {
  const recall = { reason: 'KLAG', about: 'klage', on: date('2026-07-02') } as const;
  await town.do((tx) =>
    wantRecalls(
      tx,
      [THERE, OF_THE_OTHER].map((claim) => ({ claim, ...recall })),
      morningOf('2026-07-02'),
    ),
  );
  await town.news('2026-07-02');
  await town.deliver('2026-07-02');
  await town.news('2026-07-06');
  expect((await town.recovery(OF_THE_OTHER))?.state).toBe('recalled');
}

test('one who is able all the time gets a plan again (bek. 585/2023 §§ 9-10)', async () => {
  const { database } = benefits;
  expect(await states(database)).toContain('100001 start-plan decided');
  // With the interest that came back from there.
  expect(await owes(database)).toMatchObject({ owed: 20_006.3 });
});

test('of one who was found unable meanwhile because of another claim, a person judges: nothing has lapsed by itself', async () => {
  const { database } = benefits;
  expect(await openItems(database)).toContain('2026-07 100002 lapse-review');
  expect((await lapseOn(database, '2026-07-14')).report.consequences).toEqual({
    kept: 1,
    'waits-for-a-person': 1,
  });
  expect((await owes(database, UNABLE)).owed).toBeGreaterThan(21_000);
  expect(await town.faults()).toEqual([]);
});
