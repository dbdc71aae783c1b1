import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { recordLimitations } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { runLapse, type LapseDone } from '../../src/endings/lapse-job.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { Database } from '../../src/platform/database.ts';
import type { ChargesTown } from './charges-town.ts';
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

/** Records that a claim was acknowledged in writing, with the last day that follows. */
export function runsUntil(
  town: Pick<ChargesTown, 'do'>,
  {
    claim,
    debtor,
    until,
  }: { readonly claim: ClaimNumber; readonly debtor: DebtorNumber; readonly until: string },
): Promise<void> {
  const limitation = {
    claim,
    debtor,
    until: date(until),
    countedFrom: date('2026-05-05'),
    years: 10,
    because: 'acknowledged',
    judgmentOn: null,
    settlementOn: null,
    evidence: 'brev',
    by: 'prøve',
    at: morningOf('2026-05-05'),
  } as const;
  return town.do((tx) => recordLimitations(tx, [limitation]));
}
