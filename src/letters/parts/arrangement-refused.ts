import { paragraph, paragraphs, type Block, type LetterParts, type Part } from '../content.ts';
import { isPaidAsBill } from '../asked-in-answers.ts';
import type { ArrangementRefused } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { allThatIsLeft, howToPayBills, plain, whatIsOwedOnBills } from './bills.ts';

/** The parts of the answer to a request for instalments, or to pay later, that is not agreed to. */
export function arrangementRefusedParts(letter: ArrangementRefused, words: Words): LetterParts {
  return {
    result: result(letter, words),
    because: { heading: words.say('arrangement-refused.why.heading'), blocks: because(letter, words) },
    'what-can-change': plain(words, 'arrangement-refused.then.heading', thenKey(letter)),
    'what-you-owe': owed(letter, words),
    ...(isPaidAsBill(letter)
      ? {
          'how-to-pay': howToPayBills(letter, allThatIsLeft(letter, null, words), words),
          'if-you-do-not-pay': plain(words, 'arrangement.broken.heading', 'arrangement-refused.unpaid'),
        }
      : {}),
    'if-you-disagree': plain(
      words,
      'reminder.disagree.heading',
      'arrangement-refused.disagree',
      ...appeal(letter),
    ),
    'legal-rules': legalRules(letter, words),
  };
}

export function arrangementRefusedTitle({ why }: ArrangementRefused, words: Words): string {
  switch (why) {
    case 'not-acknowledged':
    case 'others-must-sign':
    case 'nothing-owed':
    case 'order-not-read':
      return words.say(`arrangement-refused.title.${why}`);
    default:
      return words.say('arrangement-refused.title');
  }
}

function result({ wish, askedOn, why }: ArrangementRefused, words: Words): Part {
  const asked =
    wish.kind === 'plan'
      ? words.say('arrangement-refused.asked.plan', {
          askedOn: words.date(askedOn),
          monthly: words.amount(wish.monthly),
          firstDueDate: words.date(wish.firstDueDate),
        })
      : words.say('arrangement-refused.asked.deferral', {
          askedOn: words.date(askedOn),
          until: words.date(wish.until),
        });
  return { heading: null, blocks: paragraphs(`${asked} ${words.say(answerKey(why))}`) };
}

function answerKey(why: ArrangementRefused['why']): LetterTextKey {
  switch (why) {
    case 'order-not-read':
      return 'arrangement-refused.later';
    case 'nothing-owed':
      return 'arrangement-refused.none-needed';
    case 'not-acknowledged':
    case 'acknowledged-before-claim':
    case 'others-must-sign':
      return 'arrangement-refused.not-yet';
    default:
      return 'arrangement-refused.no';
  }
}

function because({ why, said, limits }: ArrangementRefused, words: Words): Block[] {
  const told = { least: words.amount(limits.least), mostMonths: String(limits.mostMonths) };
  const reason = paragraph(words.say(`arrangement-refused.because.${why}`, told));
  return said === null ? [reason] : [reason, { kind: 'quote', text: said }];
}

function thenKey({ why, recalled }: ArrangementRefused): LetterTextKey {
  return recalled ? 'arrangement-refused.then.recalled' : `arrangement-refused.then.${why}`;
}

function owed(letter: ArrangementRefused, words: Words): Part {
  if (letter.claims.length > 0) return whatIsOwedOnBills(letter, words, 'arrangement-refused');
  return {
    heading: words.say('arrangement-refused.owe.heading'),
    blocks: paragraphs(words.say('arrangement-refused.owe.none')),
  };
}

// No higher authority (gældsinddrivelsesloven § 2, stk. 3; Den juridiske vejledning G.A.1.3.2), where the municipality itself has chosen.
function appeal({ why }: ArrangementRefused): LetterTextKey[] {
  return why === 'below-least' || why === 'too-long' || why === 'by-person'
    ? ['arrangement-refused.no-appeal']
    : [];
}

function legalRules({ why }: ArrangementRefused, words: Words): Part {
  const rule: LetterTextKey =
    why === 'bek-585-no-individual-assessment'
      ? 'arrangement-refused.rules.order'
      : 'arrangement-refused.rules.collection';
  const items = [words.say(rule), words.say('reminder.rules.data')];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
