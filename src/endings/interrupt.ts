import { interruptedInOrder, interruptLimitations, standingLimitations } from '../charges/last-days.ts';
import { arisingOf } from '../claims/arising.ts';
import { beginsWithRuling } from '../claims/bill-contradictions.ts';
import { billsOf } from '../claims/bills.ts';
import type { Limitation } from '../claims/limitation.ts';
import { liabilityDays } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import { heldForRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { othersMustSign } from '../debtors/signatures.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { claimType } from '../law/claim-types.ts';
import { isTimeBarred, type Interruption } from '../law/limitation.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** What a person can note that begins limitation anew; what the program does itself (filing, set-off, transfer) it notes itself. */
export const interruptionsByHand = ['acknowledged', 'judgment', 'settlement', 'court', 'distraint'] as const;
export type InterruptionByHand = (typeof interruptionsByHand)[number];

export interface InterruptByHand {
  readonly debtor: DebtorNumber;
  /** Main claims, interest and fees, each named: what a judgment or a signature is about is read from it, not guessed. */
  readonly claims: readonly ClaimNumber[];
  /** And the interest and fees of these main claims that were there on the day. */
  readonly withCharges: boolean;
  readonly kind: InterruptionByHand;
  readonly on: PlainDate;
  /** An acknowledgement in writing of both existence and amount has ten years (forældelsesloven § 5, stk. 1). */
  readonly existenceAndAmount: boolean;
  /** Both holders of custody, or the guardian, have signed. */
  readonly signedByAll: boolean;
  /** Where the paper is: a journal number; no personal data. */
  readonly evidence: string;
  readonly today: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type InterruptRefusal =
  | { readonly tag: 'in-future' }
  | { readonly tag: 'evidence-missing' }
  | { readonly tag: 'others-must-sign' }
  | { readonly tag: 'at-recovery'; readonly claim: ClaimNumber }
  /** It has ended for the debtor, by time or otherwise: it would have to be raised anew. */
  | { readonly tag: 'ended'; readonly claim: ClaimNumber; readonly on: PlainDate }
  /** The debtor does not owe it, or it lapses instead: nothing interrupts that (bek. 585/2023 § 9). */
  | { readonly tag: 'no-limitation'; readonly claim: ClaimNumber }
  /** The claim had not arisen: there was nothing to judge or acknowledge. */
  | { readonly tag: 'before-it-arose'; readonly claim: ClaimNumber; readonly origin: PlainDate }
  | { readonly tag: 'before-it-ran'; readonly claim: ClaimNumber; readonly from: PlainDate }
  | { readonly tag: 'time-barred-by-then'; readonly claim: ClaimNumber; readonly until: PlainDate };

/** The last day of a claim, interest or fee, before and after. */
export interface Interrupted {
  readonly claim: ClaimNumber;
  readonly before: PlainDate;
  readonly until: PlainDate;
}

/**
 * Notes a judgment, a settlement, a lawsuit, distraint or a written acknowledgement towards one debtor: the years begin anew on its day
 * (forældelsesloven §§ 5, 15-19), all the claims or none, and once more on the day of what is noted already and came later. What has a later last
 * day already keeps it. Refused for what is at Gældsstyrelsen, which counts and must be told itself.
 */
export async function interruptByHand(
  tx: MunicipalityTx,
  noted: InterruptByHand,
): Promise<Result<readonly Interrupted[], InterruptRefusal>> {
  const { debtor, on, evidence, by, at } = noted;
  if (on > noted.today) return refuse({ tag: 'in-future' });
  if (evidence.trim() === '') return refuse({ tag: 'evidence-missing' });
  await lockReceivables(tx, [debtor]);
  const isTheirOwnAct = noted.kind === 'acknowledged' || noted.kind === 'settlement';
  if (isTheirOwnAct && !noted.signedByAll && (await othersMustSign(tx, debtor, on)))
    return refuse({ tag: 'others-must-sign' });
  const before = await runningFor(tx, noted);
  const meant = [...new Set([...noted.claims, ...before.keys()])];
  const [interruption, civil] = [asInterruption(noted), await civilAmong(tx, meant)];
  for (const claim of meant) {
    const standing = before.get(claim);
    const refusal = refusalOf(claim, { standing, interruption, isCivil: civil.has(claim) });
    if (refusal !== null && noted.claims.includes(claim)) return refuse(refusal);
    if (refusal !== null) before.delete(claim);
  }
  const claims = [...before.keys()];
  const early = await firstNotArisen(tx, claims, noted);
  if (early !== null) return refuse(early);
  const over = (await liabilityDays(tx, claims)).find(
    (each) => each.debtor === debtor && each.endedOn !== null,
  );
  if (over?.endedOn != null) return refuse({ tag: 'ended', claim: over.claim, on: over.endedOn });
  const there = await firstAtRecovery(tx, claims);
  if (there !== null) return refuse({ tag: 'at-recovery', claim: there });
  await interruptLimitations(tx, { interruption, claims, debtor, civil, evidence, by, at });
  const after = await runningFor(tx, noted);
  return ok(
    [...before].map(([claim, { until }]) => ({
      claim,
      before: until,
      until: after.get(claim)?.until ?? until,
    })),
  );
}

interface Judging {
  readonly standing: Limitation | undefined;
  readonly interruption: Interruption;
  readonly isCivil: boolean;
}

function refusalOf(
  claim: ClaimNumber,
  { standing, interruption, isCivil }: Judging,
): InterruptRefusal | null {
  if (standing === undefined) return { tag: 'no-limitation', claim };
  const { until, countedFrom } = standing;
  if (isTimeBarred(standing, interruption.on)) return { tag: 'time-barred-by-then', claim, until };
  // Before its due date a claim can be acknowledged or sued for. Behind a period that something else has begun it is gone only for a later last day.
  const begunAnew = standing.because !== 'ordinary' && standing.because !== 'special-basis';
  const isBehind = begunAnew && interruption.on < countedFrom;
  const keeps = isBehind && interruptedInOrder(standing, interruption, isCivil) === standing;
  return keeps ? { tag: 'before-it-ran', claim, from: countedFrom } : null;
}

/** Of civil types, interest and fees with their main claims. */
async function civilAmong(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const arising = await arisingOf(tx, claims);
  const own = await ownTypesIn(tx);
  const mains = await mainClaims(tx, [...new Set([...arising.values()].map(({ main }) => main))]);
  return new Set(
    [...arising].flatMap(([claim, { main }]) => {
      const type = claimType(mains.get(main)?.type ?? '', own);
      return type.ok && type.value.class === 'civil' ? [claim] : [];
    }),
  );
}

/** A ruling may come before the claims that rest on it, by their type; nothing else does. */
async function firstNotArisen(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  { kind, on }: Pick<InterruptByHand, 'kind' | 'on'>,
): Promise<InterruptRefusal | null> {
  const arising = await arisingOf(tx, claims);
  const own = await ownTypesIn(tx);
  const mains = await mainClaims(tx, [...new Set([...arising.values()].map(({ main }) => main))]);
  for (const [claim, { main, origin }] of arising) {
    const type = claimType(mains.get(main)?.type ?? '', own);
    const mayComeBefore = kind === 'judgment' && type.ok && beginsWithRuling(type.value);
    if (origin !== null && on < origin && !mayComeBefore) return { tag: 'before-it-arose', claim, origin };
  }
  return null;
}

// A claim is held for Gældsstyrelsen by its main claim, with its interest and fees.
async function firstAtRecovery(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
): Promise<ClaimNumber | null> {
  const arising = await arisingOf(tx, claims);
  const mainOf = (claim: ClaimNumber) => arising.get(claim)?.main ?? claim;
  const held = await heldForRecovery(tx, [...claims, ...claims.map(mainOf)]);
  return claims.find((claim) => held.has(claim) || held.has(mainOf(claim))) ?? null;
}

/** The debtor's own limitation of the claims that are meant. */
async function runningFor(
  tx: MunicipalityTx,
  { claims, withCharges, debtor, on }: InterruptByHand,
): Promise<Map<ClaimNumber, Limitation>> {
  const bills = withCharges ? await billsOf(tx, claims) : [];
  const lateFrom = new Map(bills.map(({ claim, srb }) => [claim, srb]));
  const standing = await standingLimitations(tx, [...new Set([...claims, ...lateFrom.keys()])]);
  return new Map(
    [...standing].flatMap(([claim, all]) => {
      const own = all.find((each) => each.debtor === debtor);
      if (own === undefined) return [];
      const isMeant = claims.includes(claim) || (lateFrom.get(claim) ?? own.countedFrom) <= on;
      return isMeant ? [[claim, own] as const] : [];
    }),
  );
}

function asInterruption({ kind, on, existenceAndAmount }: InterruptByHand): Interruption {
  return kind === 'acknowledged' ? { kind, on, existenceAndAmount, byAllWhoMust: true } : { kind, on };
}
