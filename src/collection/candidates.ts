import { agreementsInForce } from '../agreements/agreements.ts';
import { notLapsedJudgements, plansOnClaims } from '../agreements/not-lapsed.ts';
import type { Agreement } from '../agreements/types.ts';
import { itemsAbout, matterOf } from '../agreements/work-items.ts';
import { lastInterestDay, standingCharges } from '../charges/charges-of.ts';
import { standingLimitations } from '../charges/last-days.ts';
import { claimsToSend, type ClaimToSend } from '../claims/claims-to-send.ts';
import { claimAmountsOf } from '../claims/corrections.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { liabilitiesFor, liabilityForms } from '../claims/liabilities.ts';
import type { Limitation } from '../claims/limitation.ts';
import { registeredForSetOff } from '../claims/set-off-registrations.ts';
import { sourcePlans } from '../claims/plan-histories.ts';
import { exceptionsOf, exceptionsThatCount, holdsThatStop } from '../claims/notice-exceptions.ts';
import type { TransferClearance } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { estatesAmong } from '../debtors/dead.ts';
import { namesAround } from '../debtors/names-around.ts';
import { namesOthers } from '../debtors/names-in-text.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { claimType, type ClaimType } from '../law/claim-types.ts';
import type { HoldReason } from '../law/holds.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { givenUp } from '../ledger/claim-losses.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { groundsFor, type Ground } from './grounds.ts';
import type { NotLapsedRecords } from './prepared-reasons.ts';
import { reasonsOf, type Reason } from './reasons.ts';
import { actionsOf, recoveryClaims } from './store.ts';
import { isCreation, type RecoveryAction, type RecoveryClaim } from './types.ts';

/** A claim as it would be sent, with all that the checklist asks about it. */
export interface Sendable {
  readonly claim: ClaimToSend;
  /** Null: a code that is not, or no longer, in use. */
  readonly type: ClaimType | null;
  /** As it first was, and what is left of it. */
  readonly principal: Ore;
  readonly balance: Ore;
  readonly liable: readonly { readonly debtor: DebtorNumber; readonly limitationOn: PlainDate | null }[];
  readonly judgmentOn: PlainDate | null;
  readonly settlementOn: PlainDate | null;
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

/** Interest or a fee of a candidate. */
export interface RelatedSendable extends Sendable {
  /** A person's reason for sending this one, given since its main claim was cleared. */
  readonly ground: Ground | null;
}

/** A main claim that is cleared, or there, with its interest and fees. */
export interface Candidate extends Sendable {
  readonly clearance: TransferClearance;
  /** Everyone who is or was liable, the first of them for lists. */
  readonly debtors: readonly DebtorNumber[];
  readonly arrangement: 'plan' | 'deferral' | null;
  /** Somebody was not told because they could not be reached, and can be now. */
  readonly reachableAgain: boolean;
  /** Nothing is left of the claim itself, because the rest of it was written off or has ended. */
  readonly givenUp: boolean;
  /** A person's reason, given since it was cleared; it goes for its interest and fees too. */
  readonly ground: Ground | null;
  /** Of a repayment claim: what is on record about why it has not lapsed. */
  readonly notLapsed: NotLapsedRecords | null;
  /** Its own limitation for each who is or was liable; none where it lapses instead. */
  readonly limitations: readonly Limitation[];
  /** Interest and fees of which something is left. */
  readonly related: readonly RelatedSendable[];
  /** The last day on which interest was posted on it; null = none is. */
  readonly interestOn: PlainDate | null;
  /** Registered for set-off alone, or on its way to be. */
  readonly registered: boolean;
  /** What a person has been told of about the debtor's claims already. */
  readonly told: ReadonlySet<string>;
}

/** All that decides whether cleared claims may be sent, in their order. */
export async function candidates(
  tx: MunicipalityReadTx,
  clearances: readonly TransferClearance[],
): Promise<Candidate[]> {
  if (clearances.length === 0) return [];
  const mains = clearances.map(({ claim }) => claim);
  const charges = await standingCharges(tx, mains);
  const related = [...charges.values()].flat().map(({ claim }) => claim);
  const facts = await factsOf(tx, [...mains, ...related]);
  const debtors = [
    ...new Set(mains.flatMap((main) => (facts.liable.get(main) ?? []).map((each) => each.debtor))),
  ];
  const [grounds, lost, agreements, items, records, registered] = await Promise.all([
    groundsFor(tx, [...mains, ...related]),
    givenUp(tx, mains),
    agreementsInForce(tx, debtors),
    itemsAbout(tx, ['transfer-not-ready'], debtors),
    recordsOf(tx, mains, debtors),
    registeredForSetOff(tx, mains),
  ]);
  return clearances.map((clearance) => {
    const main = sendable(facts, clearance.claim);
    const groundFor = (claim: ClaimNumber) => givenSince(grounds.get(claim), clearance);
    const theirs = (charges.get(clearance.claim) ?? []).map((charge) => ({
      ...sendable(facts, charge.claim),
      principal: charge.stands,
      ground: groundFor(charge.claim),
    }));
    const everyone = facts.liable.get(clearance.claim)?.map(({ debtor }) => debtor) ?? [];
    const held = facts.holds.get(clearance.claim) ?? [];
    const untold = exceptionsOf(clearance);
    return {
      ...main,
      holds: heldFor(holdsThatStop(clearance, held)),
      reachableAgain: exceptionsThatCount(untold, held).size < untold.length,
      clearance,
      debtors: everyone,
      interestOn: lastInterestDay(charges.get(clearance.claim) ?? []),
      registered: registered.has(clearance.claim),
      told: new Set(everyone.flatMap((debtor) => (items.get(debtor) ?? []).map(matterOf))),
      arrangement: arrangementOf(main, agreements),
      givenUp: lost.has(clearance.claim),
      ground: groundFor(clearance.claim),
      notLapsed: notLapsedOf(main, records),
      limitations: facts.limitations.get(clearance.claim) ?? [],
      related: theirs.filter(({ balance, recovery }) => balance > zeroOre && !isOnItsWay(recovery)),
    };
  });
}

function givenSince(ground: Ground | undefined, { from }: TransferClearance): Ground | null {
  return ground !== undefined && ground.on >= from ? ground : null;
}

/** Sent and not answered, or there. */
export function isOnItsWay(recovery: RecoveryClaim | null): boolean {
  return recovery !== null && ['in-transfer', 'in-hearing', 'received'].includes(recovery.state);
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(tx: MunicipalityReadTx, claims: readonly ClaimNumber[]) {
  const liable = await liabilitiesFor(tx, claims);
  const debtors = [...new Set(liable.map(({ debtor }) => debtor))];
  const [
    known,
    amounts,
    accounts,
    limitations,
    holds,
    recovery,
    actions,
    reasons,
    forms,
    names,
    estates,
    own,
  ] = await Promise.all([
    claimsToSend(tx, claims),
    claimAmountsOf(tx, claims),
    accountsOfClaims(tx, claims),
    standingLimitations(tx, claims),
    holdsOn(tx, claims),
    recoveryClaims(tx, claims),
    actionsOf(tx, claims),
    reasonsOf(tx, claims),
    liabilityForms(tx, claims),
    namesAround(tx, debtors),
    estatesAmong(tx, debtors),
    ownTypesIn(tx),
  ]);
  return {
    claims: known,
    amounts,
    accounts,
    liable: Map.groupBy(liable, ({ claim }) => claim),
    limitations,
    holds,
    recovery,
    actions,
    reasons,
    forms,
    names,
    estates,
    own,
  };
}

async function recordsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  debtors: readonly DebtorNumber[],
) {
  const [plans, ofSource, judgements] = await Promise.all([
    plansOnClaims(tx, claims),
    sourcePlans(tx, claims),
    notLapsedJudgements(tx, debtors),
  ]);
  return { plans, sourcePlans: ofSource, judgements };
}

function notLapsedOf(
  { claim: { claim: number, repayment, lapse }, liable }: Sendable,
  { plans, sourcePlans: before, judgements }: Awaited<ReturnType<typeof recordsOf>>,
): NotLapsedRecords | null {
  if (!repayment || lapse === null) return null;
  const owing = liable.map(({ debtor }) => debtor);
  return {
    lapse,
    liable: owing,
    plans: plans.filter(({ claim }) => claim === number),
    sourcePlans: before.filter(({ claim }) => claim === number),
    judgements: judgements.filter(({ debtor }) => owing.includes(debtor)),
  };
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

function sendable(facts: Facts, number: ClaimNumber): Sendable {
  const claim = facts.claims.get(number);
  assert(claim !== undefined, `claim ${number} is cleared and unknown`);
  const type = claimType(claim.type, facts.own);
  const limitations = facts.limitations.get(number) ?? [];
  const still = (facts.liable.get(number) ?? []).filter(({ ended }) => ended === null);
  const ruled = limitations.find(
    ({ judgmentOn, settlementOn }) => judgmentOn !== null || settlementOn !== null,
  );
  return {
    claim,
    type: type.ok ? type.value : null,
    principal: facts.amounts.get(number)?.principal ?? zeroOre,
    balance: balanceOf(facts.accounts.get(number)),
    liable: still.map(({ debtor }) => ({
      debtor,
      limitationOn: endFor(claim, { debtor, limitations }),
    })),
    judgmentOn: ruled?.judgmentOn ?? null,
    settlementOn: ruled?.settlementOn ?? null,
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

function heldFor(holds: readonly Hold[]): HoldReason[] {
  return [...new Set(holds.map(({ reason }) => reason))];
}

/** By what was told and what stands in the ledger: a claim is sent once, and again only after it has come back. */
function wasSent({ recovery, accounts }: Facts, claim: ClaimNumber): boolean {
  const known = recovery.get(claim) ?? null;
  const standsThere = accounts.get(claim)?.atRecovery ?? zeroOre;
  return isOnItsWay(known) || known?.state === 'written-off' || standsThere > zeroOre;
}

interface EndAsked {
  readonly debtor: DebtorNumber;
  readonly limitations: readonly Limitation[];
}

/**
 * The day that stands in the field for limitation: of a repayment claim the day it lapses (Gældsstyrelsen, KTBRFLX 3), of
 * interest and fees their own three years, or as those were interrupted (forældelsesloven § 5, stk. 2; R_2_3a). That they end with their main claim (§ 23,
 * stk. 2) follows there by itself.
 */
function endFor(claim: ClaimToSend, { debtor, limitations }: EndAsked): PlainDate | null {
  if (claim.repayment) return claim.lapse;
  return limitations.find((each) => each.debtor === debtor)?.until ?? null;
}

/** What is in force for somebody who owes it: a plan or a deferral that is kept (bek. 585/2023), or the hold of one. */
function arrangementOf(
  { claim, liable, holds }: Sendable,
  agreements: ReadonlyMap<DebtorNumber, Agreement>,
): Candidate['arrangement'] {
  for (const { debtor } of liable) {
    const agreement = agreements.get(debtor);
    if (agreement?.covers.some((cover) => cover.claim === claim.claim) !== true) continue;
    return agreement.terms.outcome;
  }
  return (['plan', 'deferral'] as const).find((reason) => holds.includes(reason)) ?? null;
}
