import { tellOthersReminded } from './others-reminded.ts';
import { askSourceToCorrect, decidedElsewhere } from './source-corrects.ts';
import { closeMatter } from '../agreements/work-items.ts';
import { takeFeesOff } from '../charges/adjust-charges.ts';
import { tellCoveredThere } from '../charges/covered-there.ts';
import { billsOf } from '../claims/bills.ts';
import { liftHolds } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { tellRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { answerDaysFrom } from '../law/dunning-steps.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { correctClaim, type ClaimCorrection, type CorrectionRefusal } from '../payments/correct-claim.ts';
import { giveBack } from '../payments/give-back.ts';
import { coverFromHeldSince } from '../payments/held-covers-late.ts';
import { holdReduced } from '../payments/hold-for.ts';
import { answerDaysIn } from '../municipality/answer-days.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { claimsAtRest } from './held-claims.ts';
import { queueAnswer } from './letters.ts';
import { holdReasonOf } from './note-objection.ts';
import { claimsStillDisputed, heldObjection, writeAnswer } from './store.ts';
import { againstWhat, type Objection, type ObjectionNumber, type Outcome } from './types.ts';

export interface AnswerToGive {
  readonly objection: ObjectionNumber;
  readonly outcome: Outcome;
  /** What each claim amounts to, where the debtor was partly right about the amount. */
  readonly amounts: ReadonlyMap<ClaimNumber, Ore>;
  /** What the debtor is answered; of one that they have taken back themselves, what is on record of it. */
  readonly words: string;
  /** The debtor has taken it back on the citizens' pages: nobody has written to them, and the letter quotes nobody. */
  readonly byDebtor?: boolean;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type AnswerRefusal =
  | { readonly tag: 'unknown-objection' }
  | { readonly tag: 'answered-already' }
  | { readonly tag: 'nothing-said' }
  /** Partly: at least one new amount, of claims that the objection is about, and no fee; otherwise: none. */
  | { readonly tag: 'amounts-do-not-fit' }
  | { readonly tag: 'not-corrected'; readonly claim: ClaimNumber; readonly because: CorrectionRefusal };

/** A claim that stays as it is, or is lowered less than the answer says, and why. */
export interface AsItIs {
  readonly claim: ClaimNumber;
  readonly because: Extract<CorrectionRefusal, { readonly tag: 'ended' | 'covered-at-recovery' }>;
}

export interface ObjectionAnswered extends Objection {
  readonly asItIs: readonly AsItIs[];
}

/**
 * Answers an objection, and tells the debtor by letter: what was wrong is corrected (upheld: the claims are withdrawn, or the fees taken off; partly: the claims
 * amount to what is told; repayment of benefits rests until its source has corrected it), and the hold is lifted where nothing else disputes the claim. After the
 * answer the next step waits for some days (`lifeCycles.pauseDays`). One that the debtor has withdrawn is answered too: it ends the rest, and who says that they have not withdrawn it can do so. What has ended meanwhile is answered as it is, and so is what Gældsstyrelsen has covered of a
 * claim that has come back. Another refused correction refuses the whole answer: nothing is written then.
 */
export async function answerObjection(
  tx: MunicipalityTx,
  answer: AnswerToGive,
): Promise<Result<ObjectionAnswered, AnswerRefusal>> {
  const { outcome, words, byDebtor = false, configured, by, at } = answer;
  const { configuration } = configured;
  if (words.trim() === '') return refuse({ tag: 'nothing-said' });
  const objection = await heldObjection(tx, answer.objection);
  if (objection === null) return refuse({ tag: 'unknown-objection' });
  if (objection.answered !== null) return refuse({ tag: 'answered-already' });
  const amounts = amountsFor(objection, answer);
  if (amounts === null) return refuse({ tag: 'amounts-do-not-fit' });
  const liable = await liabilitiesFor(tx, objection.claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const asItIs: AsItIs[] = [];
  const elsewhere = await decidedElsewhere(tx, objection);
  for (const [claim, to] of amounts) {
    if (elsewhere.has(claim)) continue;
    const correction = { claim, to, reason: words, decidedOn: dayInCopenhagen(at), by, at };
    const corrected = await correctAsFarAsMay(tx, correction);
    if (!corrected.ok) return refuse({ tag: 'not-corrected', claim, because: corrected.refusal });
    if (corrected.value !== null) asItIs.push({ claim, because: corrected.value });
  }
  if (objection.against === 'fee' && outcome === 'upheld') await takeOffFees(tx, objection, answer);
  const lowered =
    objection.against === 'fee' && outcome === 'upheld' ? objection.claims : [...amounts.keys()];
  const here = lowered.filter((claim) => !elsewhere.has(claim));
  await tellOthersReminded(tx, objection.debtor, { claims: here, at });
  const answered = { on: dayInCopenhagen(at), outcome, words, by };
  await writeAnswer(tx, objection.objection, { ...answered, at });
  await liftAnswered(tx, objection, answer);
  // What came meanwhile is paid, and is asked for by no letter.
  const rested = { debtors: [...new Set(liable.map(({ debtor }) => debtor))], claims: objection.claims };
  const because = 'Pengene kom, mens regningen hvilede.';
  await coverFromHeldSince(tx, { ...rested, since: objection.notedOn, because }, { configuration, by, at });
  // Where it was written on the citizens' pages.
  const item = { kind: 'citizen-message', about: `objection ${objection.objection}` } as const;
  await closeMatter(tx, item, { by, because: `answered: ${outcome}`, at });
  const wrong = [...amounts.keys()].filter((claim) => elsewhere.has(claim));
  const right = outcome === 'partly' ? amounts : new Map<ClaimNumber, Ore>();
  const toCorrect = await askSourceToCorrect(tx, objection, { claims: wrong, amounts: right, by, at });
  const said = byDebtor ? null : words;
  await queueAnswer(tx, objection, {
    outcome,
    words: said,
    toCorrect,
    configured,
    on: dayInCopenhagen(at),
    at,
  });
  return ok({ ...objection, answered, asItIs });
}

/**
 * Corrects a claim, and answers why it is not, or not wholly, what the answer says; null where it is. Nobody owes what has ended, and
 * nothing is left to correct; what Gældsstyrelsen has covered is not ours to give back, and a person is told.
 */
async function correctAsFarAsMay(
  tx: MunicipalityTx,
  correction: ClaimCorrection,
): Promise<Result<AsItIs['because'] | null, CorrectionRefusal>> {
  const corrected = await correctClaim(tx, correction);
  if (corrected.ok) return ok(null);
  const { refusal } = corrected;
  if (refusal.tag === 'ended') return ok(refusal);
  if (refusal.tag !== 'covered-at-recovery' || refusal.isThere) return corrected;
  const lowered = await correctClaim(tx, { ...correction, to: refusal.least });
  if (!lowered.ok && lowered.refusal.tag !== 'same-amount') return lowered;
  await tellCoveredThere(tx, [correction.claim], correction.at);
  return ok(refusal);
}

function amountsFor(
  { against, claims }: Objection,
  { outcome, amounts }: AnswerToGive,
): ReadonlyMap<ClaimNumber, Ore> | null {
  if (outcome === 'partly') {
    const fits = amounts.size > 0 && [...amounts.keys()].every((claim) => claims.includes(claim));
    return against !== 'fee' && fits ? amounts : null;
  }
  if (amounts.size > 0) return null;
  return outcome === 'upheld' && against !== 'fee'
    ? new Map(claims.map((claim) => [claim, zeroOre]))
    : new Map();
}

/** All fees on the claims: the debtor was right that none should have been charged. */
async function takeOffFees(
  tx: MunicipalityTx,
  { objection, claims }: Objection,
  { by, at }: AnswerToGive,
): Promise<void> {
  const fees = (await billsOf(tx, claims)).filter(({ level }) => level === 'fee').map(({ claim }) => claim);
  const taken = { cause: 'objection', number: objection } as const;
  const done = await takeFeesOff(tx, { ...taken, fees, mains: claims, giveBack, at });
  await holdReduced(tx, done.adjusted, { by, at });
  if (done.atRecovery.length === 0) return;
  const effectiveOn = dayInCopenhagen(at);
  await tellRecovery(
    tx,
    done.atRecovery.map((claim) => ({
      claim,
      reason: 'REGU' as const,
      cause: 'objection',
      causeNumber: objection,
      effectiveOn,
    })),
    at,
  );
}

async function liftAnswered(
  tx: MunicipalityTx,
  objection: Objection,
  { outcome, configured, by, at }: AnswerToGive,
): Promise<void> {
  const reason = holdReasonOf(objection.against);
  const alike = againstWhat.filter((against) => holdReasonOf(against) === reason);
  const disputed = await claimsStillDisputed(tx, objection, alike);
  const rest = await claimsAtRest(
    tx,
    objection,
    objection.claims.filter((claim) => !disputed.has(claim)),
  );
  const on = dayInCopenhagen(at);
  await liftHolds(
    tx,
    rest.map((claim) => ({
      claim,
      reason,
      debtor: null,
      on,
      daysFrom: answerDaysFrom(on, answerDaysIn(configured.configuration)),
      why: `answered: ${outcome}`,
      by,
      at,
    })),
  );
}
