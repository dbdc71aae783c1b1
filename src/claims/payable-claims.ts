import { sql, type RawBuilder } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { reasonsThatStop } from '../law/holds.ts';
import type { Level } from '../law/payment-order.ts';
import { lawsByPerson } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { prepared } from '../platform/prepared.ts';
import type { ClaimNumber } from './types.ts';

/** A claim of any type that a debtor is liable for, with what decides when a payment covers it. */
export interface PayableClaim {
  readonly claim: ClaimNumber;
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  readonly level: Level;
  /** Null where it has no due date. */
  readonly due: PlainDate | null;
  /** The earliest day on which it can lapse; null when not known, and for ordinary claims. */
  readonly lapse: PlainDate | null;
  /** First day of its period; null where it has none. */
  readonly from: PlainDate | null;
  /** Repayment of benefits: asked for by instalments alone. */
  readonly repayment: boolean;
  /** Repayment whose collection order has not been read (open question Q15): no run ever judges it. */
  readonly leftToPerson: boolean;
  /** Something stops that money covers it by itself (law/holds.ts), such as deferral or bankruptcy: covered only by who says so. */
  readonly held: boolean;
  /** On its way to the recovery authority, or there. */
  readonly forRecovery: boolean;
  /** The last day on which the debtor owes its main claim; null where that has no limitation. Interest and fees have their own too. */
  readonly until: PlainDate | null;
  /** Who else is still liable for it. */
  readonly others: readonly DebtorNumber[];
  /** It has lapsed or become time-barred for the debtor, and had not on the day that was asked about. */
  readonly endedSince: boolean;
}

/**
 * Every claim that a debtor is still liable for, paid or not; in no order. What is left of them is the ledger's: `besides` are
 * columns of its own, by the claim's number.
 */
export async function payableClaims<Besides>(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  besides: (claim: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<(PayableClaim & { readonly besides: Besides })[]> {
  const query = claimsPayableOn<{ besides: Besides }>(
    { debtor, receivedOn: null },
    (claim) => sql`${besides(claim)} as besides`,
  );
  return (await prepared(tx, 'payable-claims', query)).rows;
}

/**
 * The same for money that was received on a day, for who asks it together with something else: also what the debtor still owed on that
 * day, and what has lapsed (bek. 585/2023 § 9) or become time-barred since, unless it is on its way back from the recovery authority. The
 * last day of a limitation is a day on which it is owed, and so is the last day of the years of § 9, stk. 1; the day of a deferral by
 * which the rest lapses (stk. 2) is none. `besides` are columns that others own, by the
 * claim's number and its main claim's.
 */
export function claimsPayableOn<Besides>(
  { debtor, receivedOn }: { readonly debtor: DebtorNumber; readonly receivedOn: PlainDate | null },
  besides: (claim: RawBuilder<unknown>, main: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<PayableClaim & Besides> {
  return sql`
      select ${besides(sql.ref('l.claim_number'), sql`coalesce(c.main_claim, c.claim_number)`)}, c.claim_number as claim, coalesce(c.main_claim, c.claim_number) as main, c.level, c.due_on as due,
        r.lapse_earliest as lapse, c.period_from as from, r.claim_number is not null as repayment,
        coalesce(r.law = any (${lawsByPerson}::text[]), false) as "leftToPerson",
        exists (
          -- What rests on a claim rests on its interest and fees.
          select from hold h where h.claim_number in (c.claim_number, c.main_claim) and h.lifted_on is null
            -- What nobody owes any longer is asked about by the days alone.
            and h.reason <> 'ended' and h.reason = any (${reasonsThatStop('allocation')}::text[])
            -- What came before the claim was handed over came while it was owed here (open question Q50).
            and (h.reason <> 'recovery' or ${receivedOn}::date is null or h.told_on <= ${receivedOn}::date)
            -- What is said against a fee says nothing against the claim and its interest.
            and (h.reason <> 'complaint' or c.level = 'fee')
            and (h.debtor_number is null or h.debtor_number = l.debtor_number)) as held,
        exists (
          select from hold h where h.claim_number = c.claim_number and h.lifted_on is null
            and h.reason = 'recovery') as "forRecovery",
        (
          select m.until_on from limitation m
          where m.claim_number = coalesce(c.main_claim, c.claim_number) and m.debtor_number = l.debtor_number
            and not m.superseded) as until,
        case when l.kind = 'joint' then array(
          select o.debtor_number from liability o
          where o.claim_number = l.claim_number and o.debtor_number <> l.debtor_number and ${stillLiable('o')}
          order by o.debtor_number) else '{}' end as others,
        e.claim_number is not null as "endedSince"
      from liability l
      join claim c on c.claim_number = l.claim_number
      left join repayment_claim r on r.claim_number = l.claim_number
      left join liability_end e on e.claim_number = l.claim_number and e.debtor_number = l.debtor_number
      where l.debtor_number = ${debtor} and (e.claim_number is null
        or (e.kind = 'time-barred' and e.ended_on >= ${receivedOn}::date or e.kind = 'lapsed'
            and (e.ended_on > ${receivedOn}::date or e.ended_on = ${receivedOn}::date and e.ended_on = r.lapse_earliest))
          and not exists (
            select from hold h where h.claim_number in (c.claim_number, c.main_claim) and h.lifted_on is null
              and h.reason = 'recovery'))`;
}

function stillLiable(liability: string) {
  const its = (column: string) => sql.ref(`${liability}.${column}`);
  return sql`not exists (
    select from liability_end e
    where e.claim_number = ${its('claim_number')} and e.debtor_number = ${its('debtor_number')})`;
}
