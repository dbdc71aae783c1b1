import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import type { ReminderLetter } from '../model.ts';
import type { Words } from '../words.ts';
import { allBefore, howToPayBills, plain, rulesOfInterest, whatIsOwedOnBills } from './bills.ts';

/** The parts of a reminder about bills that have not been paid (gebyrloven § 2, renteloven § 9 b). */
export function reminderParts(letter: ReminderLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'what-you-owe': whatIsOwedOnBills(letter, words),
    ...(letter.fee === null ? {} : { 'letter-fee': feeOf(letter.fee, words) }),
    'how-to-pay': howToPayBills(letter, allBefore(letter, words), words),
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

function feeOf({ amount }: NonNullable<ReminderLetter['fee']>, words: Words): Part {
  return {
    heading: words.say('reminder.fee.heading'),
    blocks: paragraphs(words.say('reminder.fee', { fee: words.amount(amount) })),
  };
}

/** The law behind the fee only where there is one. */
function legalRules(letter: ReminderLetter, words: Words): Part {
  const { fee } = letter;
  const items = [
    ...(fee === null ? [] : [words.say(`reminder.rules.${fee.law}`)]),
    ...rulesOfInterest(letter, words),
    words.say('reminder.rules.collection'),
    words.say('reminder.rules.data'),
  ];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
