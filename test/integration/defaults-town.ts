import { sql } from 'kysely';
import { takeNotArrived } from '../../src/agreements/not-arrived.ts';
import { closeWorkItem, openItems } from '../../src/agreements/work-items.ts';
import { followPlans } from '../../src/agreements/plan-default-job.ts';
import { interestOn } from '../../src/cli/interest-run.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import type { LetterId, NoticeId } from '../../src/kernel/ids.ts';
import { notArrivedWork } from '../../src/letters/delivery-work.ts';
import { noteNoticesNotArrived } from '../../src/letters/notice-arrivals.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { demandFees } from '../../src/payments/demand-fees.ts';
import { unallocatedOrAskedOn } from '../../src/direct-debit/awaited.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { enqueue } from '../../src/platform/due-work.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import type { Clock } from '../../src/platform/clock.ts';
import {
  fetchFor,
  letArrive,
  morningOf,
  raise,
  rowsOf,
  run,
  TOWN,
  townConfiguration,
  type Town,
} from './town.ts';

/** What follows in a town of tests when instalments are not paid. */

export interface FollowWishes {
  readonly dryRun?: boolean;
  readonly clock?: Clock;
  readonly pageSize?: number;
}

/** The daily job for plans that are not kept, on a day. */
export async function follow(
  database: Database,
  on: string,
  { dryRun = false, clock = () => morningOf(on), pageSize }: FollowWishes = {},
): Promise<JobReport> {
  const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town has not chosen anything');
  const done = await followPlans({
    database,
    municipality: TOWN,
    on: date(on),
    configured,
    unallocatedFor: unallocatedOrAskedOn(date(on)),
    demandFees,
    dryRun,
    by: 'prøve',
    clock,
    noteAccess: () => Promise.resolve(),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

/** The interest of a day, as the day's work posts it. */
export async function interest(
  database: Database,
  on: string,
  clock: Clock = () => morningOf(on),
): Promise<JobReport> {
  const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town has not chosen anything');
  return interestOn(
    { database, municipality: TOWN, on: date(on), dryRun: false, by: 'prøve', clock },
    configured,
  );
}

/** The interest of repayment claims, in kroner and with what is left: `1 2026-05-06 166 left 166`. */
export async function interestPosted(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`
      select c.main_claim || ' ' || c.posted_on || ' ' || round(c.amount_ore / 100.0, 2)::float || ' left ' || round((
        select coalesce(sum(balance_ore), 0) / 100.0 from account_balance b
        where b.number = c.claim_number and b.kind in ('claim', 'due')), 2)::float as said
      from charge c where c.kind = 'interest' order by c.claim_number`,
  );
  return rows.map(({ said }) => said);
}

/** What the job came to for everybody together: `demand 1, kept 3`. */
export async function followed(database: Database, on: string, wishes: FollowWishes = {}): Promise<string> {
  const { consequences } = await follow(database, on, wishes);
  return Object.entries(consequences)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** Every demand and what came of it: `100001 2026-04-10 demanded 2100 until 2026-04-01`. */
export async function demands(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`
      select debtor_number || ' ' || demanded_on || ' ' || state || ' ' || missed_ore / 100 || ' until ' || until_on as said
      from plan_default order by debtor_number, demanded_on`,
  );
  return rows.map(({ said }) => said);
}

/** When the last demand to a debtor arrived, and its deadline. */
export async function lastDemand(
  database: Database,
  debtor = 100_001,
): Promise<{ arrivedOn: PlainDate | null; deadline: PlainDate | null; printed: PlainDate }> {
  const [last] = await rowsOf(
    database,
    sql<{ arrivedOn: PlainDate | null; deadline: PlainDate | null; printed: PlainDate }>`
      select arrived_on as "arrivedOn", deadline, printed_deadline as printed from notice
      where kind = 'demand' and debtor_number = ${debtor} order by notice_id desc limit 1`,
  );
  if (last === undefined) throw new Error('nothing has been demanded');
  return last;
}

/** The claims that may be sent to Gældsstyrelsen: `1 from 2026-06-01 because default, told 100001`. */
export async function cleared(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`
      select claim_number || ' from ' || cleared_from || ' after ' || last_deadline || ' told ' || (
        select string_agg(debtor_number || '/' || arrived_on || '/' || in_default, ' ' order by debtor_number)
        from told_of_transfer t where t.claim_number = c.claim_number and t.entry = c.entry) as said
      from transfer_clearance c where withdrawn_on is null order by claim_number`,
  );
  return rows.map(({ said }) => said);
}

/** The due dates of claims that have one: `1 2026-05-01/2026-05-01`. */
export async function dueDates(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`select claim_number || ' ' || due_on || '/' || srb_on as said from claim
      where due_on is not null order by claim_number`,
  );
  return rows.map(({ said }) => said);
}

/** The town chooses otherwise from now on. */
export async function reconfigure(database: Database, changes: Partial<Configuration>): Promise<void> {
  await inMunicipality(database, TOWN, (tx) =>
    saveConfiguration(tx, {
      configuration: townConfiguration(changes),
      by: 'prøve',
      at: morningOf('2026-01-03'),
    }),
  );
}

/** A plan of March whose first instalment is not paid, until the decision that the debt goes to Gældsstyrelsen waits for approval. */
export async function untilDefault(town: Town): Promise<void> {
  const { database } = town;
  await fetchFor(town, '2026-03');
  await run(database, '2026-03');
  await letArrive(database, '2026-03-11');
  await raise(database, '2026-04-01');
  await follow(database, '2026-04-10');
  await letArrive(database, '2026-04-11');
  await fetchFor(town, '2026-04', '2026-04-12');
  await run(database, '2026-04', { on: '2026-04-13' });
  // The deadline was 4 May.
  await fetchFor(town, '2026-04', '2026-05-06');
  await follow(database, '2026-05-08');
}

/** The demand's letter comes back, and whoever sees to letters is told. */
export async function comesBack(database: Database, on: string): Promise<void> {
  const [notice] = await rowsOf(
    database,
    sql<{ letter: LetterId }>`select notice_id as letter from notice where kind = 'demand'
      order by notice_id desc limit 1`,
  );
  await inMunicipality(database, TOWN, async (tx) => {
    const [letter, day, at] = [notice!.letter, date(on), morningOf(on)]; // it was demanded
    const trouble = { reason: 'returned', on: day, arrivedOn: null } as const;
    await noteNoticesNotArrived(tx, [{ notice: letter as bigint as NoticeId, on: day }]); // a notice's letter has its number
    await enqueue(tx, [
      notArrivedWork({ letter, recipient: 0, channel: 'paper' }, { role: 'addressee', trouble, at }),
    ]);
  });
  await takeNotArrived({ database, municipality: TOWN, clock: () => morningOf(on) });
}

export async function seeTo(database: Database, on: string): Promise<void> {
  await inMunicipality(database, TOWN, async (tx) => {
    const [item] = await openItems(tx, { debtor: null, kind: 'letter-not-arrived' });
    const closing = { item: item!.number, by: 'Anna', because: 'Ny adresse', at: morningOf(on) }; // it was opened
    await closeWorkItem(tx, closing);
  });
}
