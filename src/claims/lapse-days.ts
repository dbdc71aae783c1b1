import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lawsByPerson, lawsByTable } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A claim for repayment of benefits, and the earliest day on which it can lapse for a debtor. */
export interface LapseDay {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly earliest: PlainDate;
}

/**
 * The claims whose earliest lapse has come before a day, of the next debtors after one by number, at most `limit` of them;
 * only those that they are still liable for, and about which rules decide. Claims that are paid are among them.
 */
export async function pastEarliestLapse(
  tx: MunicipalityReadTx,
  { before, after, limit }: { readonly before: PlainDate; readonly after: bigint; readonly limit: number },
): Promise<LapseDay[]> {
  const { rows } = await sql<LapseDay>`
    with past as (
      select r.claim_number as claim, l.debtor_number as debtor, r.lapse_earliest as earliest
      from repayment_claim r join liability l on l.claim_number = r.claim_number
      where r.lapse_earliest < ${before}::date and r.law = any (${lawsByTable}::text[]) and l.debtor_number > ${String(after)}::bigint and not exists (
        select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number))
    select * from past
    where debtor in (select debtor from past group by debtor order by debtor limit ${limit}::int)
    order by debtor, earliest, claim`.execute(tx);
  return rows;
}

/** The claims whose earliest lapse comes within these days, both included, by that day; of those still liable. */
export async function lapsesWithin(
  tx: MunicipalityReadTx,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<LapseDay[]> {
  const { rows } = await sql<LapseDay>`
    select r.claim_number as claim, l.debtor_number as debtor, r.lapse_earliest as earliest
    from repayment_claim r join liability l on l.claim_number = r.claim_number
    where r.lapse_earliest between ${from}::date and ${to}::date and not exists (
      select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by r.lapse_earliest, r.claim_number, l.debtor_number`.execute(tx);
  return rows;
}

/**
 * The claims whose earliest lapse has come before a day, and of which a person is to say whether they have lapsed: they are held until then,
 * or their collection order has not been read (open question Q15).
 */
export async function lapsesInReview(tx: MunicipalityReadTx, before: PlainDate): Promise<LapseDay[]> {
  const { rows } = await sql<LapseDay>`
    select r.claim_number as claim, l.debtor_number as debtor, r.lapse_earliest as earliest
    from repayment_claim r join liability l on l.claim_number = r.claim_number
    where r.lapse_earliest < ${before}::date
      and (r.law = any (${lawsByPerson}::text[]) or exists (
        select from hold h where h.claim_number = r.claim_number and h.reason = 'lapse-review' and h.lifted_on is null
          and (h.debtor_number is null or h.debtor_number = l.debtor_number)))
      and not exists (
        select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by r.lapse_earliest, r.claim_number, l.debtor_number`.execute(tx);
  return rows;
}

/** A claim that has lapsed, and the day on which. */
export interface LapsedOn {
  readonly claim: ClaimNumber;
  readonly on: PlainDate;
}

/**
 * The same claims with the first day on which each was owed no longer: by § 9, stk. 1 a claim lives to the end of the last day of its
 * years, by stk. 2 the rest lapses on the day of the deferral.
 */
export async function goneSince(tx: MunicipalityReadTx, lapsed: readonly LapsedOn[]): Promise<LapsedOn[]> {
  const { rows } = await sql<{ claim: ClaimNumber; on: PlainDate }>`
    select claim, lapsed_on as on
    from unnest(${lapsed.map(({ claim }) => claim.toString())}::bigint[], ${lapsed.map(({ on }) => on)}::date[]) asked (claim, lapsed_on)
    join repayment_claim r on r.claim_number = claim and r.lapse_earliest = lapsed_on`.execute(tx);
  const onLastDay = new Set(rows.map(({ claim, on }) => `${claim} ${on}`));
  return lapsed.map(({ claim, on }) => {
    return { claim, on: onLastDay.has(`${claim} ${on}`) ? addDays(on, 1) : on };
  });
}
