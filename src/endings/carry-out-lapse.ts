import { reassess } from '../agreements/reassess.ts';
import { liftHolds, placeHolds } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { endLiabilities } from '../ledger/liability-ends.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { BarredRow } from './barred-rows.ts';
import { benefitRow, type BenefitRow } from './benefit-rows.ts';
import type { LapsePlan } from './lapse-plan.ts';

export interface Writing {
  readonly at: Temporal.Instant;
  readonly by: string;
}

/** Carries out what is planned; answers the plans that were. What has changed since it was read is left for the next time. */
export async function writeLapses(
  tx: MunicipalityTx,
  plans: readonly LapsePlan[],
  writing: Writing,
): Promise<LapsePlan[]> {
  await lockReceivables(tx, [
    ...new Set(plans.flatMap(({ row }) => (row.kind === 'benefit' ? [row.debtor] : row.debtors))),
  ]);
  const done: LapsePlan[] = [];
  for (const plan of plans)
    if (plan.row.kind === 'benefit' && (await judge(tx, plan.row, plan, writing))) done.push(plan);
  return [...done, ...(await endBarred(tx, plans, writing))];
}

/** Printed in the letter, if there is one: why the matter was taken up. */
const WHY_NOW = 'De år er gået, hvor din gæld kan falde væk.';

/** Looks again where the years have run out since the last look, and holds what waits for a person. False: not now. */
async function judge(
  tx: MunicipalityTx,
  row: BenefitRow,
  { change }: LapsePlan,
  { at, by }: Writing,
): Promise<boolean> {
  const { debtor } = row;
  const on = dayInCopenhagen(at);
  if (change === 'looked-at') {
    const looked = await reassess(tx, { debtor, on, because: WHY_NOW, by, at });
    if (!looked.ok) return false;
  }
  const now = await benefitRow(tx, debtor, on);
  if (now === null) return true;
  await placeHolds(
    tx,
    now.hold.map((claim) => ({
      claim,
      debtor,
      reason: 'lapse-review',
      from: on,
      reviewOn: addDays(on, REVIEW_DAYS),
      about: 'lapse',
      by,
      at,
    })),
  );
  await liftHolds(
    tx,
    now.release.map((claim) => ({ claim, debtor, reason: 'lapse-review', on, why: 'judged', by, at })),
  );
  return true;
}

/** A person has been asked already; the hold only asks again. Own choice. */
const REVIEW_DAYS = 30;

async function endBarred(
  tx: MunicipalityTx,
  plans: readonly LapsePlan[],
  { at, by }: Writing,
): Promise<LapsePlan[]> {
  const barred = plans.flatMap((plan) => (plan.row.kind === 'limitation' ? [{ plan, row: plan.row }] : []));
  if (barred.length === 0) return [];
  const isUnchanged = await unchanged(
    tx,
    barred.map(({ row }) => row),
  );
  const ending = barred.filter(({ row }) => isUnchanged(row));
  await endLiabilities(
    tx,
    ending.flatMap(({ row: { claim, debtors, until: on } }) =>
      debtors.map((debtor) => {
        return { claim: claim.claim, debtor, kind: 'time-barred' as const, on, reason: 'limitation', by, at };
      }),
    ),
  );
  return ending.map(({ plan }) => plan);
}

/** What is owed, and by whom, may have changed between reading and locking. */
async function unchanged(
  tx: MunicipalityReadTx,
  rows: readonly BarredRow[],
): Promise<(row: BarredRow) => boolean> {
  const claims = rows.map(({ claim }) => claim.claim);
  const accounts = await accountsOfClaims(tx, claims);
  const liable = new Set(
    (await liabilitiesFor(tx, claims)).flatMap(({ claim, debtor, ended }) =>
      ended === null ? [`${claim}/${debtor}`] : [],
    ),
  );
  return ({ claim: { claim }, debtors, owed }) =>
    balanceOf(accounts.get(claim)) === owed && debtors.every((debtor) => liable.has(`${claim}/${debtor}`));
}
