import { sql } from 'kysely';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import { claimStates } from '../../../src/insight/claim-states.ts';
import type { PlainDate } from '../../../src/kernel/dates.ts';
import type { ClaimState } from '../../../src/law/claim-state.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';

/** What the rooms say of a claim, each from its own tables. */
interface Said {
  readonly claim: ClaimNumber;
  /** What is owed here, at the recovery authority, by nobody; and what was lost. */
  readonly open: bigint;
  readonly there: bigint;
  readonly ended: bigint;
  readonly lost: bigint;
  readonly nobody: boolean;
  readonly recovery: string | null;
  readonly errand: boolean;
  readonly objection: boolean;
  readonly arrangement: string | null;
  readonly agreed: readonly string[];
  readonly held: boolean;
}

const GONE: ReadonlySet<ClaimState> = new Set(['lapsed', 'time-barred', 'withdrawn', 'discharged']);
const AWAY: ReadonlySet<ClaimState> = new Set(['at-recovery', 'in-hearing', 'in-transfer']);

/** Claims that stand in no state, or in one that the rooms contradict. */
export async function wrongStates(tx: MunicipalityReadTx, on: PlainDate): Promise<string[]> {
  const said = await saidOf(tx);
  const states = await claimStates(
    tx,
    said.map(({ claim }) => claim),
    on,
  );
  return said.flatMap((each) => {
    const state = states.get(each.claim);
    const wrong = state === undefined ? 'in no state' : contradiction(state, each);
    return wrong === null ? [] : [`claim ${each.claim} is ${state} and ${wrong}`];
  });
}

/** In the order in which one thing goes before another: what ends a claim, Gældsstyrelsen, what stops it, what rests. */
function contradiction(state: ClaimState, said: Said): string | null {
  const left = said.open + said.there + said.ended;
  if (GONE.has(state)) return said.nobody && said.open === 0n ? null : `somebody owes ${said.open}`;
  // Paid in time, and known after it had ended.
  if (said.nobody && state === 'paid')
    return left + said.lost === 0n ? null : `${left + said.lost} was not paid`;
  if (said.nobody) return state === 'written-off' ? null : 'nobody owes it';
  if (state === 'paid' || state === 'written-off') return left === 0n ? null : `${left} is left`;
  if (left === 0n && !AWAY.has(state)) return 'nothing is left';
  if (AWAY.has(state) !== (said.there > 0n || said.recovery !== null))
    return `there it is ${said.recovery}, ${said.there}`;
  if (AWAY.has(state)) return null;
  if (said.errand !== (state === 'stopped') && (said.errand || !said.held))
    return `has an errand: ${said.errand}`;
  if (state === 'stopped') return null;
  if (said.objection !== (state === 'disputed')) return `has an objection: ${said.objection}`;
  if (state === 'disputed') return null;
  if (said.arrangement !== null) {
    const agreed = state === 'on-plan' || state === 'deferred';
    return agreed ? null : `has an arrangement: ${said.arrangement}`;
  }
  if (state === 'on-plan' && !said.agreed.includes('plan')) return 'has no plan';
  if (state === 'deferred' && !said.agreed.includes('deferral')) return 'has no deferral';
  return null;
}

async function saidOf(tx: MunicipalityReadTx): Promise<Said[]> {
  const { rows } = await sql<Said>`
    with sums as (
      select number as claim, coalesce(sum(balance_ore) filter (where kind in ('claim', 'due')), 0)::bigint as open,
        coalesce(sum(balance_ore) filter (where kind = 'recovery'), 0)::bigint as there,
        coalesce(sum(balance_ore) filter (where kind = 'ended'), 0)::bigint as ended,
        coalesce(sum(balance_ore) filter (where kind = 'written-off'), 0)::bigint as lost
      from account_balance group by 1)
    select c.claim_number as claim, s.open, s.there, s.ended, s.lost,
      not exists (select from liability l left join liability_end e using (claim_number, debtor_number)
        where l.claim_number = c.claim_number and e.ended_on is null) as nobody,
      (select state from recovery_claim r where r.claim_number = c.claim_number
        and state in ('in-transfer', 'in-hearing', 'received')) as recovery,
      exists (select from errand_claim e join errand using (errand) where e.claim_number = main.number and closed_on is null
        or exists (select from hold h where h.claim_number = main.number and h.lifted_on is null
          and h.reason in ('death', 'bankruptcy', 'debt-relief'))) as errand,
      exists (select from objection_claim o join objection using (objection) where o.claim_number = main.number
        and answered_on is null) as objection,
      (select min(a.state) from arrangement_claim join arrangement a using (arrangement)
        where claim_number = main.number and a.state in ('in-force', 'demanded')) as arrangement,
      array(select a.outcome from liability l left join liability_end e using (claim_number, debtor_number)
        join agreement a on a.debtor_number = l.debtor_number and a.ended_on is null
        where l.claim_number = main.number and e.ended_on is null and r.claim_number is not null) as agreed,
      exists (select from hold h where h.claim_number in (c.claim_number, main.number) and h.lifted_on is null
        and h.reason in ('ended', 'lapse-review', 'death', 'bankruptcy', 'debt-relief')) as held
    from claim c cross join lateral (select coalesce(c.main_claim, c.claim_number) as number) main
    left join repayment_claim r on r.claim_number = main.number
    join sums s on s.claim = c.claim_number order by 1`.execute(tx);
  return rows;
}
