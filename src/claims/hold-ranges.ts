import { sql } from 'kysely';
import { addDays, type DateRange, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { HoldReason } from '../law/holds.ts';
import type { ClaimNumber } from './types.ts';

/** Days on which a hold stood. */
export interface HoldRange {
  readonly reason: HoldReason;
  /** Only towards this debtor; null = towards all who are liable. */
  readonly debtor: DebtorNumber | null;
  /** Up to and with the day before it was lifted; null = it stands. */
  readonly days: DateRange;
  /** Of one that ended with an answer: from when its debtor has some days, by the arrival of the answer's letter. */
  readonly daysFrom?: PlainDate;
  /** Those of a hold for recovery on which the claim had left for the authority, or was there; null where it never came there. */
  readonly atRecovery?: DateRange | null;
  /** The claim came back from there for a reason after which it may never be sent again. */
  readonly neverAgain?: true;
}

/**
 * The days on which something has stood on these claims, also what was lifted since, towards whomever. Claims without any
 * are left out, and so is a hold that was lifted on the day it began: but for these reasons, where it is told with no day (`to` before `from`).
 */
export async function holdRangesOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  alsoOfNoDay: readonly HoldReason[] = [],
): Promise<Map<ClaimNumber, HoldRange[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<RangeRow>`
    select claim_number, reason, debtor_number, from_on, told_on, lifted_on, days_from, lifted_why from hold
    where claim_number = any (${claims.map(String)}::bigint[]) 
      and (lifted_on is null or lifted_on > from_on or lifted_on = from_on and reason = any (${[...alsoOfNoDay]}::text[]))
    order by claim_number, reason, entry`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim_number: claim }) => claim);
  return new Map([...byClaim].map(([claim, ofClaim]) => [claim, ofClaim.map(asRange)]));
}

interface RangeRow {
  claim_number: ClaimNumber;
  reason: HoldReason;
  debtor_number: DebtorNumber | null;
  from_on: PlainDate;
  told_on: PlainDate | null;
  lifted_on: PlainDate | null;
  days_from: PlainDate | null;
  lifted_why: string | null;
}

function asRange(row: RangeRow): HoldRange {
  const { reason, from_on: from, told_on: told, lifted_on: lifted, lifted_why: why } = row;
  const to = lifted === null ? null : addDays(lifted, -1);
  const daysFrom = row.days_from === null ? {} : { daysFrom: row.days_from };
  const range = { reason, debtor: row.debtor_number, days: { from, to }, ...daysFrom };
  if (reason !== 'recovery') return range;
  const came = why === null || !(neverCame as readonly string[]).includes(why);
  const isSome = told !== null && (to === null || told <= to);
  const atRecovery = came && isSome ? { from: told, to } : null;
  return why === NEVER_AGAIN ? { ...range, atRecovery, neverAgain: true } : { ...range, atRecovery };
}

/** The claims from which a hold for one of these reasons has been lifted since a day. */
export async function claimsLiftedSince(
  tx: MunicipalityReadTx,
  reasons: ReadonlySet<HoldReason>,
  since: PlainDate,
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select distinct claim_number as claim from hold
    where lifted_on >= ${since}::date and reason = any (${[...reasons]}::text[]) order by 1`.execute(tx);
  return rows.map(({ claim }) => claim);
}

/** Why a hold for recovery is lifted from a claim that the authority has not received. */
export const neverCame = ['rejected', 'cancelled'] as const;

/** Why a hold for recovery is lifted from a claim that came back and may never be sent again (law/recall.ts). */
export const NEVER_AGAIN = 'recalled-for-good';

/** Notes that the recovery authority is told of these claims, which are held for it; what it was told of before stays as it is. */
export async function noteTold(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  on: PlainDate,
): Promise<void> {
  await sql`
    update hold set told_on = greatest(from_on, ${on}::date)
    where claim_number = any (${claims.map(String)}::bigint[]) and reason = 'recovery' and lifted_on is null
      and told_on is null`.execute(tx);
}
