import { paragraph, paragraphs, type LetterParts, type Pair, type Part } from '../content.ts';
import type { DemandLetter, InvoiceLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { whatYouOwe } from './claims.ts';
import { repaymentRules } from './laws.ts';
import { listOf, waysToPay } from './plan.ts';

/** The parts of a demand for instalments that were not paid (bek. 585/2023 §§ 7 and 10). */
export function demandParts(letter: DemandLetter, words: Words): LetterParts {
  return {
    result: demandResult(letter, words),
    'what-you-owe': missed(letter, words),
    ...(letter.fee === null ? {} : { 'letter-fee': letterFee(letter.fee, words) }),
    'how-to-pay': payBefore(letter, words, 'demand'),
    'what-can-change': plain(words, 'demand.able.heading', 'demand.able'),
    'if-you-do-not-pay': ifNotPaid(letter, words),
    'if-you-disagree': plain(words, 'demand.disagree.heading', 'demand.disagree'),
    'legal-rules': rules(
      words,
      'demand.rules.plan',
      'demand.rules.default',
      ...(letter.fee === null ? [] : (['reminder.rules.gebyrloven'] as const)),
      ...(letter.interestIfWhole === null ? [] : (['rules.own-interest'] as const)),
      'demand.rules.data',
    ),
  };
}

export function demandTitle({ totalOwed, payBy }: DemandLetter, words: Words): string {
  return words.say('demand.title', { total: words.amount(totalOwed), payBy: words.date(payBy) });
}

function demandResult({ monthly, totalOwed, payBy, payDays, fee }: DemandLetter, words: Words): Part {
  const missing = words.say('demand.result', {
    monthly: words.amount(monthly),
    total: words.amount(totalOwed),
  });
  const late = words.say('demand.late', { payDays: String(payDays) });
  return {
    heading: null,
    blocks: paragraphs(
      `${missing} ${words.say('demand.by', { payBy: words.date(payBy) })}`,
      `${late} ${words.sayAll('demand.crossed', ...(fee === null ? (['demand.no-fee'] as const) : []))}`,
    ),
  };
}

function missed(letter: DemandLetter, words: Words): Part {
  return {
    heading: words.say('demand.owe.heading'),
    blocks: [
      {
        kind: 'claims',
        columns: [words.say('demand.owe.column.due'), words.say('demand.owe.column.missing')],
        amounts: 1,
        rows: [
          ...letter.missed.map(({ dueOn, unpaid }) => [words.date(dueOn), words.tableAmount(unpaid)]),
          ...(letter.fee === null
            ? []
            : [[words.say('demand.owe.fee'), words.tableAmount(letter.fee.amount)]]),
        ],
        total: [words.say('demand.owe.total'), words.tableAmount(letter.totalOwed)],
      },
    ],
  };
}

/** The law that gives it stands with the other rules. */
function letterFee({ amount }: NonNullable<DemandLetter['fee']>, words: Words): Part {
  return {
    heading: words.say('demand.fee.heading'),
    blocks: paragraphs(words.say('demand.fee', { fee: words.amount(amount) })),
  };
}

function ifNotPaid({ monthly, wholeDebt, interestIfWhole }: DemandLetter, words: Words): Part {
  const all = words.say('demand.unpaid.all', {
    monthly: words.amount(monthly),
    wholeDebt: words.amount(wholeDebt),
  });
  return {
    heading: words.say('demand.unpaid.heading'),
    blocks: paragraphs(
      words.say('demand.unpaid.check'),
      all,
      ...interestThen(interestIfWhole, words),
      words.say('demand.unpaid.transfer'),
    ),
  };
}

/** None runs while the plan is kept, nor where the council has decided none. */
function interestThen(interest: DemandLetter['interestIfWhole'], words: Words): string[] {
  return interest === null
    ? []
    : [words.say('demand.unpaid.interest', { percent: words.percent(interest.percent) })];
}

/** The parts of an invoice before anything has been decided (bek. 585/2023 §§ 4-6). */
export function invoiceParts(letter: InvoiceLetter, words: Words): LetterParts {
  return {
    result: invoiceResult(letter, words),
    'what-you-owe': whatYouOwe(letter, words),
    'how-to-pay': payBefore(letter, words, 'invoice'),
    'what-can-change': {
      heading: words.say('invoice.rights.heading'),
      blocks: [
        listOf(words, 'invoice.rights.instalments', 'invoice.rights.deferral'),
        paragraph(words.say('invoice.rights.call')),
      ],
    },
    'what-then': plain(words, 'invoice.then.heading', 'invoice.then'),
    'if-you-disagree': plain(words, 'invoice.disagree.heading', 'invoice.disagree'),
    'legal-rules': invoiceRules(letter, words),
  };
}

function invoiceRules({ claims }: InvoiceLetter, words: Words): Part {
  const items = [
    ...repaymentRules(claims, words),
    words.say('invoice.rules.collection'),
    words.say('invoice.rules.data'),
  ];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), { kind: 'list', items }],
  };
}

export function invoiceTitle({ totalOwed }: InvoiceLetter, words: Words): string {
  return words.say('invoice.title', { total: words.amount(totalOwed) });
}

function invoiceResult({ totalOwed, payBy, payDays, sender }: InvoiceLetter, words: Words): Part {
  const owed = words.say('invoice.result', {
    municipality: sender.municipality,
    total: words.amount(totalOwed),
  });
  const late = words.say('invoice.late', { payDays: String(payDays) });
  return {
    heading: null,
    blocks: paragraphs(
      `${owed} ${words.say('invoice.may-pay', { payBy: words.date(payBy) })}`,
      `${late} ${words.say('invoice.no-fee')}`,
    ),
  };
}

function payBefore(letter: DemandLetter | InvoiceLetter, words: Words, of: 'demand' | 'invoice'): Part {
  const rows: Pair[] = [
    [words.say(`${of}.pay.amount`), words.tableAmount(letter.totalOwed)],
    [words.say(`${of}.pay.before`), words.date(letter.payBy)],
    ...waysToPay(letter, words),
  ];
  return {
    heading: words.say(`${of}.pay.heading`),
    blocks: [{ kind: 'facts', rows }, paragraph(words.say(`${of}.pay.help`))],
  };
}

function plain(words: Words, heading: LetterTextKey, ...said: readonly LetterTextKey[]): Part {
  return { heading: words.say(heading), blocks: paragraphs(words.sayAll(...said)) };
}

function rules(words: Words, ...keys: readonly LetterTextKey[]): Part {
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro-asking')), listOf(words, ...keys)],
  };
}
