import { sql } from 'kysely';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, decisionId, letterId, type DecisionId, type NoticeId } from '../../src/kernel/ids.ts';
import { arrivedWork } from '../../src/letters/delivery-work.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { enqueue } from '../../src/platform/due-work.ts';
import { month } from '../../src/kernel/dates.ts';
import { pays } from '../integration/decisions-town.ts';
import { follow, reconfigure } from '../integration/defaults-town.ts';
import { monthly, registersOf } from '../integration/month-town.ts';
import { fetchFor, morningOf, raise, rowsOf, run, settle, TOWN } from '../integration/town.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';

/** The town whose job for plans that are not kept is killed: twelve debtors with plans of March, four of each kind. */
const twelve: readonly Debtor[] = Array.from({ length: 12 }, (_, index) =>
  aDebtor(index + 1).withReports(...monthly(15_000 + 1_000 * index)),
);

export const DEMANDED_ON = '2026-04-10';
export const JUDGED_ON = '2026-05-08';
/** Three pages. */
export const PAGE_SIZE = 4;

/** Everybody has a plan, a demand costs something, and so does default; every third has paid the first instalment. */
export async function settleTwelve(database: Database): Promise<void> {
  const town = { database, registers: registersOf(...twelve) };
  await settle(database, twelve);
  const interest = { decidedOn: date('2026-01-01'), reference: 'Byrådet 12/2025' };
  const fee = { ...interest, amount: null };
  await reconfigure(database, { claimTypes: { KTTIBAK: { interest, fee } } });
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await arrive(
    database,
    twelve.map(({ number }) => decisionId(month('2026-03'), debtorNumber(number), 0)),
    '2026-03-11',
  );
  await raise(database, '2026-04-01');
  for (const { number } of twelve.filter((_, index) => index % 3 === 0))
    await pays(database, number, { amount: 10_000, on: '2026-04-01' });
}

/** The demands have arrived, and one in two of the others has come in a § 6 situation since the month's run. */
export async function untilJudged(database: Database): Promise<void> {
  await follow(database, DEMANDED_ON);
  const notices = await rowsOf(database, sql<{ notice: NoticeId }>`select notice_id as notice from notice`);
  await inMunicipality(database, TOWN, (tx) =>
    noteNoticesArrived(
      tx,
      notices.map(({ notice }) => ({ notice, on: date('2026-04-13') })),
    ),
  );
  const registers = registersOf(...twelve);
  await fetchFor({ database, registers }, '2026-04', '2026-04-12');
  await run(database, '2026-04', { on: '2026-04-13' });
  registers.tell(
    ...twelve.filter((_, index) => index % 2 === 0).map((each) => each.receiving('kontanthjælp')),
  );
  await fetchFor({ database, registers }, '2026-04', '2026-05-06');
}

async function arrive(database: Database, decisions: readonly DecisionId[], on: string): Promise<void> {
  const at = morningOf(on);
  await inMunicipality(database, TOWN, (tx) =>
    enqueue(
      tx,
      decisions.map((decision) => arrivedWork(letterId(decision, 'decision'), date(on), at)),
    ),
  );
  await takeArrivals({ database, municipality: TOWN, clock: () => at });
}
