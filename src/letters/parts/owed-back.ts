import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import type { OwedBackLetter } from '../model.ts';
import type { Words } from '../words.ts';
import { allBefore, howToPayBills, plain, whatIsOwedOnBills } from './bills.ts';

/** The parts of the first letter about money that was given back of a payment which the bank has taken back since. */
export function owedBackParts(letter: OwedBackLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'what-you-owe': whatIsOwedOnBills(letter, words),
    'how-to-pay': howToPayBills(letter, allBefore(letter, words), words),
    'if-you-do-not-pay': plain(words, 'reminder.unable.heading', 'reminder.unable'),
    'if-you-disagree': plain(
      words,
      'reminder.disagree.heading',
      'reminder.disagree',
      'reminder.disagree.wait',
    ),
    'legal-rules': legalRules(words),
  };
}

export function owedBackTitle({ totalOwed, payBy }: OwedBackLetter, words: Words): string {
  return words.say('owed-back.title', { total: words.amount(totalOwed), payBy: words.date(payBy) });
}

function result({ totalOwed, takenBackOn, payBy, payDays }: OwedBackLetter, words: Words): Part {
  const told = { total: words.amount(totalOwed), takenBackOn: words.date(takenBackOn) };
  const late = { payDays: String(payDays) };
  return {
    heading: null,
    blocks: paragraphs(
      `${words.say('owed-back.result', told)} ${words.say('owed-back.therefore', { total: told.total })}`,
      `${words.say('reminder.by', { payBy: words.date(payBy) })} ${words.say('reminder.late', late)}`,
    ),
  };
}

function legalRules(words: Words): Part {
  const items = [
    words.say('owed-back.rules.back'),
    words.say('reminder.rules.collection'),
    words.say('reminder.rules.data'),
  ];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
