import { paragraph, paragraphs, type Block, type LetterParts, type Part } from '../content.ts';
import type { LimitationLetter } from '../model.ts';
import type { Words } from '../words.ts';

/** The parts of the letter that debt is time-barred (forældelsesloven). */
export function limitationParts(letter: LimitationLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'lapsed-claims': timeBarred(letter, words),
    'after-lapse': {
      heading: words.say('limitation.after.heading'),
      blocks: paragraphs(words.sayAll('limitation.no-more', 'limitation.money-back')),
    },
    'legal-rules': legalRules(letter, words),
  };
}

export function limitationTitle({ totalOwed }: LimitationLetter, words: Words): string {
  return words.say('limitation.title', { total: words.amount(totalOwed) });
}

function result({ totalOwed }: LimitationLetter, words: Words): Part {
  return {
    heading: null,
    blocks: paragraphs(
      words.say('limitation.result', { total: words.amount(totalOwed) }),
      words.sayAll('limitation.nothing-to-do', 'limitation.bank'),
    ),
  };
}

function timeBarred(letter: LimitationLetter, words: Words): Part {
  const table: Block = {
    kind: 'claims',
    columns: [
      words.say('limitation.column.what'),
      words.say('limitation.column.due'),
      words.say('limitation.column.until'),
      words.say('limitation.column.amount'),
    ],
    amounts: 1,
    rows: letter.claims.map((claim) => row(claim, words)),
    total: [words.say('limitation.total'), '', '', words.tableAmount(letter.totalOwed)],
  };
  const withMain = letter.claims.some((claim) => claim.withMain);
  return {
    heading: words.say('limitation.heading'),
    blocks: [
      paragraph(words.say('limitation.intro')),
      table,
      ...(withMain ? paragraphs(words.say('limitation.with-main')) : []),
    ],
  };
}

function row(
  { what, reference, dueOn, until, owed, withMain }: LimitationLetter['claims'][number],
  words: Words,
): string[] {
  const named = reference === null ? what : words.say('limitation.numbered', { what, reference });
  return [
    named + (withMain ? ' *' : ''),
    dueOn === null ? '' : words.date(dueOn),
    words.date(until),
    words.tableAmount(owed),
  ];
}

function legalRules({ claims }: LimitationLetter, words: Words): Part {
  const items = [
    words.say('limitation.rules.period'),
    ...(claims.some(({ withMain }) => withMain) ? [words.say('limitation.rules.accessory')] : []),
    words.say('limitation.rules.days'),
    words.say('limitation.rules.data'),
  ];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('limitation.rules.intro')), { kind: 'list', items }],
  };
}
