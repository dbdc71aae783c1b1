import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type LetterParts, type Pair, type Part } from '../content.ts';
import type { HearingClosed, HearingLetter, IncomeRequest } from '../model.ts';
import type { Words } from '../words.ts';
import { amountRule } from './amount-rule.ts';
import { howToDocument } from './document.ts';
import { listOf, whatTheRuleAsks } from './plan.ts';

type Question = HearingLetter | IncomeRequest;

/** The parts that only a letter before a decision has (forvaltningsloven § 19). */
export function askingParts(letter: Question, words: Words): LetterParts {
  return {
    result: letter.kind === 'hearing' ? intended(letter, words) : incomeMissing(letter, words),
    ...(letter.kind === 'income-request' ? { 'how-to-document': howToDocument(letter, words) } : {}),
    'how-to-answer': howToAnswer(letter, words),
    'what-then': whatThen(letter, words),
  };
}

export function askingTitle({ kind }: Question, words: Words): string {
  return words.say(kind === 'hearing' ? 'asking.title' : 'request.title');
}

function whatIsOwed(letter: Question, words: Words): string {
  const owed = { municipality: letter.sender.municipality, total: words.amount(letter.totalOwed) };
  return `${words.say('plan.result.help')} ${words.say('plan.result.owed', owed)}`;
}

function intended(letter: HearingLetter, words: Words): Part {
  const open = words.say('asking.not-decided', { answerBy: words.date(letter.answerBy) });
  return {
    heading: null,
    blocks: paragraphs(
      `${whatIsOwed(letter, words)} ${intention(letter, words)}`,
      `${open} ${meanwhile(letter, words)}`,
      ...(amountRule(letter) === 'table' ? [words.say('asking.calculated')] : []),
    ),
  };
}

function intention({ intended: meant, monthly: amount, previous }: HearingLetter, words: Words): string {
  const monthly = words.amount(amount);
  switch (meant) {
    case 'plan':
      return words.say('asking.result.plan', { monthly });
    case 'rise': {
      // The model's schema has checked that a rise comes after a plan.
      const before = words.amount(previous.state === 'plan' ? previous.monthly : amount);
      return words.say('asking.result.rise', { before, monthly });
    }
    case 'resume':
      return words.say('asking.result.resume', { monthly });
    case 'individual-plan':
      return words.say('asking.result.individual', { monthly });
    default:
      return unreachable(meant);
  }
}

function incomeMissing(letter: IncomeRequest, words: Words): Part {
  const please = words.say('request.please', { answerBy: words.date(letter.answerBy) });
  return {
    heading: null,
    blocks: paragraphs(
      `${whatIsOwed(letter, words)} ${words.say('request.why')}`,
      `${please} ${meanwhile(letter, words)}`,
    ),
  };
}

/** What holds until there is a decision: what held before. */
function meanwhile({ previous }: Question, words: Words): string {
  switch (previous.state) {
    case 'none':
      return words.say('asking.meanwhile-none');
    case 'plan':
      return words.say('asking.meanwhile-plan', { before: words.amount(previous.monthly) });
    case 'deferral':
      return words.say('asking.meanwhile-deferral');
    default:
      return unreachable(previous);
  }
}

function howToAnswer(letter: Question, words: Words): Part {
  const { sender, answerBy, answerDays } = letter;
  const rows: Pair[] = [
    [words.say('answer.by'), words.date(answerBy)],
    [words.say('answer.page'), sender.contactPage],
    [words.say('answer.call'), sender.phone],
    [words.say('answer.visit'), sender.address.join(', ')],
  ];
  return {
    heading: words.say('answer.heading'),
    blocks: [
      { kind: 'facts', rows },
      paragraph(words.say('answer.late', { answerDays: String(answerDays) })),
      ...especially(letter, words),
    ],
  };
}

function especially(letter: Question, words: Words): Part['blocks'] {
  if (letter.kind === 'income-request') return paragraphs(words.say('answer.anything'));
  const list =
    letter.intended === 'individual-plan'
      ? listOf(words, 'change.expenses', 'change.deductions', 'change.children', 'change.individual-income')
      : whatTheRuleAsks(words);
  return [
    paragraph(words.say('answer.especially')),
    list,
    paragraph(words.sayAll('answer.anything', 'answer.voluntary')),
  ];
}

function whatThen(letter: Question, words: Words): Part {
  const paying = words.say('then.pay', { noticeDays: String(letter.noticeDays) });
  const fixed = { monthly: words.amount(letter.monthly) };
  const first =
    letter.kind === 'hearing'
      ? [`${words.sayAll('then.read', 'then.silent')} ${paying}`]
      : [words.say('then.income'), `${words.say('then.fixed', fixed)} ${paying} ${words.say('then.later')}`];
  return {
    heading: words.say('then.heading'),
    blocks: paragraphs(...first, words.say('then.not-a-decision')),
  };
}

/** The end of a hearing without a decision: nothing changes. */
export function closedResult({ askedOn, answered, previous }: HearingClosed, words: Words): Part {
  const asked = [
    words.say('closed.asked', { askedOn: words.date(askedOn) }),
    ...(answered ? [words.say('closed.thanks')] : []),
    words.say('closed.result'),
  ];
  const before = previous.state === 'plan' ? { before: words.amount(previous.monthly) } : {};
  const goesOn = words.say(`closed.${previous.state}`, before);
  return {
    heading: null,
    blocks: paragraphs(asked.join(' '), `${goesOn} ${words.say('closed.nothing-to-do')}`),
  };
}
