import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * The next main claims at the authority, by number, with interest or fees that stand here: posted, or become more, after the main
 * claim was sent. What was refused, or came back, is looked at again when a person has given a reason since. At most `limit`.
 */
export async function mainsWithLateCharges(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select distinct r.claim_number as main
    from recovery_claim r
    join claim c on c.main_claim = r.claim_number
    join account_balance b on b.number = c.claim_number and b.kind in ('claim', 'due') and b.balance_ore > 0
    left join recovery_claim sent on sent.claim_number = c.claim_number
    where r.state = 'received' and r.claim_number > ${String(after)}::bigint
      and exists (
        select from transfer_clearance t where t.claim_number = r.claim_number and t.withdrawn_on is null)
      and (sent.claim_number is null or sent.state = 'cancelled' or sent.state in ('rejected', 'returned', 'recalled') and exists (
        select from recovery_ground g where g.claim_number = c.claim_number and g.given_on >= greatest(sent.ended_on, (
          select max(answered_on) from recovery_action a where a.claim_number = c.claim_number and a.art = 'INDR'))))
    order by main limit ${limit}::int`.execute(tx);
  return rows.map(({ main }) => main);
}
