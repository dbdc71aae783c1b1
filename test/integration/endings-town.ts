import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { runLapse, type LapseDone } from '../../src/endings/lapse-job.ts';
import { date } from '../../src/kernel/dates.ts';
import type { Database } from '../../src/platform/database.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

/** The job `lapse` of a day in a town of 998. */
export async function lapseOn(
  database: Database,
  on: string,
  how: {
    readonly dryRun?: boolean;
    readonly pageSize?: number;
    readonly clock?: () => Temporal.Instant;
  } = {},
): Promise<LapseDone> {
  const { dryRun = false, clock = () => morningOf(on), pageSize } = how;
  const done = await runLapse({
    database,
    municipality: TOWN,
    on: date(on),
    configuration: 1,
    dryRun,
    by: 'prøve',
    clock,
    ...(pageSize === undefined ? {} : { pageSize }),
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'lapse' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

/** Who is no longer liable for what, as one line each. */
export async function endsIn(database: Database): Promise<string[]> {
  const rows = await rowsOf<{ told: string }>(
    database,
    sql`select claim_number || ' ' || debtor_number || ' ' || kind || ' ' || ended_on as told from liability_end order by 1`,
  );
  return rows.map(({ told }) => told);
}

/** The holds that stand, as one line each. */
export async function holdsIn(database: Database): Promise<string[]> {
  const rows = await rowsOf<{ told: string }>(
    database,
    sql`select claim_number || ' ' || reason || coalesce(' ' || debtor_number, '') as told from hold where lifted_on is null
      order by 1`,
  );
  return rows.map(({ told }) => told);
}
