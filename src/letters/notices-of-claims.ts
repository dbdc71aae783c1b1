import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { NoticeKind } from './model.ts';

/** The kind of the newest notice of these kinds, to a debtor or to whomever (null), about each of these claims that was not given up; claims without any are left out. */
export async function newestNoticeKinds<Kind extends NoticeKind>(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  { kinds, to }: { readonly kinds: readonly Kind[]; readonly to: DebtorNumber | null },
): Promise<Map<ClaimNumber, Kind>> {
  const { rows } = await sql<{ claim_number: ClaimNumber; kind: Kind }>`
    select distinct on (claim_number) claim_number, kind
    from notice_claim join notice using (notice_id)
    where claim_number = any (${claims.map(String)}::bigint[]) and kind = any (${kinds}::text[]) and withdrawn_on is null
      and (${to}::int is null or debtor_number = ${to}::int)
    order by claim_number, notice_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, row.kind]));
}

/** The letters that ask for all of it, with a deadline of their own. What asks for what is missing of a plan gives none for the rest. */
const ASKING: readonly NoticeKind[] = ['reminder', 'demand', 'transfer-warning'];

/** What a notice asked, and until when it gave. */
export interface NoticeTold {
  readonly claim: ClaimNumber;
  readonly on: PlainDate;
  /** From its arrival where that is known, else as it is printed; null = it gives none. */
  readonly deadline: PlainDate | null;
  /** It tells that the debt will be sent to Gældsstyrelsen where it is not paid. */
  readonly warns: boolean;
}

/**
 * The newest notice to a debtor that asks for each claim, of those that were not given up; claims without any are left out. Another
 * letter about a claim, such as the answer to a question, takes back nothing of what was asked.
 */
export async function newestAskingNoticesTo(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Map<ClaimNumber, NoticeTold>> {
  const { rows } = await sql<NoticeTold>`
    select distinct on (claim_number) claim_number as claim, made_on as on,
      coalesce(deadline, printed_deadline) as deadline, warns_of_transfer as warns
    from notice join notice_claim using (notice_id)
    where debtor_number = ${debtor} and kind = any (${ASKING}::text[]) and withdrawn_on is null
    order by claim_number, notice_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.claim, row]));
}
