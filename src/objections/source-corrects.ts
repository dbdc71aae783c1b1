import { openWorkItems } from '../agreements/work-items.ts';
import { placeHolds } from '../claims/holds.ts';
import { liabilitiesFor, repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Objection } from './types.ts';

/** Those of an objection's claims that another system has decided: repayment of benefits, which nobody here may change. */
export async function decidedElsewhere(
  tx: MunicipalityReadTx,
  { debtor, claims }: Pick<Objection, 'debtor' | 'claims'>,
): Promise<ReadonlySet<ClaimNumber>> {
  const theirs = new Set((await repaymentLiabilitiesOf(tx, [debtor])).map(({ claim }) => claim));
  return new Set(claims.filter((claim) => theirs.has(claim)));
}

export interface ToCorrect {
  readonly claims: readonly ClaimNumber[];
  /** What they ought to amount to, where that is known. */
  readonly amounts: ReadonlyMap<ClaimNumber, Ore>;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Lets claims rest that their source is to correct, because the debtor was right, and tells a person to tell the source
 * (open question Q62). They rest until the correction has come (payments/source-to-correct.ts), or a person ends it. Answers those of which somebody is
 * still liable; of the others nothing is left to correct here.
 */
export async function askSourceToCorrect(
  tx: MunicipalityTx,
  { objection, debtor }: Objection,
  { claims, amounts, by, at }: ToCorrect,
): Promise<ReadonlySet<ClaimNumber>> {
  const owed = new Set(
    (await liabilitiesFor(tx, claims)).flatMap(({ claim, ended }) => (ended === null ? [claim] : [])),
  );
  const still = claims.filter((claim) => owed.has(claim));
  const on = dayInCopenhagen(at);
  const hold = {
    reason: 'source-to-correct',
    debtor: null,
    from: on,
    reviewOn: addDays(on, REVIEW_AFTER),
  } as const;
  await placeHolds(
    tx,
    still.map((claim) => ({ ...hold, claim, about: String(objection), by, at })),
  );
  const items = still.map((claim) => {
    const amount = amounts.get(claim);
    const to = amount === undefined ? '' : ` ${plainKroner(amount)}`;
    const about = `claim ${claim} objection ${objection}${to}`;
    return { kind: 'objection-upheld' as const, debtor, month: monthOf(on), about };
  });
  await openWorkItems(tx, items, at);
  return new Set(still);
}
