import { claimAmounts, owedHere, recordCorrection, type ClaimAmounts } from '../claims/corrections.ts';
import { liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import { heldForRecovery, tellRecovery, wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { accountsOfClaims, balanceOf, type ClaimAccounts } from '../ledger/balances.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { endLiabilities } from '../ledger/liability-ends.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { reducible } from '../ledger/reducible.ts';
import { movementsOf, reductionOf, type Reduction } from '../ledger/reduction.ts';
import { claimAccount, recoveryAccount, sourceAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { adjustFor } from './changed-past.ts';
import { giveBack } from './give-back.ts';
import { holdFor } from './hold-for.ts';
import { settle } from './settled.ts';
import { noteCorrected } from './source-to-correct.ts';

export interface ClaimCorrection {
  readonly claim: ClaimNumber;
  /** The principal that the source has decided now; 0 = the claim is withdrawn. */
  readonly to: Ore;
  readonly reason: string;
  /** The day the source decided it. */
  readonly decidedOn: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What a correction did to a claim. */
export interface ClaimCorrected {
  readonly correction: bigint;
  readonly principalBefore: Ore;
  readonly principal: Ore;
  /** What was and is left to pay here. */
  readonly balanceBefore: Ore;
  readonly balance: Ore;
  /** What was and is owed at the recovery authority, which is told of it. */
  readonly atRecoveryBefore: Ore;
  readonly atRecovery: Ore;
  /** What had been paid beyond the new amount: held for those who paid it, with an item for a person to look at. */
  readonly givenBack: ReadonlyMap<DebtorNumber, Ore>;
  /** What had been paid beyond the new amount before the claim was handed over; it is not in our ledger. */
  readonly paidElsewhere: Ore;
  /** Those who now owe nothing, here or at the recovery authority; what was in force for them has ended. */
  readonly settled: readonly DebtorNumber[];
}

export type CorrectionRefusal =
  | { readonly tag: 'unknown-claim' }
  | { readonly tag: 'negative-amount' }
  | { readonly tag: 'reason-missing' }
  | { readonly tag: 'decided-in-future'; readonly today: PlainDate }
  | { readonly tag: 'decided-before-claim'; readonly claimDecided: PlainDate }
  | { readonly tag: 'same-amount' }
  /** Nobody is liable for it any longer: it has lapsed, or was taken back before. */
  | { readonly tag: 'ended'; readonly kind: LiabilityEndKind }
  /**
   * The recovery authority has covered part of what would fall away, which is not ours to give back: a claim that is there, or on its
   * way, is called back first; one that has come back can be `least` and no less.
   */
  | { readonly tag: 'covered-at-recovery'; readonly isThere: boolean; readonly least: Ore };

/**
 * Corrects a claim to the principal that its source has decided since. Less is taken from where it stands (ledger/reduction.ts), and
 * what money had covered beyond it is held for those whose it was. More: it is owed and not asked for. To 0: nobody is liable for it
 * any longer.
 */
export async function correctClaim(
  tx: MunicipalityTx,
  correction: ClaimCorrection,
): Promise<Result<ClaimCorrected, CorrectionRefusal>> {
  const { claim, to, at } = correction;
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  const amounts = await claimAmounts(tx, claim);
  if (amounts === null) return refuse({ tag: 'unknown-claim' });
  const refusal = refusalOf(correction, amounts, await liabilitiesFor(tx, [claim]));
  if (refusal !== null) return refuse(refusal);
  const { principal: principalBefore, paidBefore } = amounts;
  const accounts = (await accountsOfClaims(tx, [claim])).get(claim);
  assert(accounts !== undefined, `claim ${claim} was never raised`);
  const owed = owedHere({ principal: to, paidBefore });
  const held = (await heldForRecovery(tx, [claim])).has(claim);
  const reduction = await reductionTo(tx, claim, { accounts, owed });
  if (reduction !== null && reduction.stays > zeroOre)
    return refuse({
      tag: 'covered-at-recovery',
      isThere: held,
      least: sumOre([paidBefore, owed, reduction.stays]),
    });
  const number = await recordCorrection(tx, { ...correction, principalBefore, principal: to });
  const givenBack = await post(tx, correction, { number, accounts, owed, reduction });
  const debtors = liable.map(({ debtor }) => debtor);
  await adjustFor(tx, { cause: 'correction', number, mains: [claim], by: correction.by, at });
  if (held) await tellAuthority(tx, correction, number);
  if (to === zeroOre) await endFor(tx, correction);
  await noteCorrected(tx, correction);
  const settled = await settle(tx, debtors, at);
  const after = (await accountsOfClaims(tx, [claim])).get(claim);
  return ok({
    correction: number,
    principalBefore,
    principal: to,
    balanceBefore: balanceOf(accounts),
    balance: balanceOf(after),
    atRecoveryBefore: accounts.atRecovery,
    atRecovery: after?.atRecovery ?? zeroOre,
    givenBack,
    paidElsewhere: to < paidBefore ? subtractOre(paidBefore, to) : zeroOre,
    settled,
  });
}

function refusalOf(
  { to, reason, decidedOn, at }: ClaimCorrection,
  { principal, decisionDate }: ClaimAmounts,
  liabilities: readonly Liability[],
): CorrectionRefusal | null {
  const today = dayInCopenhagen(at);
  if (to < zeroOre) return { tag: 'negative-amount' };
  if (reason.trim() === '') return { tag: 'reason-missing' };
  if (decidedOn > today) return { tag: 'decided-in-future', today };
  if (decidedOn < decisionDate) return { tag: 'decided-before-claim', claimDecided: decisionDate };
  const [first] = liabilities;
  if (first !== undefined && first.ended !== null && liabilities.every(({ ended }) => ended !== null))
    return { tag: 'ended', kind: first.ended };
  return to === principal ? { tag: 'same-amount' } : null;
}

/** From where less is taken; null when it is not less. */
async function reductionTo(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
  { accounts, owed }: Pick<Posting, 'accounts' | 'owed'>,
): Promise<Reduction | null> {
  if (owed >= accounts.raised) return null;
  const standing = (await reducible(tx, [claim])).get(claim);
  assert(standing !== undefined, `claim ${claim} was never raised`);
  return reductionOf(standing, subtractOre(accounts.raised, owed));
}

/** A claim that is withdrawn is called back as wrong; another amount is told as a correction. */
async function tellAuthority(
  tx: MunicipalityTx,
  { claim, to, decidedOn: on, at }: ClaimCorrection,
  number: bigint,
): Promise<void> {
  if (to === zeroOre)
    return wantRecalls(tx, [{ claim, reason: 'FEJL', about: `correction ${number}`, on }], at);
  const change = {
    claim,
    reason: 'REGU',
    cause: 'claim-corrected',
    causeNumber: number,
    effectiveOn: on,
  } as const;
  await tellRecovery(tx, [change], at);
}

interface Posting {
  readonly number: bigint;
  readonly accounts: ClaimAccounts;
  /** What is owed here from now on, when nothing has been paid here. */
  readonly owed: Ore;
  readonly reduction: Reduction | null;
}

/** Posts the difference, and answers what is given back to whom. */
async function post(
  tx: MunicipalityTx,
  correction: ClaimCorrection,
  { number, ...difference }: Posting,
): Promise<Map<DebtorNumber, Ore>> {
  const { claim, decidedOn, at } = correction;
  const { movements, back } = await movementsFor(tx, claim, difference);
  const posting = {
    cause: 'claim-corrected' as const,
    causeNumber: number,
    valueDate: decidedOn,
    bookingDate: dayInCopenhagen(at),
    recordedAt: at,
  };
  await postTransfers(tx, transfersIn(posting, movements));
  // Of more that was owed all along, debt relief has taken its part.
  await followReliefs(tx, [claim], posting);
  const items = [...back].map(([debtor, amount]) => ({
    debtor,
    amount,
    why: 'claim-reduced' as const,
    about: `claim ${claim}`,
  }));
  await holdFor(tx, items, correction);
  return back;
}

async function movementsFor(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
  { accounts, owed, reduction }: Omit<Posting, 'number'>,
): Promise<{ readonly movements: Movement[]; readonly back: Map<DebtorNumber, Ore> }> {
  if (reduction === null) {
    const amount = subtractOre(owed, accounts.raised);
    const back = new Map<DebtorNumber, Ore>();
    // More of a claim that is at the recovery authority is owed there.
    const debit = accounts.atRecovery > zeroOre ? recoveryAccount(claim) : claimAccount(claim);
    return { movements: [{ debit, credit: sourceAccount(claim), amount }], back };
  }
  const beyond = new Map(reduction.money > zeroOre ? [[claim, reduction.money]] : []);
  const back = (await giveBack(tx, beyond)).get(claim) ?? new Map<DebtorNumber, Ore>();
  return { movements: movementsOf(claim, reduction, back), back };
}

async function endFor(
  tx: MunicipalityTx,
  { claim, decidedOn: on, reason, by, at }: ClaimCorrection,
): Promise<void> {
  const still = (await liabilitiesFor(tx, [claim])).filter(({ ended }) => ended === null);
  await endLiabilities(
    tx,
    still.map(({ debtor }) => ({ claim, debtor, kind: 'withdrawn' as const, on, reason, by, at })),
  );
}
