import { standingLimitations } from '../charges/last-days.ts';
import { claimsToSend, type ClaimToSend } from '../claims/claims-to-send.ts';
import { claimAmountsOf } from '../claims/corrections.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { liabilitiesFor, liabilityForms } from '../claims/liabilities.ts';
import type { Limitation } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { estatesAmong } from '../debtors/dead.ts';
import { namesAround } from '../debtors/names-around.ts';
import { namesOthers } from '../debtors/names-in-text.ts';
import { allOf } from '../kernel/all-of.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { claimType, type ClaimType } from '../law/claim-types.ts';
import type { HoldReason } from '../law/holds.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { reasonsOf, type Reason } from './reasons.ts';
import { actionsOf, recoveryClaims } from './store.ts';
import { rulingTold } from './rulings-told.ts';
import { isCreation, type LiableAsTold, type RecoveryAction, type RecoveryClaim } from './types.ts';

/** A claim as it would be sent, with all that the checklist asks about it. */
export interface Sendable {
  readonly claim: ClaimToSend;
  /** Null: a code that is not, or no longer, in use. */
  readonly type: ClaimType | null;
  /** As it first was, and what is left of it. */
  readonly principal: Ore;
  readonly balance: Ore;
  readonly liable: readonly LiableAsTold[];
  readonly holds: readonly HoldReason[];
  /** How it stands at the authority since it was last sent; null = it never was. */
  readonly recovery: RecoveryClaim | null;
  /** Its last creation. */
  readonly sent: RecoveryAction | null;
  /** Somebody who owes it is dead by CPR, or has an estate that acts for them. */
  readonly estate: boolean;
  /** `split`: several are liable, and not each for the whole. */
  readonly liability: 'sole' | 'joint' | 'split';
  /** It is at the authority, on its way there, or was given up there. */
  readonly sentBefore: boolean;
  /** Its description names somebody who is linked to who owes it (debtors/names-around.ts says whom we know). */
  readonly namesOthers: boolean;
  /** Why it is right, by the rules that ask about it; the newest for each, approved or not. */
  readonly reasons: readonly Reason[];
}

/** Sent and not answered, or there. */
export function isOnItsWay(recovery: RecoveryClaim | null): boolean {
  return recovery !== null && ['in-transfer', 'in-hearing', 'received'].includes(recovery.state);
}

/** These claims as they stand, by claim, for whoever asks about other than a cleared one. */
export async function sendables(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Sendable>> {
  const facts = await factsOf(tx, claims);
  const known = claims.filter((claim) => facts.claims.has(claim));
  return new Map(known.map((claim) => [claim, sendable(facts, claim)]));
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

/** All that decides how these claims would be sent. */
export async function factsOf(tx: MunicipalityReadTx, claims: readonly ClaimNumber[]) {
  const liable = await liabilitiesFor(tx, claims);
  const debtors = [...new Set(liable.map(({ debtor }) => debtor))];
  const asked = await allOf({
    claims: claimsToSend(tx, claims),
    amounts: claimAmountsOf(tx, claims),
    accounts: accountsOfClaims(tx, claims),
    limitations: standingLimitations(tx, claims),
    holds: holdsOn(tx, claims),
    recovery: recoveryClaims(tx, claims),
    actions: actionsOf(tx, claims),
    reasons: reasonsOf(tx, claims),
    forms: liabilityForms(tx, claims),
    names: namesAround(tx, debtors),
    estates: estatesAmong(tx, debtors),
    own: ownTypesIn(tx),
  });
  return { ...asked, liable: Map.groupBy(liable, ({ claim }) => claim) };
}

/** One of the claims as it stands. */
export function sendable(facts: Facts, number: ClaimNumber): Sendable {
  const claim = facts.claims.get(number);
  assert(claim !== undefined, `claim ${number} is cleared and unknown`);
  const type = claimType(claim.type, facts.own);
  const limitations = facts.limitations.get(number) ?? [];
  const still = (facts.liable.get(number) ?? []).filter(({ ended }) => ended === null);
  return {
    claim,
    type: type.ok ? type.value : null,
    principal: facts.amounts.get(number)?.principal ?? zeroOre,
    balance: balanceOf(facts.accounts.get(number)),
    liable: still.map(({ debtor }) => {
      const own = limitations.find((each) => each.debtor === debtor);
      return { debtor, limitationOn: endFor(claim, own), ...rulingTold(own) };
    }),
    holds: heldFor(facts.holds.get(number) ?? []),
    recovery: facts.recovery.get(number) ?? null,
    sent: (facts.actions.get(number) ?? []).findLast(({ code }) => isCreation(code)) ?? null,
    estate: still.some(({ debtor }) => facts.estates.has(debtor)),
    liability: facts.forms.get(number) ?? 'sole',
    sentBefore: wasSent(facts, number),
    namesOthers: namesOthers(
      claim.description ?? '',
      still.map(({ debtor }) => debtor),
      facts.names,
    ),
    reasons: facts.reasons.get(number) ?? [],
  };
}

/** The reasons of holds, each once. */
export function heldFor(holds: readonly Hold[]): HoldReason[] {
  return [...new Set(holds.map(({ reason }) => reason))];
}

/** By what was told and what stands in the ledger: a claim is sent once, and again only after it has come back. */
function wasSent({ recovery, accounts }: Facts, claim: ClaimNumber): boolean {
  const known = recovery.get(claim) ?? null;
  const standsThere = accounts.get(claim)?.atRecovery ?? zeroOre;
  return isOnItsWay(known) || known?.state === 'written-off' || standsThere > zeroOre;
}

/**
 * The day that stands in the field for limitation: of a repayment claim the day it lapses (Gældsstyrelsen, KTBRFLX 3), of
 * interest and fees their own three years, or as those were interrupted (forældelsesloven § 5, stk. 2; R_2_3a). That they end with their main claim (§ 23,
 * stk. 2) follows there by itself.
 */
function endFor(claim: ClaimToSend, own: Limitation | undefined): PlainDate | null {
  return claim.repayment ? claim.lapse : (own?.until ?? null);
}
