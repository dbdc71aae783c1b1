import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { NEVER_WAS } from './end-defaults.ts';
import { paidInTime } from './paid-before-default.ts';
import { defaultsBehind } from './plan-defaults.ts';

/** Days on which the whole of a claim was due from a debtor whose plan had fallen away (bek. 585/2023 § 10). */
export interface DefaultSpan {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** The day it fell due: the day after the demand's deadline. Not before the plan began that fell away: one may have taken another's place meanwhile. */
  readonly due: PlainDate;
  /** The last day; null = the default stands. */
  readonly to: PlainDate | null;
}

/**
 * The defaults on these claims that stand or have stood, by claim and oldest first. One ends the day before something else is in force; a deferral counts
 * from the day it was found, as where money is taken back for it (§ 6). One that turned out to be none has never been. Of what was paid, the day
 * itself counts: who paid on it was late. What was demanded may turn out to have been paid in time, whatever became of the default since: that one has never been, either.
 */
export async function defaultSpans(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<DefaultSpan[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<DefaultSpan & { readonly decision: DecisionId }>`
    select l.claim_number as claim, p.debtor_number as debtor, p.decision_id as decision,
      greatest(p.deadline + 1, fallen.in_force_from) as due,
      case when p.closed_why = 'settled' then p.closed_on else least(p.closed_on, deferral.found_on) - 1 end as "to"
    from liability l
    join plan_default p on p.debtor_number = l.debtor_number and p.state in ('defaulted', 'ended')
    join decision d on d.decision_id = p.decision_id and l.claim_number = any (d.covers_claims)
    join agreement fallen on fallen.agreement_id = d.replaces_agreement
    left join lateral (
      select min(g.drafted_on) as found_on from agreement a join decision g on g.decision_id = a.agreement_id
      where a.debtor_number = p.debtor_number and a.outcome = 'deferral' and a.in_force_from = p.closed_on
        and p.closed_why = 'deferred') deferral on true
    where l.claim_number = any (${claims.map(String)}::bigint[]) and (p.closed_why is null or p.closed_why <> all (${NEVER_WAS}::text[]))
    order by l.claim_number, due, p.debtor_number`.execute(tx);
  const defaults = await defaultsBehind(tx, [...new Set(rows.map(({ decision }) => decision))]);
  const never = await paidInTime(tx, [...defaults.values()]);
  return rows
    .filter(({ due, to, decision }) => (to === null || to >= due) && !never.has(decision))
    .map(({ claim, debtor, due, to }) => ({ claim, debtor, due, to }));
}

/** A claim of one or more whose default stands. */
export interface ClaimInDefault {
  readonly claim: ClaimNumber;
  /** The last day on which a plan of it fell away. */
  readonly defaultedOn: PlainDate;
}

/** The next claims by number of which a default stands; `after` 0 = from the first. At most `limit`. */
export async function claimsInDefault(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: ClaimNumber | 0n; readonly limit: number },
): Promise<ClaimInDefault[]> {
  const { rows } = await sql<ClaimInDefault>`
    select covered as claim, max(p.defaulted_on) as "defaultedOn"
    from plan_default p join decision d using (decision_id), unnest(d.covers_claims) covered
    where p.state = 'defaulted' and covered > ${String(after)}::bigint
    group by covered order by covered limit ${limit}::int`.execute(tx);
  return rows;
}
