import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { interestNumber } from '../../src/charges/charge-number.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { approveAll } from './decisions-town.ts';
import { demands, follow, interest, interestPosted, untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { unlikeAfresh } from './interest-afresh.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, raise, run, settle, type Town } from './town.ts';

/** Interest on a benefit to be repaid, with its claim to Gældsstyrelsen and back, one stage after the other. */
const payer = aDebtor(1)
  .owing(20_000)
  .withReports(...monthly(20_000), ...['2026-05', '2026-06', '2026-07'].map((of) => pay(of, 20_000)));
const CLAIM = claimNumber(1n);
const FIRST = interestNumber(CLAIM, 1);
const decided = { decidedOn: date('2026-01-01'), reference: 'Byrådet 12/2025' };

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(payer), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, [payer]);
  town = await aRecoveryTown({ database, claimTypes: { KTTIBAK: { interest: decided, fee: null } } });
  await untilDefault(benefits);
  await interest(database, '2026-05-08');
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
}, 60_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

describe('interest on a benefit to be repaid', () => {
  test('goes to Gældsstyrelsen with its claim, and no more is posted from that day', async () => {
    const { database } = benefits;
    const report = await town.transfer('2026-06-03');
    expect(report.amounts).toMatchObject({ sent: '20000.00', related: '200.00' });
    await town.deliver('2026-06-03');
    await town.news('2026-06-07');
    expect(await town.recovery(CLAIM)).toMatchObject({ state: 'received', reported: kroner(20_000) });
    expect(await town.recovery(FIRST)).toMatchObject({ state: 'received', reported: kroner(200) });
    await interest(database, '2026-06-08');
    await interest(database, '2026-07-06');
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 0']);
    expect(await town.faults()).toEqual([]);
  });

  test('back here it runs only when the debtor is in default anew', async () => {
    const { database } = benefits;
    const wanted = { claim: CLAIM, reason: 'KLAG', about: 'prøve', on: date('2026-07-02') } as const;
    await town.do((tx) => wantRecalls(tx, [wanted], morningOf('2026-07-02')));
    await town.news('2026-07-02');
    await town.deliver('2026-07-02');
    await town.news('2026-07-06');
    for (const day of ['2026-07-06', '2026-08-06']) await interest(database, day);
    expect(await interestPosted(database)).toEqual(['1 2026-05-06 200 left 200']);
    await fetchFor(benefits, '2026-07', '2026-07-12');
    await run(database, '2026-07', { on: '2026-07-13' });
    await letArrive(database, '2026-07-14');
    await raise(database, '2026-09-01');
    await follow(database, '2026-09-10');
    await letArrive(database, '2026-09-11');
    await fetchFor(benefits, '2026-09', '2026-09-12');
    await run(database, '2026-09', { on: '2026-09-13' });
    await fetchFor(benefits, '2026-09', '2026-10-10');
    await follow(database, '2026-10-12');
    expect(await demands(database)).toContain('100001 2026-09-10 defaulted 3400 until 2026-09-01');
    await interest(database, '2026-10-12');
    expect(await interestPosted(database)).toEqual([
      '1 2026-05-06 200 left 200',
      '1 2026-10-06 200 left 200',
    ]);
    expect(await town.do((tx) => unlikeAfresh(tx, date('2026-10-12')))).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });
});
