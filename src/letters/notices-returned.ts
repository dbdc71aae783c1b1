import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A notice that came back, or could not be delivered, and has not arrived since. */
export interface ReturnedNotice {
  readonly notice: NoticeId;
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  readonly claims: readonly ClaimNumber[];
}

/** The next debtors by number with a notice that did not reach them. */
export async function debtorsNotReached(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from notice
    where not_arrived_on is not null and arrived_on is null and debtor_number > ${after}::bigint
    order by debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** The notices that did not reach these debtors, in the order of their numbers. */
export async function returnedNotices(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReturnedNotice[]> {
  const { rows } = await sql<ReturnedNotice>`
    select notice_id as notice, debtor_number as debtor, not_arrived_on as "on",
      array(select claim_number from notice_claim about where about.notice_id = notice.notice_id
        order by claim_number) as claims
    from notice
    where not_arrived_on is not null and arrived_on is null and debtor_number = any (${debtors}::int[])
    order by notice_id`.execute(tx);
  return rows;
}

/** The last day on which a notice reached each of these debtors; those whom none has reached are left out. */
export async function lastReached(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, PlainDate>> {
  const { rows } = await sql<{ debtor: DebtorNumber; on: PlainDate }>`
    select debtor_number as debtor, max(arrived_on) as "on" from notice
    where arrived_on is not null and debtor_number = any (${debtors}::int[]) group by debtor_number`.execute(
    tx,
  );
  return new Map(rows.map(({ debtor, on }) => [debtor, on]));
}
