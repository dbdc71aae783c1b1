import { ownDays } from '../arrangements/own-days.ts';
import { postFees, type FeeToPost } from '../charges/fees.ts';
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
  const days = await daysFor(tx, addressed);
  const notices = addressed.map((each) =>
    noticeOf({ ...each, letter: days(each) }, feeOfLetter.get(each.letter) ?? null, context),
  );
  await queueNotices(tx, notices, context);
  await insertCourseLetters(
    tx,
    addressed.flatMap(({ letter, notice }) =>
      letter.claims.map(({ course: { claim, step } }) => ({ claim, notice, step })),
    ),
  );
}

/** To each of several who owe a bill its last day as it concerns them: never what another of them has agreed to or missed. */
async function daysFor(
  tx: MunicipalityTx,
  addressed: readonly Addressed[],
): Promise<(each: Addressed) => StepLetter> {
  const mains = new Map<DebtorNumber, Awaited<ReturnType<typeof ownDays>>>();
  for (const [debtor, theirs] of Map.groupBy(addressed, (each) => each.debtor)) {
    const bills = theirs.flatMap(({ letter }) => letter.claims.flatMap(({ owed }) => owed));
    if (bills.some(({ bill }) => bill.joint)) mains.set(debtor, await ownDays(tx, debtor, bills.map(asOwed)));
  }
  return ({ letter, debtor }) => {
    const own = mains.get(debtor);
    if (own === undefined) return letter;
    const claims = letter.claims.map((claim) => ({
      ...claim,
      owed: claim.owed.map((each) => ({ ...each, bill: { ...each.bill, srb: own(asOwed(each)).srb } })),
    }));
    return { ...letter, claims };
  };
}

function asOwed({ bill }: StepLetter['claims'][number]['owed'][number]) {
  return { claim: bill.claim, joint: bill.joint, due: null, srb: bill.srb };
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

function noticeOf(each: Addressed, feeClaim: ClaimNumber | null, context: LettersContext): NoticeToWrite {
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

function factsOf({ letter, notice }: Addressed, { on, configuration }: LettersContext): NoticeFacts {
  const { fee, deadlineDays: payDays, warnsOfTransfer } = letter;
  const total = fee === null ? askedFor(letter) : addOre(askedFor(letter), fee.amount);
  const says = {
    claims: [
      ...letter.claims.flatMap(({ owed }) => billLines(owed, ownTypesOf(configuration))),
      ...(fee === null ? [] : [feeLine(plainKroner(fee.amount))]),
    ],
    totalOwed: plainKroner(total),
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
