import { holdsOn, liftedHolds } from '../claims/holds.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { reasonsThatStop, type HoldReason } from '../law/holds.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Agreement } from './types.ts';

/** What keeps, or kept, plans of repayment at rest: holds on what each debtor owes, towards all who owe it or this one alone. */

/** The holds that stand. */
export async function holdsTowards(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>,
): Promise<Map<DebtorNumber, HoldReason[]>> {
  const owed = (debtor: DebtorNumber) => (claims.get(debtor) ?? []).map(({ claimNumber }) => claimNumber);
  const holds = await holdsOn(tx, debtors.flatMap(owed));
  const towards = (debtor: DebtorNumber, claim: ClaimNumber) =>
    (holds.get(claim) ?? []).filter((hold) => hold.debtor === null || hold.debtor === debtor);
  return new Map(
    debtors.map((debtor) => [
      debtor,
      owed(debtor).flatMap((claim) => towards(debtor, claim).map(({ reason }) => reason)),
    ]),
  );
}

interface PlanClaims {
  readonly claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>;
  readonly inForce: ReadonlyMap<DebtorNumber, Agreement>;
}

/** The last day on which one that stopped demands was lifted, or the letter that answers it arrived. A plan is one: it may have stood on a claim of it of which nothing is left now. */
export function lastRested(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  plans: PlanClaims,
): Promise<Map<DebtorNumber, PlainDate>> {
  return lastLifted(tx, claimsOf(debtors, plans), reasonsThatStop('dunning'));
}

/** The last day on which an errand of each debtor's, a death, a bankruptcy or debt relief, was over. */
export function lastInErrand(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  plans: PlanClaims,
): Promise<Map<DebtorNumber, PlainDate>> {
  return lastLifted(tx, claimsOf(debtors, plans), reasonsThatStop('letters'));
}

async function lastLifted(
  tx: MunicipalityReadTx,
  about: ClaimsOf,
  reasons: readonly HoldReason[],
): Promise<Map<DebtorNumber, PlainDate>> {
  const lifted = await liftedHolds(tx, allOf(about), reasons);
  return lastDays(
    about,
    lifted.map(({ daysFrom: on, ...hold }) => ({ ...hold, on })),
  );
}

/** The last day on which a payment was taken off what each debtor owes, or the plan is about. */
export async function lastTakenOff(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  plans: PlanClaims,
): Promise<Map<DebtorNumber, PlainDate>> {
  const about = claimsOf(debtors, plans);
  return lastDays(about, await paymentsTakenOff(tx, allOf(about)));
}

type ClaimsOf = ReadonlyMap<DebtorNumber, ReadonlySet<ClaimNumber>>;

function claimsOf(debtors: readonly DebtorNumber[], { claims, inForce }: PlanClaims): ClaimsOf {
  return new Map(
    debtors.map((debtor) => {
      const owed = (claims.get(debtor) ?? []).map(({ claimNumber }) => claimNumber);
      const covered = (inForce.get(debtor)?.covers ?? []).map(({ claim }) => claim);
      return [debtor, new Set([...owed, ...covered])];
    }),
  );
}

function allOf(about: ClaimsOf): ClaimNumber[] {
  return [...new Set([...about.values()].flatMap((theirs) => [...theirs]))];
}

interface Happened {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber | null;
  readonly on: PlainDate;
}

/** The last day of what has happened towards each, or towards all who owe the claim. */
function lastDays(about: ClaimsOf, happened: readonly Happened[]): Map<DebtorNumber, PlainDate> {
  const last = new Map<DebtorNumber, PlainDate>();
  for (const [debtor, theirs] of about) {
    const days = happened
      .filter(({ claim, debtor: only }) => theirs.has(claim) && (only === null || only === debtor))
      .map(({ on }) => on);
    const day = days.toSorted().at(-1);
    if (day !== undefined) last.set(debtor, day);
  }
  return last;
}
