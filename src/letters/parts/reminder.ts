import { firstDayOf, lastDayOf, monthOf } from '../../kernel/dates.ts';
import { paragraph, paragraphs, type Block, type LetterParts, type Pair, type Part } from '../content.ts';
import type { ReminderLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { waysToPay } from './plan.ts';

/** The parts of a reminder about bills that have not been paid (gebyrloven § 2, renteloven § 9 b). */
export function reminderParts(letter: ReminderLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'what-you-owe': whatYouOwe(letter, words),
    ...(letter.fee === null ? {} : { 'letter-fee': feeOf(letter.fee, words) }),
    'how-to-pay': howToPay(letter, words),
    'if-you-do-not-pay': plain(words, 'reminder.unable.heading', 'reminder.unable'),
    ...(letter.warnsOfTransfer
      ? { 'transfer-warning': plain(words, 'reminder.transfer.heading', 'reminder.transfer') }
      : {}),
    'if-you-disagree': plain(
      words,
      'reminder.disagree.heading',
      'reminder.disagree',
      'reminder.disagree.wait',
    ),
    'legal-rules': legalRules(letter, words),
  };
}

export function reminderTitle({ reminder, totalOwed, payBy }: ReminderLetter, words: Words): string {
  const values = { total: words.amount(totalOwed), payBy: words.date(payBy) };
  return words.say(reminder === 1 ? 'reminder.title' : 'reminder.title-again', values);
}

function plain(words: Words, heading: LetterTextKey, ...said: readonly LetterTextKey[]): Part {
  return { heading: words.say(heading), blocks: paragraphs(words.sayAll(...said)) };
}

function result({ reminder, totalOwed, payBy, payDays }: ReminderLetter, words: Words): Part {
  const key = reminder === 1 ? 'reminder.result' : 'reminder.result-again';
  const missing = words.say(key, { total: words.amount(totalOwed) });
  const by = words.say('reminder.by', { payBy: words.date(payBy) });
  return {
    heading: null,
    blocks: paragraphs(
      `${missing} ${by}`,
      `${words.say('reminder.late', { payDays: String(payDays) })} ${words.say('reminder.crossed')}`,
    ),
  };
}

function whatYouOwe(letter: ReminderLetter, words: Words): Part {
  const table: Block = {
    kind: 'claims',
    columns: [
      words.say('reminder.owe.column.what'),
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
    heading: words.say('reminder.owe.heading'),
    blocks: [
      paragraph(words.say('reminder.owe.intro')),
      table,
      ...(joint ? paragraphs(words.say('reminder.owe.joint')) : []),
    ],
  };
}

type Bill = ReminderLetter['claims'][number];

function billRow({ what, reference, period, dueOn, owed, joint }: Bill, words: Words): string[] {
  const named = reference === null ? what : words.say('reminder.owe.numbered', { what, reference });
  return [
    named + (joint ? ' *' : ''),
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

function feeOf({ amount }: NonNullable<ReminderLetter['fee']>, words: Words): Part {
  return {
    heading: words.say('reminder.fee.heading'),
    blocks: paragraphs(words.say('reminder.fee', { fee: words.amount(amount) })),
  };
}

function howToPay(letter: ReminderLetter, words: Words): Part {
  const rows: Pair[] = [
    [words.say('reminder.pay.amount'), words.tableAmount(letter.totalOwed)],
    [words.say('reminder.pay.before'), words.date(letter.payBy)],
    ...waysToPay(letter, words),
  ];
  return {
    heading: words.say('reminder.pay.heading'),
    blocks: [{ kind: 'facts', rows }, paragraph(words.say('reminder.pay.help'))],
  };
}

/** The law behind the fee only where there is one. */
function legalRules({ fee }: ReminderLetter, words: Words): Part {
  const items = [
    ...(fee === null ? [] : [words.say(`reminder.rules.${fee.law}`)]),
    words.say('reminder.rules.collection'),
    words.say('reminder.rules.data'),
  ];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
