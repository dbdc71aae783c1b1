import { billsAsOwedBy } from '../arrangements/own-days.ts';
import { postFees, type FeeToPost } from '../charges/fees.ts';
import { lawsFor, lawsOfInterest, type InterestLaw } from '../charges/interest-courses.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { noticeId, type DebtorNumber, type NoticeId } from '../kernel/ids.ts';
import { addOre, plainKroner } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { billLines, feeLine } from '../letters/bill-lines.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import { noticeLine } from '../letters/notice-line.ts';
import { freeNoticePlaces } from '../letters/notice-places.ts';
import { queueNotices, type NoticeToWrite } from '../letters/notices.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { CourseClaim } from './course.ts';
import { askedFor, type Planning, type StepLetter } from './letters-due.ts';
import { insertCourseLetters } from './store.ts';

export interface LettersContext extends Planning {
  readonly at: Temporal.Instant;
}

/** A letter to one of those who owe the claims, with its number. */
interface Addressed {
  readonly letter: StepLetter;
  readonly debtor: DebtorNumber;
  readonly notice: NoticeId;
  readonly place: number;
}

/** Raises the letters' fees and queues the letters, one for each who owes the claims. The debtors have been locked by the caller. */
export async function writeStepLetters(
  tx: MunicipalityTx,
  letters: readonly StepLetter[],
  context: LettersContext,
): Promise<void> {
  if (letters.length === 0) return;
  const addressed = await addresses(tx, letters, context);
  const fees = await postFees(
    tx,
    addressed.flatMap((each) => feeOf(each, context)),
    {
      configurationVersion: context.version,
      at: context.at,
    },
  );
  const feeOfLetter = new Map(
    addressed.flatMap(({ letter, notice }) => {
      const claim = fees.get(notice);
      return claim === undefined ? [] : [[letter, claim] as const];
    }),
  );
  const mainsOf = ({ claims }: StepLetter) => claims.map(({ course: { claim } }) => claim);
  const laws = await lawsOfInterest(tx, letters.flatMap(mainsOf), context.on);
  const notices: NoticeToWrite[] = [];
  for (const each of addressed) {
    const letter = await asOwed(tx, each);
    const interestGoesOn = lawsFor(mainsOf(letter), laws);
    const toWrite = { ...each, letter, interestGoesOn };
    notices.push(noticeOf(toWrite, feeOfLetter.get(each.letter) ?? null, context));
  }
  await queueNotices(tx, notices, context);
  await insertCourseLetters(
    tx,
    addressed.flatMap(({ letter, notice }) =>
      letter.claims.map(({ course: { claim, step } }) => ({ claim, notice, step })),
    ),
  );
}

/** To each of several who owe a bill its last day as it concerns them: never what another of them has agreed to or missed. */
async function asOwed(tx: MunicipalityTx, { letter, debtor }: Addressed): Promise<StepLetter> {
  if (!letter.claims.some(isJoint)) return letter;
  const claims: CourseClaim[] = [];
  for (const claim of letter.claims)
    claims.push({ ...claim, owed: await billsAsOwedBy(tx, debtor, claim.owed) });
  return { ...letter, claims };
}

function isJoint({ owed }: CourseClaim): boolean {
  return owed.some(({ bill }) => bill.joint);
}

async function addresses(
  tx: MunicipalityTx,
  letters: readonly StepLetter[],
  { on }: LettersContext,
): Promise<Addressed[]> {
  const places = await freeNoticePlaces(tx, [...new Set(letters.flatMap(({ debtors }) => debtors))], on);
  return letters.flatMap((letter) =>
    letter.debtors.map((debtor) => {
      const place = places.get(debtor);
      assert(place !== undefined, 'a place was asked for everybody who is written to');
      places.set(debtor, place + 1);
      return { letter, debtor, place, notice: noticeId(on, debtor, place) };
    }),
  );
}

/** The fee belongs to the letter to the first of them: it is one fee, whoever pays it. */
function feeOf({ letter, debtor, notice }: Addressed, { on, configuration }: LettersContext): FeeToPost[] {
  if (letter.fee === null || debtor !== letter.debtors[0]) return [];
  const srb = printedNoticeDeadline(on, {
    days: letter.deadlineDays,
    paperWeekdays: configuration.run.paperWeekdays,
  });
  return [{ notice, main: letter.fee.on, letterOn: on, srb, amount: letter.fee.amount }];
}

interface ToWrite extends Addressed {
  /** The laws by which interest is added to its claims. */
  readonly interestGoesOn: readonly InterestLaw[];
}

function noticeOf(each: ToWrite, feeClaim: ClaimNumber | null, context: LettersContext): NoticeToWrite {
  const { letter, debtor, place } = each;
  const { fee } = letter;
  const owed = letter.claims.flatMap(({ owed: those }) =>
    those.map(({ bill, owed: left }) => ({ claim: bill.claim, owed: left })),
  );
  return {
    debtor,
    writtenOn: context.on,
    place,
    facts: factsOf(each, context),
    claims: feeClaim === null || fee === null ? owed : [...owed, { claim: feeClaim, owed: fee.amount }],
    feeClaim,
    instalment: null,
    arrangement: null,
    configurationVersion: context.version,
  };
}

function factsOf(
  { letter, notice, interestGoesOn }: ToWrite,
  { on, configuration }: LettersContext,
): NoticeFacts {
  const { fee, deadlineDays: payDays, warnsOfTransfer } = letter;
  const total = fee === null ? askedFor(letter) : addOre(askedFor(letter), fee.amount);
  const says = {
    claims: [
      ...letter.claims.flatMap(({ owed }) => billLines(owed, ownTypesOf(configuration))),
      ...(fee === null ? [] : [feeLine(plainKroner(fee.amount))]),
    ],
    totalOwed: plainKroner(total),
    interestGoesOn,
    payBy: printedNoticeDeadline(on, { days: payDays, paperWeekdays: configuration.run.paperWeekdays }),
    payDays,
    paymentLine: noticeLine(notice, configuration.payment.creditorNumber),
  };
  if (letter.kind === 'transfer-warning') return { kind: 'transfer-warning', ...says, warnsOfTransfer: true };
  return {
    kind: 'reminder',
    ...says,
    reminder: letter.reminder,
    fee: fee === null ? null : { amount: plainKroner(fee.amount), law: fee.law },
    warnsOfTransfer,
  };
}
