import { interruptLimitations } from '../charges/last-days.ts';
import { liftHolds, placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { bankSetOff, bookSetOff, debtorOfSetOff, setOffNumber, type SetOffPart } from '../ledger/set-offs.ts';
import { noticesById, withdrawNotices } from '../letters/notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { tellBank } from '../payments/bank-lines.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { queueDecision, queueHearing } from './own-notices.ts';
import { setOffClaims, spread } from './set-off-claims.ts';
import {
  heldSetOff,
  insertSetOff,
  noteDecided,
  noteSettled,
  noteWithdrawn,
  setOffOfPayout,
  setOffsOf,
  toldClaims,
} from './set-off-rows.ts';
import type { Payout, RefusedClaim, SetOff, SetOffState } from './set-off-types.ts';
import type { OwedClaim } from './types.ts';

/** Who does something about a set-off, and when. */
export interface ActingOnSetOff {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

export type SetOffRefusal =
  | { readonly tag: 'unknown-debtor' | 'unknown-set-off' }
  | { readonly tag: 'noted-already'; readonly number: bigint }
  /** A benefit that the debtor lives on: never, unless the municipality has chosen so. */
  | { readonly tag: 'social-benefit' }
  /** No claim of the debtor's may be set off against, and why each may not. */
  | { readonly tag: 'nothing-to-set-off'; readonly claims: readonly RefusedClaim[] }
  | { readonly tag: 'wrong-state'; readonly state: SetOffState }
  | { readonly tag: 'hearing-not-arrived' }
  /** The debtor may still answer. */
  | { readonly tag: 'hearing-runs'; readonly until: PlainDate }
  /** Nobody has said who decides complaints (configuration `setOff.complaint`). */
  | { readonly tag: 'no-complaint-guidance' }
  | { readonly tag: 'because-missing' };

export interface NoteSetOff extends ActingOnSetOff {
  readonly debtor: DebtorNumber;
  readonly payout: Payout;
  readonly configured: ConfigurationVersion;
}

/** Days after the hearing's deadline until a person is asked to look at what is held; own choice. */
const DECIDE_WITHIN_DAYS = 7;

/**
 * Notes a payout of the municipality's own to a debtor who owes money here: the debtor is heard (forvaltningsloven § 19), and the
 * claims rest meanwhile. Nothing is taken before a person has decided.
 */
export async function noteSetOff(
  tx: MunicipalityTx,
  { debtor, payout, configured, by, on, at }: NoteSetOff,
): Promise<Result<SetOff, SetOffRefusal>> {
  if (!(await lockReceivables(tx, [debtor])).has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const same = await setOffOfPayout(tx, payout);
  if (same !== null) return refuse({ tag: 'noted-already', number: same.number });
  if (payout.social && !configured.configuration.setOff.socialBenefits)
    return refuse({ tag: 'social-benefit' });
  const { open, refused } = await setOffClaims(tx, debtor, { on, own: null });
  const claims = open.map(({ coverable: { claim }, owed }) => ({ claim, owed }));
  if (claims.length === 0) return refuse({ tag: 'nothing-to-set-off', claims: refused });
  const amount = minOre(payout.amount, sumOre(claims.map(({ owed }) => owed)));
  const { notice, answerBy } = await queueHearing(tx, { debtor, payout, amount, claims, configured, on, at });
  const setOff: SetOff = {
    number: setOffNumber(debtor, (await setOffsOf(tx, debtor)).length + 1),
    debtor,
    payout,
    amount,
    state: 'heard',
    hearing: notice,
    notedOn: on,
    decidedOn: null,
    taken: null,
    settledOn: null,
    withdrawnOn: null,
  };
  await insertSetOff(tx, setOff, { by, at, claims });
  const reviewOn = addDays(answerBy, DECIDE_WITHIN_DAYS);
  const held = { debtor, reason: 'set-off-pending', about: String(setOff.number) } as const;
  await placeHolds(
    tx,
    claims.map(({ claim }) => ({ ...held, claim, from: on, reviewOn, by, at })),
  );
  return ok(setOff);
}

export interface DecideSetOff extends ActingOnSetOff {
  readonly number: bigint;
  /** What the debtor said, and what that came to, in words to them; null = nothing was said. */
  readonly because: string | null;
  readonly configured: ConfigurationVersion;
}

/**
 * Decides a set-off when the hearing's deadline has passed: what may still be taken is taken and booked the same day, the debtor is
 * told, and the limitation of what is left of the claims begins again (forældelsesloven § 18).
 */
export async function decideSetOff(
  tx: MunicipalityTx,
  { number, because, configured, by, on, at }: DecideSetOff,
): Promise<Result<SetOff, SetOffRefusal>> {
  const held = await heldIn(tx, number, 'heard');
  if (!held.ok) return held;
  const setOff = held.value;
  const { debtor, payout, amount } = setOff;
  const runs = await hearingStillRuns(tx, setOff.hearing, on);
  if (runs !== null) return refuse(runs);
  const { complaint } = configured.configuration.setOff;
  if (complaint === null) return refuse({ tag: 'no-complaint-guidance' });
  const { open, refused } = await setOffClaims(tx, debtor, { on, own: number });
  const told = new Set((await toldClaims(tx, number)).map(({ claim }) => claim));
  const heard = open.filter(({ coverable }) => told.has(coverable.claim));
  const parts = spread(amount, heard);
  if (parts.length === 0) return refuse({ tag: 'nothing-to-set-off', claims: refused });
  const taken = byClaim(parts);
  const rests = heard
    .map(({ coverable: { claim }, owed }) => ({
      claim,
      owed: subtractOre(owed, taken.get(claim) ?? zeroOre),
    }))
    .filter(({ owed }) => owed > zeroOre);
  await bookSetOff(tx, { number, debtor, parts, on, at });
  const decision = await queueDecision(tx, {
    debtor,
    payout,
    taken: [...taken].map(([claim, owed]) => ({ claim, owed })),
    left: sumOre(rests.filter(({ claim }) => taken.has(claim)).map(({ owed }) => owed)),
    leftBesides: sumOre(rests.filter(({ claim }) => !taken.has(claim)).map(({ owed }) => owed)),
    because,
    complaint,
    configured,
    on,
    at,
  });
  const total = sumOre(taken.values());
  await noteDecided(tx, number, { on, by, taken: total, decision });
  await interruptLimitations(tx, {
    interruption: { kind: 'set-off', on },
    claims: rests.map(({ claim }) => claim).filter((claim) => taken.has(claim)),
    debtor,
    evidence: `set-off ${number}`,
    by,
    at,
  });
  await lift(tx, setOff, { why: 'decided', by, on, at });
  return ok({ ...setOff, state: 'decided', decidedOn: on, taken: total });
}

/** Null: its deadline has passed. */
async function hearingStillRuns(
  tx: MunicipalityTx,
  hearing: NoticeId,
  on: PlainDate,
): Promise<SetOffRefusal | null> {
  const [notice] = await noticesById(tx, [hearing]);
  assert(notice !== undefined, 'a set-off has its hearing');
  const { arrivedOn, notArrivedOn, deadline } = notice;
  const cameBack = notArrivedOn !== null && (arrivedOn === null || arrivedOn < notArrivedOn);
  if (arrivedOn === null || deadline === null || cameBack) return { tag: 'hearing-not-arrived' };
  return deadline >= on ? { tag: 'hearing-runs', until: deadline } : null;
}

function byClaim(parts: readonly SetOffPart[]): Map<ClaimNumber, Ore> {
  const taken = new Map<ClaimNumber, Ore>();
  for (const { claim, amount } of parts) taken.set(claim, ore((taken.get(claim) ?? 0n) + amount));
  return taken;
}

export interface WithdrawSetOff extends ActingOnSetOff {
  readonly number: bigint;
  readonly because: string;
}

/** Gives a set-off up before it is decided: the payout is the debtor's, and the claims go on as before. */
export async function withdrawSetOff(
  tx: MunicipalityTx,
  { number, because, by, on, at }: WithdrawSetOff,
): Promise<Result<SetOff, SetOffRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const held = await heldIn(tx, number, 'heard');
  if (!held.ok) return held;
  await noteWithdrawn(tx, number, { on, by, why: because });
  await withdrawNotices(tx, [held.value.hearing], { on, why: 'withdrawn' });
  await lift(tx, held.value, { why: 'withdrawn', by, on, at });
  return ok({ ...held.value, state: 'withdrawn', withdrawnOn: on });
}

export interface SettleSetOff extends ActingOnSetOff {
  readonly number: bigint;
  /** The words by which the bank's statement names it; null = by the paying department's own voucher, and no money moves. */
  readonly bank: string | null;
}

/**
 * Notes that the paying department has settled. By the bank: booked, and told as a line of the bank. By its own voucher: that
 * one meets ours on the account that both have for it, and nothing is booked here.
 */
export async function settleSetOff(
  tx: MunicipalityTx,
  { number, bank, by, on, at }: SettleSetOff,
): Promise<Result<SetOff, SetOffRefusal>> {
  const held = await heldIn(tx, number, 'decided');
  if (!held.ok) return held;
  const { taken } = held.value;
  assert(taken !== null, 'what was decided was taken');
  if (bank !== null) {
    await bankSetOff(tx, { number, amount: taken, on, at });
    const line = {
      reference: bank,
      amount: taken,
      bankDay: on,
      kind: 'set-off',
      toldBy: 'operator',
    } as const;
    await tellBank(tx, [{ ...line, cause: 'set-off', causeNumber: number, bookedOn: on, by, at }]);
  }
  await noteSettled(tx, number, { on, by, how: bank === null ? 'internal' : 'bank' });
  return ok({ ...held.value, state: 'settled', settledOn: on });
}

/** A set-off in a state; its debtor is locked before it. */
async function heldIn(
  tx: MunicipalityTx,
  number: bigint,
  state: SetOffState,
): Promise<Result<SetOff, SetOffRefusal>> {
  await lockReceivables(tx, [debtorOfSetOff(number)]);
  const setOff = await heldSetOff(tx, number);
  if (setOff === null) return refuse({ tag: 'unknown-set-off' });
  return setOff.state === state ? ok(setOff) : refuse({ tag: 'wrong-state', state: setOff.state });
}

async function lift(
  tx: MunicipalityTx,
  { number, debtor }: SetOff,
  { why, by, on, at }: ActingOnSetOff & { readonly why: string },
): Promise<void> {
  const told: readonly OwedClaim[] = await toldClaims(tx, number);
  await liftHolds(
    tx,
    told.map(({ claim }) => ({ claim, reason: 'set-off-pending', debtor, on, why, by, at })),
  );
}
