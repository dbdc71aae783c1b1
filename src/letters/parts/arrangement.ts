import type { PlainDate } from '../../kernel/dates.ts';
import { paragraph, paragraphs, type LetterParts, type Pair, type Part } from '../content.ts';
import type {
  PlanBrokenLetter,
  TransferWarning,
  VoluntaryDeferralLetter,
  VoluntaryPlanLetter,
} from '../model.ts';
import type { Words } from '../words.ts';
import { howToPayBills, plain, rulesOfInterest, whatIsOwedOnBills } from './bills.ts';

/** The parts of the letters about bills that are no reminders: the warning of transfer, and what is agreed on request. */

export type BillsLetter = TransferWarning | VoluntaryPlanLetter | VoluntaryDeferralLetter | PlanBrokenLetter;

export function billsTitle(letter: BillsLetter, words: Words): string {
  switch (letter.kind) {
    case 'transfer-warning':
    case 'plan-broken':
      return words.say(`${letter.kind}.title`, { payBy: words.date(letter.payBy) });
    case 'voluntary-plan':
      return letter.instalments === 1
        ? words.say('voluntary-plan.title-once', {
            amount: words.amount(letter.lastAmount),
            dueOn: words.date(letter.lastDueDate),
          })
        : words.say('voluntary-plan.title', { monthly: words.amount(letter.monthly) });
    case 'voluntary-deferral':
      return words.say('voluntary-deferral.title', { until: words.date(letter.until) });
  }
}

export function billsParts(letter: BillsLetter, words: Words): LetterParts {
  const asks = letter.kind === 'transfer-warning' || letter.kind === 'plan-broken';
  return {
    result: { heading: null, blocks: paragraphs(...resultOf(letter, words)) },
    'how-to-pay': howToPayBills(letter, amountAndDay(letter, words), words),
    'what-you-owe': whatIsOwedOnBills(
      letter,
      words,
      letter.kind === 'plan-broken' ? 'plan-broken' : 'reminder',
    ),
    ...(asks
      ? {
          'if-you-do-not-pay': plain(words, 'reminder.unable.heading', 'reminder.unable'),
          'transfer-warning': plain(
            words,
            'reminder.transfer.heading',
            ...(letter.kind === 'plan-broken' ? (['plan-broken.transfer'] as const) : []),
            'warning.transfer',
          ),
        }
      : { 'if-you-do-not-pay': plain(words, 'arrangement.broken.heading', `${letter.kind}.broken`) }),
    'if-you-disagree': plain(
      words,
      'reminder.disagree.heading',
      'reminder.disagree',
      'reminder.disagree.wait',
    ),
    'legal-rules': legalRules(letter, words),
  };
}

function resultOf(letter: BillsLetter, words: Words): string[] {
  const total = words.amount(letter.totalOwed);
  switch (letter.kind) {
    case 'transfer-warning':
      return [
        words.say('transfer-warning.result', { total, payBy: words.date(letter.payBy) }),
        ...inTime(letter, words),
      ];
    case 'plan-broken': {
      const missing = { missing: words.amount(letter.missing), missedOn: words.date(letter.missedOn) };
      return [
        words.say(letter.missedLater === true ? 'plan-broken.result-several' : 'plan-broken.result', missing),
        words.say('plan-broken.by', { payBy: words.date(letter.payBy), total }),
        ...inTime(letter, words),
      ];
    }
    case 'voluntary-plan':
      return [words.say(whyAgreed(letter), { total }), ...interestOf(letter, words, letter.lastDueDate)];
    case 'voluntary-deferral':
      return [
        words.say('voluntary-deferral.result', { total, until: words.date(letter.until) }),
        ...interestOf(letter, words, letter.until),
      ];
  }
}

function whyAgreed({ resumed }: VoluntaryPlanLetter) {
  if (resumed === undefined) return 'voluntary-plan.result';
  return resumed === true ? 'voluntary-plan.resumed' : 'voluntary-plan.paid-in-time';
}

function inTime({ payDays }: TransferWarning | PlanBrokenLetter, words: Words): string[] {
  return [`${words.say('reminder.late', { payDays: String(payDays) })} ${words.say('reminder.crossed')}`];
}

function interestOf(
  { interestRuns, interestBefore }: VoluntaryPlanLetter | VoluntaryDeferralLetter,
  words: Words,
  last: PlainDate,
): string[] {
  const now = words.say(interestRuns ? 'arrangement.interest-runs' : 'arrangement.no-interest');
  if (interestBefore === null) return [now];
  const before = { interest: words.amount(interestBefore), last: words.date(last) };
  return [now, words.say('arrangement.interest-before', before)];
}

function amountAndDay(letter: BillsLetter, words: Words): Pair[] {
  const amount = words.say('reminder.pay.amount');
  const before = words.say('reminder.pay.before');
  switch (letter.kind) {
    case 'voluntary-plan':
      if (letter.instalments === 1)
        return [
          [amount, words.tableAmount(letter.lastAmount)],
          [before, words.date(letter.lastDueDate)],
        ];
      return [
        [words.say('voluntary-plan.each-month'), words.tableAmount(letter.monthly)],
        [words.say('voluntary-plan.first'), words.date(letter.firstDueDate)],
        [
          words.say('voluntary-plan.last'),
          `${words.date(letter.lastDueDate)}: ${words.tableAmount(letter.lastAmount)}`,
        ],
        [words.say('voluntary-plan.instalments'), String(letter.instalments)],
      ];
    case 'voluntary-deferral':
      return [
        [amount, words.tableAmount(letter.totalOwed)],
        [before, words.date(letter.until)],
      ];
    case 'plan-broken':
      return [
        [amount, words.tableAmount(letter.missing)],
        [before, words.date(letter.payBy)],
      ];
    case 'transfer-warning':
      return [
        [amount, words.tableAmount(letter.totalOwed)],
        [before, words.date(letter.payBy)],
      ];
  }
}

function legalRules(letter: BillsLetter, words: Words): Part {
  const interest = letter.kind === 'transfer-warning' ? rulesOfInterest(letter, words) : [];
  const items = [...interest, words.say('reminder.rules.collection'), words.say('reminder.rules.data')];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}
