import { paragraphs, type LetterParts, type Pair, type Part } from '../content.ts';
import type { LapseLetter, TransferNotice } from '../model.ts';
import type { Words } from '../words.ts';
import { lapsedAmount, whatRemains } from './claims.ts';
import { deferralGround } from './deferral.ts';
import { waysToPay } from './plan.ts';

/** The parts that only the letter about lapse has (bek. 585/2023 § 9). */
export function lapseParts(letter: LapseLetter, words: Words): LetterParts {
  return {
    result: lapseResult(letter, words),
    ...(letter.ground === null ? {} : { 'deferral-ground': deferralGround(letter.ground, words) }),
    'after-lapse': afterLapse(letter, words),
    ...(letter.claims.length === 0 ? {} : { 'what-remains': whatRemains(letter, words) }),
  };
}

export function lapseTitle({ claims }: LapseLetter, words: Words): string {
  return words.say(claims.length === 0 ? 'lapsed.title-all' : 'lapsed.title-part');
}

function lapseResult(letter: LapseLetter, words: Words): Part {
  const amount = words.amount(lapsedAmount(letter));
  const all = letter.claims.length === 0;
  const gone = words.say(all ? 'lapsed.result-all' : 'lapsed.result-part', { amount });
  const { previous } = letter;
  const paid =
    previous.state === 'plan' && letter.now.state !== 'plan'
      ? [words.say('lapsed.no-longer-pay', { before: words.amount(previous.monthly) })]
      : [];
  const todo = words.say(paid.length > 0 ? 'lapsed.bank' : 'lapsed.nothing-to-do');
  return { heading: null, blocks: paragraphs(gone, [...paid, todo].join(' ')) };
}

function afterLapse(_letter: LapseLetter, words: Words): Part {
  return {
    heading: words.say('lapsed.after.heading'),
    blocks: paragraphs(words.sayAll('lapsed.no-more', 'lapsed.money-back')),
  };
}

/** The parts that only the notice of transfer has (bek. 585/2023 § 10). */
export function transferParts(letter: TransferNotice, words: Words): LetterParts {
  return {
    result: transferResult(letter, words),
    'transfer-reason': transferReason(letter, words),
    'how-to-pay': payAll(letter, words),
    consequences: consequences(letter, words),
  };
}

function transferResult(letter: TransferNotice, words: Words): Part {
  const sent = words.say('transfer.result', {
    municipality: letter.sender.municipality,
    total: words.amount(letter.totalOwed),
    transferFrom: words.date(letter.transferFrom),
  });
  return {
    heading: null,
    blocks: paragraphs(sent, words.sayAll('transfer.pay-first', 'transfer.call')),
  };
}

function transferReason({ demand, previous }: TransferNotice, words: Words): Part {
  const values = { amount: words.amount(demand.amount), dueOn: words.date(demand.dueOn) };
  const due =
    demand.until === null
      ? words.say('transfer.missed', values)
      : words.say('transfer.missed-more', { ...values, until: words.date(demand.until) });
  const told = words.say('transfer.demanded', {
    demandedOn: words.date(demand.demandedOn),
    deadline: words.date(demand.deadline),
  });
  // The model's schema has checked that there was a plan.
  const monthly = words.amount(previous.state === 'plan' ? previous.monthly : demand.amount);
  return {
    heading: words.say('transfer.why.heading'),
    blocks: paragraphs(
      `${due} ${told}`,
      `${words.say('transfer.able')} ${words.say('transfer.falls-away', { monthly })}`,
    ),
  };
}

function payAll(letter: TransferNotice, words: Words): Part {
  const rows: Pair[] = [
    [words.say('plan.how-to-pay.amount'), words.tableAmount(letter.totalOwed)],
    ...(letter.charges === null
      ? []
      : [[words.say('transfer.pay.charges'), words.tableAmount(letter.charges)] as const]),
    ...(letter.ownInterest === null
      ? []
      : [[words.say('transfer.pay.interest'), words.tableAmount(letter.ownInterest)] as const]),
    [words.say('transfer.pay.before'), words.date(letter.transferFrom)],
    ...waysToPay(letter, words),
  ];
  return { heading: words.say('transfer.pay.heading'), blocks: [{ kind: 'facts', rows }] };
}

// Interest there, and limitation, are the recovery authority's own; the figures come with the model and are only told.
function consequences(letter: TransferNotice, words: Words): Part {
  const { interest, charges } = letter;
  const rate =
    interest === null
      ? words.say('transfer.interest-not-known')
      : words.say('transfer.interest', {
          percent: words.percent(interest.percent),
          from: words.date(interest.from),
        });
  return {
    heading: words.say('transfer.after.heading'),
    blocks: [
      {
        kind: 'list',
        items: [
          ...interestHere(letter, words),
          words.say('transfer.pay-there'),
          ...(charges === null ? [] : [words.say('transfer.charges', { charges: words.amount(charges) })]),
          words.say('transfer.they-decide'),
          rate,
          words.say('transfer.limitation'),
        ],
      },
    ],
  };
}

/** The municipality's own interest until the debt is sent, by the council's decision. */
function interestHere({ interestRuns: runs, ownInterest }: TransferNotice, words: Words): string[] {
  return [
    ...(runs === null
      ? []
      : [
          words.say('transfer.interest-here', {
            percent: words.percent(runs.percent),
            from: words.date(runs.from),
          }),
        ]),
    ...(ownInterest === null
      ? []
      : [words.say('transfer.interest-owed', { interest: words.amount(ownInterest) })]),
  ];
}
