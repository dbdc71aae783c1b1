import { sql } from 'kysely';
import { changeClaimDates } from '../claims/claim-dates.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { decisionId, type DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { postDefault } from '../ledger/defaults.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { covered } from './covers.ts';
import { decidedOf } from './deciding.ts';
import { isAutomatic } from './decision-rule.ts';
import { ability } from './plan-default-plan.ts';
import { noteDefaulted } from './plan-defaults.ts';
import { lookAgain, type LookedAtAgain, type ReassessRefusal } from './reassess.ts';
import type { Agreement, Decision } from './types.ts';

/** A plan of one who is able and has not paid what was demanded. */
export interface Defaulting {
  readonly agreement: Agreement;
  /** The deadline of the demand. */
  readonly deadline: PlainDate;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * A plan falls away (bek. 585/2023 § 10): the debtor's income is looked at once more, the agreement ends, all that is left is due
 * the day after the demand's deadline, and the decision to transfer is proposed, or made where the municipality has recorded its
 * ground. Refused when the debtor turns out not to be able, or cannot be looked at now. The debtor must be locked.
 */
export async function defaultNow(
  tx: MunicipalityTx,
  defaulting: Defaulting,
): Promise<Result<Decision, ReassessRefusal | { readonly tag: 'not-able' }>> {
  const { agreement, on, at } = defaulting;
  const { debtor } = agreement;
  const looked = await lookAgain(tx, { debtor, on, because: null, by: null, at });
  if (!looked.ok) return looked;
  const { outcome } = looked.value;
  if (ability(outcome) !== 'able') return refuse({ tag: 'not-able' });
  const decision = transferOf(looked.value, defaulting);
  const underWay = looked.value.found.page.standings.get(debtor)?.underWay ?? null;
  assert(underWay?.state !== 'decided', 'what is on its way to the debtor arrives first');
  await endAgreement(tx, agreement, on);
  await looked.value.write({
    ...outcome,
    determination: { ...outcome.determination, consequence: 'decision' },
    decision,
    withdraws: underWay?.id ?? null,
  });
  await makeDue(tx, decision, defaulting);
  await noteDefaulted(tx, { debtor, on, deadline: defaulting.deadline, decision: decision.id });
  return ok(decision);
}

/** The proposal that the debt goes to Gældsstyrelsen, about the claims of the plan alone. */
function transferOf(
  { found: { page, context }, outcome }: LookedAtAgain,
  { agreement, on }: Defaulting,
): Decision {
  const { debtor, month, ordinal, found } = outcome.determination;
  const about = new Set(agreement.covers.map(({ claim }) => claim));
  const terms = { outcome: 'transfer', reason: 'default' } as const;
  const proposal: Decision = {
    id: decisionId(month, debtor, ordinal),
    debtor,
    month,
    ordinal,
    change: 'transfer',
    state: 'waiting',
    terms,
    replaces: agreement,
    draftedOn: on,
    covers: (page.claims.get(debtor) ?? []).filter(({ claimNumber }) => about.has(claimNumber)).map(covered),
    lapses: [],
    heardAs: null,
    hearingLeftOut: null,
    decided: null,
    because: null,
    proposedBy: null,
    configurationVersion: context.configurationVersion,
    closedWhy: null,
  };
  // The fixed amount says nothing of what the debtor is able to pay: a person looks.
  const known = found.outcome === 'plan' && found.reason === 'table';
  if (!known || !isAutomatic(proposal, context.decisions)) return proposal;
  const { configurationVersion, decisions } = context;
  return decidedOf(proposal, { on, by: 'automatic', due: decisions.due, configurationVersion });
}

async function endAgreement(tx: MunicipalityTx, { id }: Agreement, on: PlainDate): Promise<void> {
  await sql`
    update agreement set ended_on = greatest(in_force_from, ${on}::date), ended_why = 'defaulted', next_due = null
    where agreement_id = ${id.toString()}::bigint and ended_on is null`.execute(tx);
}

/** All that is left is due, with the dates that Gældsstyrelsen asks for: the day after the deadline of the demand. */
async function makeDue(
  tx: MunicipalityTx,
  { covers, debtor, id }: Decision,
  { agreement, deadline, on, at }: Defaulting,
): Promise<void> {
  const claims = covers.map(({ claim }) => claim);
  const due = addDays(deadline, 1);
  const asked = await paidByAnother(tx, debtor, claims);
  await postDefault(tx, {
    agreement: agreement.id,
    debtor,
    claims: claims.filter((claim) => !asked.has(claim)),
    on: due,
    at,
  });
  await changeClaimDates(
    tx,
    claims.map((claim) => ({
      claim,
      dates: { due, srb: due },
      because: 'demand' as const,
      about: String(id),
      on,
      by: 'automatic',
      at,
    })),
  );
}

/**
 * Joint claims that the other spouse pays on by a plan of their own: two are never asked for more than the claim together, so what
 * is left stays to be asked of the one who pays. The one in default owes it all the same.
 */
async function paidByAnother(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const others = (await liabilitiesFor(tx, claims)).filter(
    (liable) => liable.debtor !== debtor && liable.ended === null,
  );
  if (others.length === 0) return new Set();
  const inForce = await agreementsInForce(tx, [...new Set(others.map((other) => other.debtor))]);
  return new Set(
    others.flatMap((other) => (inForce.get(other.debtor)?.terms.outcome === 'plan' ? [other.claim] : [])),
  );
}
