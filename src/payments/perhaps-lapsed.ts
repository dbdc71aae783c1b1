import { latestFindings } from '../agreements/determinations.ts';
import { plansOnClaims } from '../agreements/not-lapsed.ts';
import { liableClaims } from '../claims/liable-claims.ts';
import type { PayableClaim } from '../claims/payable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { covers, type DateRange, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * A debtor's main claims for repayment of benefits whose years had run out on a day, and of which nobody has said since whether they have lapsed (bek.
 * 585/2023 § 9): they came late, or the night has not looked yet. Until and with the last day it is certain that a claim is owed,
 * and so it is after it where a plan was in force on that day (stk. 2); where a finding was made since, that one counts, and holds what
 * waits for a person. Nothing is read where no year has run out.
 */
export async function perhapsLapsed(
  tx: MunicipalityReadTx,
  claims: readonly PayableClaim[],
  { debtor, day }: { readonly debtor: DebtorNumber; readonly day: PlainDate },
): Promise<ReadonlySet<ClaimNumber>> {
  const past = claims.flatMap(({ claim, level, repayment, leftToPerson, lapse }) =>
    repayment && level === 'main' && lapse !== null && lapse < day ? [{ claim, lapse, leftToPerson }] : [],
  );
  if (past.length === 0) return new Set();
  const judgedOn = (await latestFindings(tx, [debtor])).get(debtor)?.on;
  const unjudged = past.filter(
    ({ lapse, leftToPerson }) => leftToPerson || judgedOn === undefined || judgedOn <= lapse,
  );
  if (unjudged.length === 0) return new Set();
  const plans = await plansOf(tx, debtor, unjudged);
  return new Set(
    unjudged
      .filter(({ claim, lapse }) => !(plans.get(claim) ?? []).some((plan) => covers(plan, lapse)))
      .map(({ claim }) => claim),
  );
}

/** Plans of ours, and those that were handed over with the claims. */
async function plansOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  asked: readonly { readonly claim: ClaimNumber }[],
): Promise<ReadonlyMap<ClaimNumber, readonly DateRange[]>> {
  const ours = await plansOnClaims(
    tx,
    asked.map(({ claim }) => claim),
  );
  const handedOver = (await liableClaims(tx, [debtor])).flatMap(({ claimNumber: claim, planHistory }) =>
    planHistory.flatMap(({ planFrom: from, planTo: to }) => (from === null ? [] : [{ claim, from, to }])),
  );
  const theirs = ours.filter((plan) => plan.debtor === debtor);
  return Map.groupBy([...theirs, ...handedOver], ({ claim }) => claim);
}
