import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** Main claims that these debtors have come to owe from the first, which were taken in at or after a moment. */
export async function claimsTakenInSince(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  since: Temporal.Instant,
): Promise<{ readonly debtor: DebtorNumber; readonly claim: ClaimNumber; readonly at: Temporal.Instant }[]> {
  const { rows } = await sql<{ debtor: DebtorNumber; claim: ClaimNumber; at: Temporal.Instant }>`
    select l.debtor_number as debtor, claim_number as claim, i.imported_at as at
    from liability l join claim c using (claim_number) join claim_import i using (import_number)
    where l.debtor_number = any (${debtors}::int[]) and l.since_on is null and c.level = 'main'
      and i.imported_at >= ${since}::timestamptz
      and not exists (select from liability_end e
        where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by debtor, claim`.execute(tx);
  return rows;
}

/** Main claims of these debtors that are no repayment of benefits, whose last day of timely payment is after a day and not after another. */
export async function claimsDueBetween(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<{ readonly debtor: DebtorNumber; readonly claim: ClaimNumber; readonly due: PlainDate }[]> {
  const { rows } = await sql<{ debtor: DebtorNumber; claim: ClaimNumber; due: PlainDate }>`
    select l.debtor_number as debtor, claim_number as claim, c.srb_on as due
    from liability l join claim c using (claim_number)
    where l.debtor_number = any (${debtors}::int[]) and c.level = 'main'
      and c.srb_on > ${after}::date and c.srb_on <= ${until}::date
      and not exists (select from repayment_claim r where r.claim_number = c.claim_number)
      and not exists (select from liability_end e
        where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by debtor, claim`.execute(tx);
  return rows;
}
