import { firstDayOf, lastDayOf, monthOf, type PlainDate } from '../../kernel/dates.ts';
import { paragraph, paragraphs, type Block, type Pair, type Part } from '../content.ts';
import type { OwedBackLetter, ReminderLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { waysToPay, type SaysHowToPay } from './plan.ts';

/** What letters about bills share. */

/** A heading with paragraphs under it. */
export function plain(words: Words, heading: LetterTextKey, ...said: readonly LetterTextKey[]): Part {
  return { heading: words.say(heading), blocks: paragraphs(words.sayAll(...said)) };
}

/** The table of bills with their interest and fees, and the total. */
export function whatIsOwedOnBills(
  letter: Pick<ReminderLetter, 'claims' | 'totalOwed'> & Partial<Pick<ReminderLetter, 'interestGoesOn'>>,
  words: Words,
  about: 'reminder' | 'plan-broken' | 'objection' | 'arrangement-refused' = 'reminder',
): Part {
  const table: Block = {
    kind: 'claims',
    columns: [
      whatColumn(letter, words),
      words.say('reminder.owe.column.period'),
      words.say('reminder.owe.column.due'),
      words.say('reminder.owe.column.owed'),
    ],
    amounts: 1,
    rows: letter.claims.map((bill) => billRow(bill, words)),
    total: [words.say('reminder.owe.total'), '', '', words.tableAmount(letter.totalOwed)],
  };
  const joint = letter.claims.some((bill) => bill.joint);
  return {
    heading: words.say(`${about}.owe.heading`),
    blocks: [
      paragraph(words.say(`${about}.owe.intro`)),
      table,
      ...(joint ? paragraphs(words.say('reminder.owe.joint')) : []),
      ...((letter.interestGoesOn ?? []).length > 0 ? paragraphs(words.say('reminder.owe.interest')) : []),
    ],
  };
}

/** The laws by which interest goes on being added; of a law of the claim's own the claim's decision tells. */
export function rulesOfInterest(
  { interestGoesOn }: Pick<ReminderLetter, 'interestGoesOn'>,
  words: Words,
): string[] {
  return interestGoesOn.flatMap((law) =>
    law === 'special' ? [] : [words.say(`reminder.rules.interest-${law}`)],
  );
}

type Bill = ReminderLetter['claims'][number];

/** What the first column of a table of bills holds: repayment of benefits is no bill. */
export function whatColumn({ claims }: Pick<ReminderLetter, 'claims'>, words: Words): string {
  return words.say(
    claims.some(({ benefit }) => benefit !== undefined)
      ? 'reminder.owe.column.debt'
      : 'reminder.owe.column.what',
  );
}

/** What a bill is called in a row of its own table; of repayment the benefit, in the reader's language. */
function billInWords(
  { what: told, benefit, reference }: Pick<Bill, 'what' | 'benefit' | 'reference'>,
  words: Words,
): string {
  const what = benefit === undefined ? told : words.benefit(benefit);
  return reference === null ? what : words.say('reminder.owe.numbered', { what, reference });
}

/** The same where its period stands nowhere else: of repayment the benefit with its months. */
export function billWithPeriod(
  bill: Pick<Bill, 'what' | 'benefit' | 'reference'> & { readonly period?: Bill['period'] | undefined },
  words: Words,
): string {
  const { benefit, reference, period = null } = bill;
  if (benefit === undefined || period === null) return billInWords(bill, words);
  const what = `${words.benefit(benefit)}, ${periodInWords(period, words)}`;
  return billInWords({ what, reference }, words);
}

function billRow(bill: Bill, words: Words): string[] {
  const { period, dueOn, owed, joint } = bill;
  return [
    billInWords(bill, words) + (joint ? ' *' : ''),
    period === null ? '' : periodInWords(period, words),
    dueOn === null ? '' : words.date(dueOn),
    words.tableAmount(owed),
  ];
}

/** Whole months by their names, everything else by its days. */
function periodInWords({ from, to }: NonNullable<Bill['period']>, words: Words): string {
  const [first, last] = [monthOf(from), monthOf(to)];
  if (from === firstDayOf(first) && to === lastDayOf(last)) return words.months(first, last);
  return from === to
    ? words.date(from)
    : words.say('reminder.owe.period', { from: words.date(from), to: words.date(to) });
}

/** What is asked for, and the ways to pay it. */
export function howToPayBills(letter: SaysHowToPay, asked: readonly Pair[], words: Words): Part {
  return {
    heading: words.say('reminder.pay.heading'),
    blocks: [
      { kind: 'facts', rows: [...asked, ...waysToPay(letter, words)] },
      paragraph(words.say('reminder.pay.help')),
    ],
  };
}

/** All that is left, by a day; null = at once. */
export function allThatIsLeft(
  { totalOwed }: Pick<ReminderLetter, 'totalOwed'>,
  before: PlainDate | null,
  words: Words,
): Pair[] {
  const amount: Pair = [words.say('reminder.pay.amount'), words.tableAmount(totalOwed)];
  return before === null ? [amount] : [amount, [words.say('reminder.pay.before'), words.date(before)]];
}

/** All that is owed, by one day. */
export function allBefore(letter: ReminderLetter | OwedBackLetter, words: Words): Pair[] {
  return allThatIsLeft(letter, letter.payBy, words);
}
