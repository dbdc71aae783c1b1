import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import { asksForAll } from '../asked-in-answers.ts';
import type { ObjectionAnswered } from '../model.ts';
import type { Words } from '../words.ts';
import { allThatIsLeft, billWithPeriod, howToPayBills, rulesOfInterest, whatIsOwedOnBills } from './bills.ts';

/** The parts of the answer to an objection. */
export function objectionParts(letter: ObjectionAnswered, words: Words): LetterParts {
  return {
    result: result(letter, words),
    ...because(letter, words),
    'what-you-owe': owed(letter, words),
    'what-then': then(letter, words),
    ...(asksForAll(letter)
      ? { 'how-to-pay': howToPayBills(letter, allThatIsLeft(letter, letter.quietUntil, words), words) }
      : {}),
    'if-you-disagree': {
      heading: words.say('objection.disagree.heading'),
      blocks: paragraphs(
        words.say('objection.disagree'),
        ...(letter.guidance === null ? [] : [letter.guidance[words.language]]),
      ),
    },
    'legal-rules': legalRules(letter, words),
  };
}

export function objectionTitle({ outcome }: ObjectionAnswered, words: Words): string {
  return words.say(`objection.title.${outcome}`);
}

function result({ outcome, against, notedOn, about }: ObjectionAnswered, words: Words): Part {
  const items = about.map((bill) => billWithPeriod(bill, words));
  return {
    heading: null,
    blocks: [
      paragraph(words.say(`objection.noted.${against}`, { notedOn: words.date(notedOn) })),
      { kind: 'list', items },
      paragraph(words.say(`objection.${outcome}.${against}`)),
    ],
  };
}

/** What a caseworker has written; nobody has where the debtor has taken it back themself. */
function because({ outcome, answer }: ObjectionAnswered, words: Words): LetterParts {
  if (answer === null) return {};
  const heading = outcome === 'withdrawn' ? 'objection.answer.heading-withdrawn' : 'objection.answer.heading';
  return {
    because: {
      heading: words.say(heading),
      blocks: [paragraph(words.say('objection.answer.intro')), { kind: 'quote', text: answer }],
    },
  };
}

function owed(letter: ObjectionAnswered, words: Words): Part {
  if (letter.claims.length > 0) return whatIsOwedOnBills(letter, words, 'objection');
  return {
    heading: words.say('objection.owe.heading'),
    blocks: paragraphs(words.say('objection.owe.none')),
  };
}

function then(letter: ObjectionAnswered, words: Words): Part {
  const { next, quietUntil, planQuietUntil, claims } = letter;
  const said = next.map((each) => {
    if (each === 'source') {
      const source = words.say(next.length > 1 ? 'objection.then.source-some' : 'objection.then.source');
      return claims.length > 0 ? `${source} ${words.say('objection.then.source-table')}` : source;
    }
    if (each !== 'dunning') return words.say(`objection.then.${each}`);
    const when =
      quietUntil === null
        ? words.say('objection.then.dunning-now')
        : words.say('objection.then.dunning-until', { quietUntil: words.date(quietUntil) });
    return `${words.say('objection.then.dunning')} ${when} ${words.say('objection.then.unable')}`;
  });
  const missing =
    planQuietUntil === null
      ? []
      : [words.say('objection.then.plan-until', { planQuietUntil: words.date(planQuietUntil) })];
  return {
    heading: words.say('objection.then.heading'),
    blocks: paragraphs(...said, ...missing, ...ifLate(letter, words)),
  };
}

/** That who gets the letter late has the same days; nothing where it gives none. */
export function ifLate(
  {
    quietUntil,
    planQuietUntil,
    payDays,
  }: Pick<ObjectionAnswered, 'quietUntil' | 'planQuietUntil' | 'payDays'>,
  words: Words,
): string[] {
  if (payDays === null || (quietUntil === null && planQuietUntil === null)) return [];
  return [words.say('objection.then.late', { payDays: String(payDays) })];
}

function legalRules(letter: ObjectionAnswered, words: Words): Part {
  const interest = rulesOfInterest(letter, words);
  const items = [...interest, words.say('reminder.rules.collection'), words.say('reminder.rules.data')];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
