import { paragraph, paragraphs, type Block, type LetterParts, type Part } from '../content.ts';
import type { LiabilityLetter, SetOffHearing, SetOffLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { billWithPeriod, plain, whatColumn, whatIsOwedOnBills } from './bills.ts';

/** The parts of the letters about set-off, and of the letter to one who has become liable for what others owed. */

export function setOffTitle(letter: SetOffHearing | SetOffLetter, words: Words): string {
  return words.say(`${letter.kind}.title`, { setOff: words.amount(letter.setOff) });
}

export function setOffHearingParts(letter: SetOffHearing, words: Words): LetterParts {
  const answer = { answerBy: words.date(letter.answerBy), answerDays: String(letter.answerDays) };
  return {
    result: resultOf(letter, words, 'set-off-hearing.not-decided'),
    'what-you-owe': whatIsOwedOnBills(letter, words),
    'how-to-answer': {
      heading: words.say('set-off-hearing.answer.heading'),
      blocks: paragraphs(
        words.say('set-off-hearing.answer', answer),
        words.say('set-off-hearing.late', answer),
      ),
    },
    'what-then': plain(words, 'set-off-hearing.then.heading', 'set-off-hearing.then', 'set-off-hearing.paid'),
    'legal-rules': rules(words, 'rules.intro-asking', [
      'set-off.rules.set-off',
      'rules.procedure-asking',
      'set-off.rules.data',
    ]),
  };
}

export function setOffParts(letter: SetOffLetter, words: Words): LetterParts {
  const { left, leftBesides, because } = letter;
  return {
    result: resultOf(letter, words, 'set-off.by-person'),
    'what-you-owe': taken(letter, words),
    because: {
      heading: words.say('set-off.because.heading'),
      blocks: paragraphs(
        words.say('set-off.because'),
        because === null ? words.say('set-off.no-answer') : because,
      ),
    },
    'what-remains': {
      heading: words.say('set-off.left.heading'),
      blocks: paragraphs(
        left === null
          ? words.say('set-off.left.none')
          : words.say('set-off.left', { left: words.amount(left) }),
        ...(leftBesides === null
          ? []
          : [words.say('set-off.left.besides', { left: words.amount(leftBesides) })]),
      ),
    },
    'legal-rules': rules(words, 'rules.intro', [
      'set-off.rules.set-off',
      'set-off.rules.procedure',
      'set-off.rules.data',
    ]),
  };
}

function resultOf(letter: SetOffHearing | SetOffLetter, words: Words, last: LetterTextKey): Part {
  const { payoutFor, payout, payoutOn, setOff } = letter;
  const told = words.say(`${letter.kind}.result`, {
    payoutFor,
    payout: words.amount(payout),
    payoutOn: words.date(payoutOn),
    setOff: words.amount(setOff),
  });
  return { heading: null, blocks: paragraphs(told, words.say(last)) };
}

function taken(letter: SetOffLetter, words: Words): Part {
  const table: Block = {
    kind: 'claims',
    columns: [whatColumn(letter, words), words.say('set-off.column.taken')],
    amounts: 1,
    rows: letter.claims.map((bill) => [billWithPeriod(bill, words), words.tableAmount(bill.owed)]),
    total: [words.say('reminder.owe.total'), words.tableAmount(letter.totalOwed)],
  };
  return { heading: words.say('set-off.taken.heading'), blocks: [table] };
}

export function liabilityParts(letter: LiabilityLetter, words: Words): LetterParts {
  const { why } = letter;
  // Which law it follows from stands in the reason where there is no estate.
  const law: readonly LetterTextKey[] = why === null ? ['liability.rules'] : [];
  return {
    result: {
      heading: null,
      blocks: paragraphs(
        words.say(`liability.${letter.estate}`, { total: words.amount(letter.totalOwed) }),
        ...(why === null ? [] : [words.say('liability.why', { why })]),
        words.sayAll('liability.nothing-yet', 'liability.next'),
      ),
    },
    'what-you-owe': whatIsOwedOnBills(letter, words),
    'if-you-disagree': plain(
      words,
      'reminder.disagree.heading',
      'liability.disagree',
      'reminder.disagree.wait',
    ),
    'legal-rules': rules(words, 'rules.intro-asking', [...law, 'set-off.rules.data']),
  };
}

export function liabilityTitle({ totalOwed }: LiabilityLetter, words: Words): string {
  return words.say('liability.title', { total: words.amount(totalOwed) });
}

function rules(words: Words, intro: LetterTextKey, items: readonly LetterTextKey[]): Part {
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say(intro)), { kind: 'list', items: items.map((key) => words.say(key)) }],
  };
}
