import { sql } from 'kysely';
import { liftHoldsAbout, placeHolds } from '../claims/holds.ts';
import { addDays, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import { nextBankDay } from '../law/closing-days.ts';
import { isPaid } from '../ledger/paid.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { configuredNow } from './configured.ts';
import { decisionRule } from './decision-rule.ts';
import { lastRaised } from './instalments-withdrawn.ts';
import { missingBy } from './paid-in-time.ts';
import { leastToAsk, type DemandRule } from './plan-default-rule.ts';
import { standingDefaults, type PlanDefault } from './plan-defaults.ts';
import { dueDateFrom, firstDueDate } from './schedule.ts';
import type { Decision } from './types.ts';
import { closeItemsOfDebtor, openWorkItems } from './work-items.ts';

/**
 * A plan that fell away though what was demanded had been paid in time, and was only known later: the debtor was never in default (bek.
 * 585/2023 § 10). Nothing goes on until a person has looked; taking the transfer back takes the plan up again.
 */

/**
 * How much was missing, at the end of the last day to pay, of what was demanded before plans fell away, by the decision to transfer: of those of
 * whose debtors money of that day has been known since. The others are left out, and so are demands that came to nothing.
 */
export async function missingThen(
  tx: MunicipalityReadTx,
  demanded: readonly PlanDefault[],
): Promise<Map<DecisionId, Ore>> {
  const fallen = demanded.flatMap(({ decision, ...each }) =>
    decision === null ? [] : [{ ...each, decision }],
  );
  if (fallen.length === 0) return new Map();
  const { rows } = await sql<{ decision: DecisionId }>`
    select p.decision_id as decision from plan_default p join decision d using (decision_id)
    join unnest(${fallen.map(({ decision }) => String(decision))}::bigint[], ${fallen.map(lastDay)}::date[])
      told (decision_id, by) using (decision_id)
    where exists (
      select from transfer where credit_kind = 'due' and credit_number = any (d.covers_claims)
        and credit_debtor = p.debtor_number and value_date <= told.by and booking_date >= p.defaulted_on and ${isPaid})`.execute(
    tx,
  );
  const knownSince = new Set(rows.map(({ decision }) => decision));
  const missing = new Map<DecisionId, Ore>();
  for (const each of fallen) {
    const { debtor, until, decision } = each;
    if (knownSince.has(decision))
      missing.set(decision, await missingBy(tx, { debtor, until, by: lastDay(each) }));
  }
  return missing;
}

/** A payment on a closing day of the banks counts for the bank day after it. */
function lastDay({ deadline }: Pick<PlanDefault, 'deadline'>): PlainDate {
  assert(deadline !== null, 'a plan fell away after a deadline');
  return nextBankDay(deadline);
}

/** Whether so little was missing that no plan falls away for it; null = nothing has been known since. */
export function isPaidInTime(missing: Ore | null, demand: Pick<DemandRule, 'least'>): boolean {
  return missing !== null && (missing === zeroOre || missing < leastToAsk(demand));
}

interface Acting {
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Tells a person, and keeps the claims from Gældsstyrelsen until the transfer is taken back, or the hold is lifted by hand. */
export async function holdPaidInTime(
  tx: MunicipalityTx,
  { debtor, covers }: Decision,
  { about, on, at }: Acting & { readonly about: string },
): Promise<void> {
  await openWorkItems(tx, [{ kind: PAID_IN_TIME, debtor, month: monthOf(on), about }], at);
  const hold = { reason: 'manual', debtor, from: on, reviewOn: addDays(on, REVIEW_AFTER) } as const;
  await placeHolds(
    tx,
    covers.map(({ claim }) => ({ ...hold, claim, about: PAID_IN_TIME, by: 'plan-default', at })),
  );
}

export const PAID_IN_TIME = 'default-paid-in-time';

/** Those of these defaults that never were: by their decisions to transfer. */
export async function paidInTime(
  tx: MunicipalityReadTx,
  demanded: readonly PlanDefault[],
): Promise<ReadonlySet<DecisionId>> {
  const missing = await missingThen(tx, demanded);
  if (missing.size === 0) return new Set();
  const { demand } = (await configuredNow(tx)).configuration;
  return new Set(
    [...missing].flatMap(([decision, amount]) => (isPaidInTime(amount, demand) ? [decision] : [])),
  );
}

/** Whether the default that stands for a debtor never was. */
export async function wasPaidInTime(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  const standing = await standingDefaults(tx, [debtor]);
  return (await paidInTime(tx, [...standing.values()])).size > 0;
}

export interface TakingUp extends Acting {
  readonly because: string;
  readonly by: string;
}

/**
 * The plan that fell away is in force again as it was, from the first due date that nobody has been asked about and that leaves the days of a
 * new plan; its claims are held no longer. Not where something else is in force, or nothing is owed. Call it when the default has been ended.
 */
export async function takeUpAgain(
  tx: MunicipalityTx,
  { debtor, covers, replaces, id }: Decision,
  { on, at, because, by }: TakingUp,
): Promise<void> {
  assert(replaces !== null, 'a plan fell away');
  await liftHoldsAbout(
    tx,
    { claims: covers.map(({ claim }) => claim), debtor, about: PAID_IN_TIME },
    { on, why: `taken back ${id}`, by, at },
  );
  await closeItemsOfDebtor(tx, { kinds: [PAID_IN_TIME], debtor, of: null }, { by, because, at });
  if ((await agreementsInForce(tx, [debtor])).has(debtor)) return;
  if (!(await openBalances(tx, [debtor])).has(debtor)) return;
  const { rows } = await sql<{ dueDay: number }>`
    update agreement set ended_on = null, ended_why = null
    where agreement_id = ${replaces.id.toString()}::bigint and ended_why = 'defaulted' returning due_day as "dueDay"`.execute(
    tx,
  );
  const [plan] = rows;
  if (plan === undefined) return;
  const { due } = decisionRule((await configuredNow(tx)).configuration);
  const first = firstDueDate(on, { ...due, dueDay: plan.dueDay });
  const last = (await lastRaised(tx, [debtor])).get(debtor);
  const next = last === undefined ? first : dueDateFrom(addDays(last, 1), plan.dueDay);
  await sql`
    update agreement set next_due = ${next > first ? next : first}::date
    where agreement_id = ${replaces.id.toString()}::bigint`.execute(tx);
}
