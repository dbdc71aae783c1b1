import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands } from '../../src/endings/errand-job.ts';
import { announceErrand, openErrand } from '../../src/endings/errands.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aChargesTown, charging, type ChargesTown } from '../integration/charges-town.ts';
import { lapseOn } from '../integration/endings-town.ts';
import type { FreshDatabase } from '../integration/database.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { aRecoveryTown, type RecoveryTown } from '../integration/recovery-town.ts';
import { cprOf } from '../vocabulary.ts';
import { allTables, morningOf, TOWN, townConfiguration } from '../integration/town.ts';

/** A town whose bills are time-barred on one day, and whose losses are booked on it: some by ground, one by the committee. */

export const BARRED_ON = '2028-12-16';

const ground = { ground: 'Byrådet har besluttet det', recordedBy: 'Byrådet', recordedOn: date('2025-01-01') };
const writeOff: Configuration['writeOff'] = {
  automatic: { lapse: ground, limitation: ground, recovery: null, rounding: null },
  limits: [],
  committeeAbove: '20000.00',
  roundingBelow: null,
};

export async function anEndingTown(database: FreshDatabase): Promise<ChargesTown> {
  const town = await aChargesTown(charging, database);
  const configuration = townConfiguration({ claimTypes: charging, writeOff });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
  await town.raise();
  await town.raise({ principal: kroner(30_000), outstanding: kroner(30_000) });
  await town.raise({ accountId: 'D-2', debtors: [town.bo] });
  await town.raise({ accountId: 'D-3', debtors: [town.anna, town.bo] });
  await town.interest('2025-12-16');
  return town;
}

export type EndingJob = 'lapse' | 'write-off' | 'errands';

/** The day on which the job of errands is run in `aTownOfErrands`. */
export const ERRANDS_ON = '2026-06-03';

/** Two whom CPR tells to be dead, one of whom has an errand open with a deadline; and a spouse who has been told of a third's debt. */
export async function aTownOfErrands(database: FreshDatabase): Promise<ChargesTown> {
  const town = await aChargesTown(charging, database);
  const [third, fourth] = [
    await town.do((tx) => somebody(tx, cprOf(3))),
    await town.do((tx) => somebody(tx, cprOf(4))),
  ];
  for (const debtor of [town.anna, town.bo, third])
    await town.raise({ accountId: `E-${debtor}`, debtors: [debtor] });
  const acting = { by: 'prøve', on: date('2026-06-01'), at: morningOf('2026-06-01') };
  await town.do(async (tx) => {
    const opening = { ...acting, kind: 'death', beganOn: date('2026-04-01') } as const;
    const [first, last] = [
      await openErrand(tx, { ...opening, debtor: town.anna }),
      await openErrand(tx, { ...opening, debtor: third }),
    ];
    if (!first.ok || !last.ok) throw new Error('nothing stands in the way');
    const call = { announcedOn: date('2026-04-10'), fileBy: date('2026-06-10') };
    await announceErrand(tx, { ...acting, number: first.value.number, ...call });
    const closing = { ...acting, number: last.value.number, kept: null, successors: [fourth] };
    await closeErrand(tx, { ...closing, outcome: 'undivided-estate' });
    const [notice] = await noticesAbout(tx, fourth);
    if (notice === undefined) throw new Error('the spouse is written to');
    await noteNoticesArrived(tx, [{ notice: notice.notice, on: date('2026-06-02') }]);
    for (const debtor of [town.anna, town.bo])
      await sql`
        insert into person_record (debtor_number, batch, current_cpr, name, status, status_from, address, address_protected,
          digital_post, children, children_under_18, message_id)
        select ${debtor}, 1, cpr, 'Prøve', 90, '2026-05-30', '{}', false, false, '[]', 0, 'prøve' from debtor_cpr
        where debtor_number = ${debtor}`.execute(tx);
  });
  // One for an errand that is open, and one from before the death of which the estate is closed.
  await town.raise({ accountId: 'E-new', debtors: [town.anna] });
  await town.raise({ accountId: 'E-late', debtors: [third] });
  return town;
}

/**
 * A claim of the dead, with its interest, that was at Gældsstyrelsen when the spouse kept the estate undivided, and has come back
 * (HAFT) before the job of errands is run.
 */
export async function aTownOfSuccessors(database: FreshDatabase): Promise<RecoveryTown> {
  const town = await aRecoveryTown({ database });
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const acting = { by: 'prøve', on: date('2026-05-25'), at: morningOf('2026-05-25') };
  await town.do(async (tx) => {
    const beganOn = date('2026-05-20');
    const opened = await openErrand(tx, { ...acting, kind: 'death', debtor: town.anna, beganOn });
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const closing = { ...acting, number: opened.value.number, kept: null, successors: [town.bo] };
    await closeErrand(tx, { ...closing, outcome: 'undivided-estate' });
  });
  await town.news('2026-05-25');
  await town.deliver('2026-05-25');
  await town.news('2026-05-30');
  return town;
}

/** A job of the day, a claim a page. */
export async function runEndings(
  database: Database,
  job: EndingJob,
  clock: () => Temporal.Instant,
): Promise<unknown> {
  if (job === 'errands') {
    const { on, by } = { on: date(ERRANDS_ON), by: 'prøve' };
    return seeToErrands({ database, municipality: TOWN, on, by, clock });
  }
  if (job === 'lapse') return (await lapseOn(database, BARRED_ON, { pageSize: 1, clock })).report;
  const configured = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const done = await runWriteOff({
    database,
    municipality: TOWN,
    on: date(BARRED_ON),
    configured,
    dryRun: false,
    by: 'prøve',
    clock,
    pageSize: 1,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

/** All that the jobs have written, but for who looked and how often a job has begun. */
export async function endingsWritten(database: Database): Promise<unknown> {
  const { access_log: _who, job_run: _attempts, ...tables } = await allTables(database);
  return tables;
}
