import { interestAccrued } from '../charges/interest-accrued.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { askArrangement, type AskRefusal } from './ask.ts';
import { decideArrangement } from './decide.ts';
import {
  ownDebts,
  ownPlan,
  type OwnDebt,
  type OwnDebtsAsked,
  type OwnPlan,
  type OwnPlanAsked,
  type OwnPlanRefusal,
  type OwnWish,
} from './own-plan.ts';
import { hashOfShown, signaturesOf, writeSignature, type Signature } from './signatures.ts';
import { openArrangementsOf } from './store.ts';
import type { Arrangement } from './types.ts';

export interface PlanToShow {
  readonly debtor: DebtorNumber;
  /** Which of the debtor's debts it is about. */
  readonly chosen: (debt: OwnDebt) => boolean;
  readonly wish: OwnWish;
  readonly dueDay: OwnPlanAsked['dueDay'];
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  /** What is being paid meanwhile. */
  readonly paying: OwnDebtsAsked['paying'];
}

/** A plan with all that whoever signs it must have seen. */
export interface ShownPlan extends OwnPlan {
  readonly debts: readonly OwnDebt[];
  /** Run before the day and not yet on any bill: it is paid besides. */
  readonly interestBefore: Ore;
}

/** The plan that a wish comes to, for whoever is to sign it. The debtor's receivables are locked: what is shown is what would be agreed. */
export async function planToShow(
  tx: MunicipalityTx,
  { debtor, chosen, wish, dueDay, configured, on, paying }: PlanToShow,
): Promise<Result<ShownPlan, OwnPlanRefusal | { readonly tag: 'no-claim' }>> {
  await lockReceivables(tx, [debtor]);
  const debts = (await ownDebts(tx, { debtor, configured, on, paying })).filter(chosen);
  if (debts.length === 0) return refuse({ tag: 'no-claim' });
  const plan = await ownPlan(tx, { debtor, configured, on, debts, wish, dueDay });
  if (!plan.ok) return plan;
  const { configuration } = configured;
  const interestBefore = await interestAccrued(tx, plan.value.about.mains, { before: on, configuration });
  return ok({ ...plan.value, debts, interestBefore });
}

export interface PlanToSign extends Omit<PlanToShow, 'on'> {
  /** The hash of what the page showed before. */
  readonly shownBefore: string;
  /** What the page says of a plan, line by line. */
  readonly wordsOf: (plan: ShownPlan) => string;
  readonly signature: Omit<Signature, 'shown'>;
  readonly at: Temporal.Instant;
}

export type SignRefusal =
  | OwnPlanRefusal
  | { readonly tag: 'no-claim' }
  /** It was noted and refused all the same, and the debtor is written to: what was written must stand. */
  | { readonly tag: 'answered-by-letter'; readonly why: AskRefusal['tag'] }
  /** It would be another plan than the one that was shown. */
  | { readonly tag: 'changed'; readonly plan: ShownPlan };

/**
 * A citizen signs a plan: what is signed is what was shown, or it is refused as `changed`. Within what citizens agree alone it is in force at once, and its letter
 * follows; beyond that it waits for a caseworker (work list `arrangement-proposed`). The signature acknowledges the debt from that day
 * (forældelsesloven § 15, open question Q72). Sent twice it is one plan.
 */
export async function signPlan(
  tx: MunicipalityTx,
  { signature, at, shownBefore, wordsOf, ...wished }: PlanToSign,
): Promise<Result<Arrangement, SignRefusal>> {
  const { debtor, configured } = wished;
  const on = dayInCopenhagen(at);
  const same = await signedAlready(tx, debtor, shownBefore);
  if (same !== null) return ok(same);
  const shown = await planToShow(tx, { ...wished, on });
  if (!shown.ok) return shown;
  const plan = shown.value;
  const words = wordsOf(plan);
  if (hashOfShown(words) !== shownBefore) return refuse({ tag: 'changed', plan });
  const { by } = signature;
  const asked = await askArrangement(tx, {
    debtor,
    claims: plan.about.mains,
    wish: plan.wish,
    how: 'portal',
    acknowledgedOn: on,
    recall: false,
    configured,
    by,
    at,
  });
  if (!asked.ok) return refuse({ tag: 'answered-by-letter', why: asked.refusal.tag });
  await writeSignature(tx, asked.value.number, { ...signature, shown: words, at });
  if (plan.outcome === 'asked') return asked;
  const decided = await decideArrangement(tx, {
    arrangement: asked.value.number,
    configured,
    by: 'portal',
    at,
  });
  assert(decided.ok, 'what was allowed when it was asked for is allowed in the same moment');
  return decided;
}

/** The debtor's arrangement that is asked for or in force and was signed with the same words; null = there is none. Waits for one that is being signed. */
export async function signedAlready(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  shownBefore: string,
): Promise<Arrangement | null> {
  await lockReceivables(tx, [debtor]);
  const signatures = await signaturesOf(tx, debtor);
  const open = await openArrangementsOf(tx, [debtor]);
  return (
    open.find(({ number }) => {
      const signature = signatures.get(number);
      return signature !== undefined && hashOfShown(signature.shown) === shownBefore;
    }) ?? null
  );
}
