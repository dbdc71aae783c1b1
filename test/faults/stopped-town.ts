import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { deliverQueued } from '../../src/collection/deliver.ts';
import type { RecoveryAuthority } from '../../src/collection/recovery-port.ts';
import { takeRecoveryNews } from '../../src/collection/recovery-day.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { keepHolds } from '../../src/dunning/holds-job.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { aRecoveryTown, jobOf } from '../integration/recovery-town.ts';
import { rowsOf, TOWN } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';

/** Three claims in the queue to Gældsstyrelsen, and a day on which each is stopped by something else. */

export const STOPPED_ON = '2026-02-02';
const [ANNA, BO] = [debtorNumber(100_001), debtorNumber(100_002)]; // as they are given out
const OBJECTED = claimNumber(1n);

export async function prepareStopped(database: Database): Promise<void> {
  await using town = await aRecoveryTown({ database });
  const carl = await town.do((tx) => somebody(tx, cprOf(3)));
  const claims = [];
  for (const debtor of [town.anna, town.bo, carl])
    claims.push(await town.raise({ accountId: `S-${debtor}`, debtors: [debtor] }));
  await town.interest('2026-01-15');
  for (const claim of claims) await town.clear(claim);
  await town.transfer(STOPPED_ON);
  await town.do((tx) =>
    sql`
      insert into person_record (debtor_number, batch, current_cpr, name, status, status_from, address, address_protected,
        digital_post, children, children_under_18, message_id)
      select ${carl}, 1, cpr, 'Prøve', 90, '2026-01-30', '{}', false, false, '[]', 0, 'prøve' from debtor_cpr
      where debtor_number = ${carl}`.execute(tx),
  );
}

/**
 * An objection is noted, an errand opened, and the holds of the day placed; then all that waits is told. Whoever begins again looks
 * first at what has been done.
 */
export async function stopAll(database: Database, clock: () => Temporal.Instant): Promise<void> {
  const by = 'Inge';
  const some = async (table: string) =>
    (await rowsOf(database, sql`select from ${sql.table(table)}`)).length > 0;
  if (!(await some('objection')))
    await inMunicipality(database, TOWN, async (tx) => {
      const words = 'Barnet gik der ikke';
      const objection = { debtor: ANNA, claims: [OBJECTED], against: 'existence', words, by } as const;
      await noteObjection(tx, { ...objection, at: clock() });
    });
  if (!(await some('errand')))
    await inMunicipality(database, TOWN, async (tx) => {
      const errand = { kind: 'bankruptcy', debtor: BO, beganOn: date('2026-01-30') } as const;
      await openErrand(tx, { ...errand, by, on: date(STOPPED_ON), at: clock() });
    });
  await holdsOfTheDay(database, clock);
  const job = { ...jobOf(database, unreached, STOPPED_ON), clock };
  await takeRecoveryNews(job);
  await deliverQueued(job);
}

async function holdsOfTheDay(database: Database, clock: () => Temporal.Instant): Promise<void> {
  const configured = await inMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const done = await keepHolds({
    database,
    municipality: TOWN,
    on: date(STOPPED_ON),
    configured,
    dryRun: false,
    by: 'prøve',
    clock,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
}

/** Nothing may be handed over: every claim in the queue is stopped. */
const unreached: RecoveryAuthority = {
  deliver: () => Promise.reject(new Error('a stopped claim was handed over')),
  receipts: () => Promise.resolve({ state: 'not-yet' }),
  notifications: () => Promise.resolve({ state: 'told', evidence: { body: '[]' }, notifications: [] }),
  answerHearing: null,
};
