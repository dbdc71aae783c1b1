import { sql, type RawBuilder } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What a limitation period runs from: the claim itself, or what interrupted the one before (forældelsesloven §§ 2-5, 15-19). */
export type LimitationBecause =
  | 'ordinary'
  | 'special-basis'
  | 'acknowledged'
  | 'agreed-day'
  | 'judgment'
  | 'settlement'
  | 'court'
  | 'insolvency-filing'
  | 'distraint'
  | 'set-off'
  | 'recovery-received'
  | 'recovery-step'
  | 'returned'
  | 'source';

/**
 * When a claim is time-barred for one who is liable for it. Claims under chapter 12 have none: they lapse. Interest and fees have
 * one only where something has changed the three years they were posted with.
 */
export interface Limitation {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** The last day on which it can be interrupted, moved past closing days (forældelsesloven § 27). */
  readonly until: PlainDate;
  readonly countedFrom: PlainDate;
  readonly years: 2 | 3 | 5 | 10;
  readonly because: LimitationBecause;
  readonly judgmentOn: PlainDate | null;
  readonly settlementOn: PlainDate | null;
  /** What shows it; an acknowledgement (forældelsesloven § 15) is not recorded without. */
  readonly evidence: string | null;
}

export interface LimitationToRecord extends Limitation {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Records limitations, one at most for each claim and debtor, in place of those that counted; these are kept. What counts
 * already is not written again. Who is not liable fails the transaction.
 */
export async function recordLimitations(
  tx: MunicipalityTx,
  limitations: readonly LimitationToRecord[],
): Promise<void> {
  if (limitations.length === 0) return;
  await lockLiabilities(tx, limitations);
  const told = toldRows(limitations);
  await sql`
    update limitation set superseded = true
    from ${told}
    where limitation.claim_number = claim and limitation.debtor_number = debtor and not superseded
      and (until_on, counted_from, limitation.years, limitation.because, judgment_on, settlement_on, limitation.evidence)
        is distinct from (until, counted, told.years, told.because, judgment, settlement, told.evidence)`.execute(
    tx,
  );
  await sql`
    insert into limitation (claim_number, debtor_number, entry, until_on, counted_from, years, because, judgment_on,
      settlement_on, evidence, recorded_at, recorded_by)
    select claim, debtor, coalesce((
        select max(entry) from limitation l where l.claim_number = claim and l.debtor_number = debtor), 0) + 1,
      until, counted, years, because, judgment, settlement, evidence, at, by
    from ${told}
    where not exists (
      select from limitation l where l.claim_number = claim and l.debtor_number = debtor and not l.superseded)
    order by claim, debtor`.execute(tx);
}

/** Two that record for the same liability must not both see the same one as counting. */
async function lockLiabilities(tx: MunicipalityTx, of: readonly Limitation[]): Promise<void> {
  await sql`
    select from liability
    where (claim_number, debtor_number) in (
      select * from unnest(${of.map(({ claim }) => String(claim))}::bigint[], ${of.map(({ debtor }) => debtor)}::int[]))
    order by claim_number, debtor_number for no key update`.execute(tx);
}

function toldRows(of: readonly LimitationToRecord[]) {
  return sql`unnest(${of.map(({ claim }) => String(claim))}::bigint[], ${of.map(({ debtor }) => debtor)}::int[],
    ${of.map(({ until }) => until)}::date[], ${of.map(({ countedFrom }) => countedFrom)}::date[],
    ${of.map(({ years }) => years)}::smallint[], ${of.map(({ because }) => because)}::text[],
    ${of.map(({ judgmentOn }) => judgmentOn)}::date[], ${of.map(({ settlementOn }) => settlementOn)}::date[],
    ${of.map(({ evidence }) => evidence)}::text[], ${of.map(({ at }) => at)}::timestamptz[],
    ${of.map(({ by }) => by)}::text[])
    told (claim, debtor, until, counted, years, because, judgment, settlement, evidence, at, by)`;
}

/** What counts for these claims, for each who is or was liable; claims without limitation are left out. */
export async function limitationsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Limitation[]>> {
  const { rows } = await sql<LimitationRow>`
    select ${columns} from limitation l where not superseded and claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, debtor_number`.execute(tx);
  return Map.groupBy(rows.map(asLimitation), ({ claim }) => claim);
}

/** Which limitations are asked for: those that end from the first day on, null = from the beginning, up to and with the last. */
export interface LimitationDays {
  readonly from: PlainDate | null;
  readonly to: PlainDate;
  /** What is left of a claim is the ledger's: a condition of its own on the column with the claim's number; absent: all. */
  readonly where?: (claim: RawBuilder<unknown>) => RawBuilder<unknown>;
}

/** Where a list stopped; no debtor = before the claim's first. */
export interface LimitationPlace extends Pick<Limitation, 'until' | 'claim'> {
  readonly debtor: DebtorNumber | null;
}

/**
 * The next limitations that end within the days, by the day they end, of those who are still liable; `after` null = from the
 * first. At most `limit`.
 */
export async function limitationsUntil(
  tx: MunicipalityReadTx,
  { from, to, where = () => sql`true` }: LimitationDays,
  page: { readonly after: LimitationPlace | null; readonly limit: number },
): Promise<Limitation[]> {
  const { after, limit } = page;
  const begun = from === null ? sql`` : sql`and until_on >= ${from}::date`;
  const further =
    after === null
      ? sql``
      : sql`and (until_on, claim_number, debtor_number)
          > (${after.until}::date, ${String(after.claim)}::bigint, ${after.debtor ?? 0}::int)`;
  const { rows } = await sql<LimitationRow>`
    select ${columns} from limitation l
    where not superseded and until_on <= ${to}::date ${begun} ${further}
      and not exists (
        select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
      and ${where(sql.ref('l.claim_number'))}
    order by until_on, claim_number, debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(asLimitation);
}

const columns = sql`claim_number, debtor_number, until_on, counted_from, years, because, judgment_on, settlement_on, evidence`;

interface LimitationRow {
  claim_number: ClaimNumber;
  debtor_number: DebtorNumber;
  until_on: PlainDate;
  counted_from: PlainDate;
  years: Limitation['years'];
  because: LimitationBecause;
  judgment_on: PlainDate | null;
  settlement_on: PlainDate | null;
  evidence: string | null;
}

function asLimitation(row: LimitationRow): Limitation {
  return {
    claim: row.claim_number,
    debtor: row.debtor_number,
    until: row.until_on,
    countedFrom: row.counted_from,
    years: row.years,
    because: row.because,
    judgmentOn: row.judgment_on,
    settlementOn: row.settlement_on,
    evidence: row.evidence,
  };
}
