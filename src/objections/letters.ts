import { billsAsOwedBy } from '../arrangements/own-days.ts';
import { lawsFor, lawsOfInterest } from '../charges/interest-courses.ts';
import { billsOf, type Bill } from '../claims/bills.ts';
import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor, repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { plainKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { lastQuietDayPrinted, type AnswerDays } from '../law/dunning-steps.ts';
import { isDisputed, isToCorrect, type HoldReason } from '../law/holds.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { afterAnswer, type AfterAnswer } from '../letters/asked-in-answers.ts';
import { billLines, billNames } from '../letters/bill-lines.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import { answerDaysIn } from '../municipality/answer-days.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Objection } from './types.ts';

export interface AnswerToTell {
  readonly outcome: NonNullable<Objection['answered']>['outcome'];
  /** Null = nobody of the municipality has written any. */
  readonly words: string | null;
  /** The claims that their source is to correct. */
  readonly toCorrect: ReadonlySet<ClaimNumber>;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Tells the debtor what was answered, what is left, and what happens next, as it stands when all that follows has been written. */
export async function queueAnswer(
  tx: MunicipalityTx,
  objection: Objection,
  { outcome, words: answer, toCorrect, configured, on, at }: AnswerToTell,
): Promise<void> {
  const { debtor, against, notedOn } = objection;
  const stands = await standsNow(tx, objection, toCorrect);
  const owed = await billsAsOwedBy(
    tx,
    debtor,
    stands.flatMap((each) => each.owed),
  );
  const goOn = stands.flatMap(({ next, main }) => (next === 'dunning' ? [main] : []));
  // Of an objection to the fee of a demand only the fee has rested.
  const planRests = stands.some(
    (each) => each.next === 'agreed' || (each.next === 'plan' && against !== 'fee'),
  );
  const days = answerDaysIn(configured.configuration);
  const told = new Set(stands.map(({ next }) => next));
  const next = afterAnswer.filter((each) => told.has(each));
  const asked = goOn.map(({ claim }) => claim);
  const interestGoesOn = lawsFor(asked, await lawsOfInterest(tx, asked, on));
  await queueOneNotice(tx, {
    debtor,
    claims: owed.map(({ bill, owed: left }) => ({ claim: bill.claim, owed: left })),
    facts: (paymentLine) => ({
      kind: 'objection-answered',
      outcome,
      against,
      notedOn,
      about: billNames(
        stands.map(({ main }) => main),
        ownTypesOf(configured.configuration),
      ),
      answer,
      claims: billLines(owed, ownTypesOf(configured.configuration)),
      totalOwed: plainKroner(sumOre(owed.map((each) => each.owed))),
      next: next.length > 1 ? next.filter((each) => each !== 'nothing') : next,
      quietUntil: goOn.length > 0 ? quietUntil(goOn, on, days) : null,
      planQuietUntil: planRests ? quietUntil([], on, days) : null,
      payDays: days.pauseDays > 0 ? days.pauseDays : null,
      interestGoesOn,
      guidance: configured.configuration.answers.objectionGuidance,
      warnsOfTransfer: false,
      paymentLine,
    }),
    configured,
    on,
    at,
  });
}

interface StandsNow {
  readonly main: Bill;
  readonly next: AfterAnswer;
  /** What the debtor is still to pay us of it. */
  readonly owed: readonly { readonly bill: Bill; readonly owed: Ore }[];
}

async function standsNow(
  tx: MunicipalityReadTx,
  { debtor, claims }: Objection,
  toCorrect: ReadonlySet<ClaimNumber>,
): Promise<StandsNow[]> {
  const bills = await billsOf(tx, claims);
  const numbers = bills.map(({ claim }) => claim);
  const [accounts, liable, holds, repaid] = [
    await accountsOfClaims(tx, numbers),
    await liabilitiesFor(tx, numbers),
    await holdsOn(tx, numbers),
    await repaymentLiabilitiesOf(tx, [debtor]),
  ];
  const owing = new Set(
    liable.flatMap((each) => (each.debtor === debtor && each.ended === null ? [each.claim] : [])),
  );
  const repayments = new Set(repaid.map(({ claim }) => claim));
  return bills.flatMap((main) => {
    if (main.level !== 'main') return [];
    const its = bills.filter((bill) => bill.main === main.claim);
    const owed = its.flatMap((bill) => {
      const left = balanceOf(accounts.get(bill.claim));
      return owing.has(bill.claim) && left > zeroOre ? [{ bill, owed: left }] : [];
    });
    const reasons = its.flatMap(({ claim }) => (holds.get(claim) ?? []).map(({ reason }) => reason));
    const isThere = its.some(({ claim }) => (accounts.get(claim)?.atRecovery ?? zeroOre) > zeroOre);
    if (toCorrect.has(main.claim)) return [{ main, next: 'source', owed: [] }];
    if (isThere || reasons.includes('recovery')) return [{ main, next: 'recovery', owed: [] }];
    if (owed.length === 0) return [{ main, next: 'nothing', owed }];
    // They were right about it before.
    if (isToCorrect(reasons)) return [{ main, next: 'source', owed: [] }];
    return [{ main, next: nextOf(reasons, repayments.has(main.claim)), owed }];
  });
}

function nextOf(holds: readonly HoldReason[], isRepayment: boolean): AfterAnswer {
  if (isDisputed(holds)) return 'disputed';
  if (holds.includes('plan') || holds.includes('deferral')) return 'agreed';
  return isRepayment ? 'plan' : 'dunning';
}

/** The last day before the next step may be taken, and never before a bill was to be paid anyway; null = it may be taken at once. */
function quietUntil(bills: readonly Bill[], on: PlainDate, days: AnswerDays): PlainDate | null {
  const paused = lastQuietDayPrinted(on, days);
  const last = bills.reduce((day, { srb }) => (srb === null ? day : later(day, srb)), paused);
  return last > on ? last : null;
}
