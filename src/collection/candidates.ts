import { agreementsInForce } from '../agreements/agreements.ts';
import { notLapsedJudgements, plansOnClaims } from '../agreements/not-lapsed.ts';
import type { Agreement } from '../agreements/types.ts';
import { itemsAbout, matterOf } from '../agreements/work-items.ts';
import { lastInterestDay, standingCharges } from '../charges/charges-of.ts';
import type { Limitation } from '../claims/limitation.ts';
import { lastCorrectedOn } from '../claims/corrections.ts';
import { liftedHolds } from '../claims/holds.ts';
import { exceptionsOf, exceptionsThatCount, holdsThatStop } from '../claims/notice-exceptions.ts';
import { sourcePlans } from '../claims/plan-histories.ts';
import { registeredForSetOff } from '../claims/set-off-registrations.ts';
import type { TransferClearance } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { answeredReasons } from '../law/holds.ts';
import { givenUp } from '../ledger/claim-losses.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { groundsFor, type Ground } from './grounds.ts';
import type { NotLapsedRecords } from './prepared-reasons.ts';
import { factsOf, heldFor, isOnItsWay, sendable, type Sendable } from './sendables.ts';

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
  /** The last day on which a payment was taken off it, or its source decided another amount; null = neither was. */
  readonly changedOn: PlainDate | null;
  /** The last day on which something that was said against it, or a complaint about what was decided of it, was answered; null = nothing was. */
  readonly answeredOn: PlainDate | null;
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
  const [grounds, lost, agreements, items, records, registered, corrected, takenOff, lifted] =
    await Promise.all([
      groundsFor(tx, [...mains, ...related]),
      givenUp(tx, mains),
      agreementsInForce(tx, debtors),
      itemsAbout(tx, ['transfer-not-ready'], debtors),
      recordsOf(tx, mains, debtors),
      registeredForSetOff(tx, mains),
      lastCorrectedOn(tx, mains),
      paymentsTakenOff(tx, mains),
      liftedHolds(tx, mains, answeredReasons),
    ]);
  const changes = new Map(takenOff.map(({ claim, on }) => [claim, on]));
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
      changedOn: latestOf(changes.get(clearance.claim), corrected.get(clearance.claim)),
      answeredOn: latestOf(
        ...lifted.filter(({ claim }) => claim === clearance.claim).map(({ daysFrom }) => daysFrom),
      ),
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
