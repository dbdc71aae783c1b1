import { closeItemsOfDebtor } from '../agreements/work-items.ts';
import { endArrangementsOfDead } from '../arrangements/freed.ts';
import { stillLiableFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { isToldDead } from '../debtors/dead.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { makeLossesFinal } from '../ledger/losses-still-owed.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { liftPayOutStop } from '../payments/pay-out-stops.ts';
import { withdrawPaidOtherwise } from '../payments/propose-refund.ts';
import { takesOver } from './after-errand.ts';
import { whichBelong } from './belongs.ts';
import { callBack } from './call-back.ts';
import { carryOut, settles } from './carry-out-errand.ts';
import { errandClaims, insertSuccessors } from './errand-claim-rows.ts';
import { closeErrandRow } from './errand-rows.ts';
import type { Errand, ErrandKind, ErrandOutcome } from './errand-types.ts';
import { heldOpen, type ActingOnErrand, type ErrandRefusal } from './errands.ts';
import { leftOf } from './left-of-claims.ts';
import { liftSettled } from './lift-settled.ts';
import { whyNotSuccessors, type SuccessorRefusal } from './successors.ts';
import { takeIn } from './take-in.ts';

export interface CloseErrand extends ActingOnErrand {
  readonly number: bigint;
  readonly outcome: ErrandOutcome;
  /** Of relief: what is still owed of each claim, in hundredths of a percent; 0 = nothing. */
  readonly kept: number | null;
  /** Who is liable instead: the spouse in an undivided estate, the heirs after a private division. */
  readonly successors: readonly DebtorNumber[];
}

export type CloseRefusal =
  | ErrandRefusal
  | SuccessorRefusal
  | { readonly tag: 'outcome-of-another-kind'; readonly outcomes: readonly ErrandOutcome[] }
  /** CPR tells that the debtor is dead: it is no mistake. */
  | { readonly tag: 'dead-by-cpr' }
  | { readonly tag: 'kept-missing' | 'kept-not-asked' }
  /** Relief for a part frees one of those who owe it jointly of that part alone: a person must divide the claim first. */
  | { readonly tag: 'joint-claim'; readonly claim: ClaimNumber };

const outcomesOf: Readonly<Record<ErrandKind, readonly ErrandOutcome[]>> = {
  // Never without an outcome: nobody begins to collect from the dead.
  death: ['paid', 'part-paid', 'estate-insolvent', 'undivided-estate', 'private-division', 'mistake'],
  bankruptcy: ['paid', 'dividend', 'closed-without', 'mistake'],
  'debt-relief': ['relieved', 'closed-without', 'mistake'],
};

/**
 * Closes an errand with its outcome: who is freed of what, who is liable instead, and the holds are lifted; only what is not settled
 * stays held, and all that a dead person is left to owe. What is discharged is owed no more from that day; its loss is proposed by
 * the job of losses. What comes here later, and belongs to the errand, follows the same outcome (after-errand.ts).
 */
export async function closeErrand(
  tx: MunicipalityTx,
  request: CloseErrand,
): Promise<Result<Errand, CloseRefusal>> {
  const { number, outcome, kept, successors: named, ...acting } = request;
  const successors = [...new Set(named)];
  const held = await heldOpen(tx, number, successors);
  if (!held.ok) return held;
  const errand = held.value;
  const refusal = refusalOf(request, errand);
  if (refusal !== null) return refuse(refusal);
  if (errand.kind === 'death' && outcome === 'mistake' && (await isToldDead(tx, errand.debtor)))
    return refuse({ tag: 'dead-by-cpr' });
  // What has come today is dealt with as the rest.
  await takeIn(tx, errand, acting);
  const claims = (await errandClaims(tx, number)).map(({ claim }) => claim);
  const belongs = await whichBelong(tx, errand, claims);
  const left = (await leftOf(tx, errand.debtor, claims)).filter(({ claim }) => belongs(claim) === 'yes');
  const joint = outcome === 'relieved' && kept !== 0 ? left.find(({ others }) => others) : undefined;
  if (joint !== undefined) return refuse({ tag: 'joint-claim', claim: joint.claim });
  if (takesOver(outcome)) {
    const taken = { dead: errand.debtor, successors, claims: left.map(({ claim }) => claim) };
    const why = await whyNotSuccessors(tx, taken);
    if (why !== null) return refuse(why);
  }
  if (errand.kind === 'death' && outcome !== 'mistake')
    await endArrangementsOfDead(tx, { debtors: [errand.debtor], ...acting });
  await carryOut(tx, errand, { left, outcome, kept, successors, ...acting });
  if (await settles(tx, errand, outcome)) await endLosses(tx, errand, acting.at);
  if (takesOver(outcome)) {
    await insertSuccessors(tx, number, successors);
    await callBack(tx, errand, acting);
  }
  const closed: Errand = { ...errand, outcome, kept, closedOn: acting.on };
  const stays = await staysHeld(tx, closed, { claims, outcome });
  await liftSettled(tx, errand, { claims: claims.filter((claim) => !stays(claim)), why: outcome, ...acting });
  await closeErrandRow(tx, closed, acting.by);
  // What is held for the dead is their estate's or heirs' for good.
  if (errand.kind !== 'death' || outcome === 'mistake')
    await liftPayOutStop(tx, { debtor: errand.debtor, errand: number }, acting.on);
  if (outcome === 'mistake')
    await withdrawPaidOtherwise(tx, errand.debtor, { on: acting.on, why: 'Sagen var en fejl.' });
  await closeItems(tx, closed, acting);
  return ok(closed);
}

/** What a person was asked to do about the errand itself is done; what is to be said of single claims stays. */
async function closeItems(
  tx: MunicipalityTx,
  { number, kind, debtor }: Errand,
  { by, at }: ActingOnErrand,
): Promise<void> {
  const seenTo = { by, because: 'Sagen er lukket.', at };
  const ofErrand = {
    kinds: ['errand-opened', 'errand-deadline', 'estate-unknown'],
    of: String(number),
  } as const;
  await closeItemsOfDebtor(tx, { ...ofErrand, debtor }, seenTo);
  if (kind === 'death') await closeItemsOfDebtor(tx, { kinds: ['dead'], debtor, of: null }, seenTo);
}

/** What was written off before is not paid by whom an errand has freed, of all or a part: whichever claim belongs to it (open question Q56). */
async function endLosses(tx: MunicipalityTx, { debtor }: Errand, at: Temporal.Instant): Promise<void> {
  const theirs = (await stillLiableFor(tx, [debtor])).get(debtor) ?? [];
  await makeLossesFinal(tx, theirs, at);
}

/** Which claims are held on: of the dead all that is owed, else what a person has still to say of. */
async function staysHeld(
  tx: MunicipalityReadTx,
  errand: Errand,
  { claims, outcome }: { readonly claims: readonly ClaimNumber[]; readonly outcome: ErrandOutcome },
): Promise<(claim: ClaimNumber) => boolean> {
  if (outcome === 'mistake') return () => false;
  const left = new Set((await leftOf(tx, errand.debtor, claims)).map(({ claim }) => claim));
  if (errand.kind === 'death') return (claim) => left.has(claim);
  if (!(await settles(tx, errand, outcome))) return () => false;
  const belongs = await whichBelong(tx, errand, claims);
  return (claim) => left.has(claim) && belongs(claim) === 'unclear';
}

function refusalOf({ outcome, kept, successors }: CloseErrand, { kind }: Errand): CloseRefusal | null {
  const allowed = outcomesOf[kind];
  if (!allowed.includes(outcome)) return { tag: 'outcome-of-another-kind', outcomes: allowed };
  if (outcome === 'relieved' && kept === null) return { tag: 'kept-missing' };
  if (outcome !== 'relieved' && kept !== null) return { tag: 'kept-not-asked' };
  return !takesOver(outcome) && successors.length > 0 ? { tag: 'successors-not-asked' } : null;
}
