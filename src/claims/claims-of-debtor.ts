import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Level } from '../law/payment-order.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { LiabilityEndKind } from './liability-ends.ts';
import type { ClaimNumber } from './types.ts';

/** A claim of any type and level as it concerns one who owes it, or has owed it. */
export interface ClaimOfDebtor {
  readonly claim: ClaimNumber;
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  readonly level: Level;
  /** Its code in the list of claim types. */
  readonly type: string;
  readonly sourceSystem: string;
  readonly claimId: string;
  /** As its source describes it. */
  readonly description: string | null;
  /** The benefit that is to be repaid; null for every other claim. */
  readonly benefit: string | null;
  /** Whether its main claim is a repayment of benefits. */
  readonly repayment: boolean;
  /** Its source has told that a complaint that it is to be repaid is not decided: it is not sent to Gældsstyrelsen meanwhile. */
  readonly complaintPending: boolean;
  /** Null where it has no period. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Null where it has no due date. */
  readonly due: PlainDate | null;
  /** The BFE number of the property that it is about; null = none, or not told. */
  readonly property: string | null;
  /** When it arose; null where that is not told. */
  readonly origin: PlainDate | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
  readonly joint: boolean;
  /** The first of the others who still owe it. */
  readonly coDebtor: DebtorNumber | null;
  /** Null: still owed by the debtor. */
  readonly ended: LiabilityEndKind | null;
}

/** Every claim that a debtor owes or has owed, oldest first: by period, else by due date. */
export async function claimsOfDebtor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<ClaimOfDebtor[]> {
  const { rows } = await sql<ClaimOfDebtor>`
    select c.claim_number as claim, coalesce(c.main_claim, c.claim_number) as main, c.level, c.claim_type as type,
      c.source_system as "sourceSystem", c.claim_id as "claimId", c.description, r.benefit, c.period_from as "from",
      c.period_to as "to", c.due_on as due, c.property_number as property, c.origin_on as origin, c.srb_on as srb,
      m.claim_number is not null as repayment, coalesce(m.complaint_pending, false) as "complaintPending", l.kind = 'joint' as joint, e.kind as ended,
      (select min(o.debtor_number) from liability o
        where o.claim_number = c.claim_number and o.debtor_number <> l.debtor_number
          and not exists (select from liability_end f
            where f.claim_number = o.claim_number and f.debtor_number = o.debtor_number)) as "coDebtor"
    from liability l
    join claim c using (claim_number)
    left join repayment_claim r using (claim_number)
    left join repayment_claim m on m.claim_number = coalesce(c.main_claim, c.claim_number)
    left join liability_end e on e.claim_number = l.claim_number and e.debtor_number = l.debtor_number
    where l.debtor_number = ${debtor}
    order by coalesce(c.period_from, c.due_on, c.origin_on), c.claim_number`.execute(tx);
  return rows;
}
