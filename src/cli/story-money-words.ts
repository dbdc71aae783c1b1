import { parsePlainDate, readableDate } from '../kernel/dates.ts';
import { parseDecisionId, readableDecisionId } from '../kernel/ids.ts';
import { readableKroner, zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { LessBecause } from '../agreements/instalment-limit.ts';
import type { ClaimName } from '../claims/claim-names.ts';
import type { MoneyFact } from '../insight/story-entries.ts';
import { channelWords } from './payment-words.ts';

/** A claim by the source system's name for it. */
export function named({ sourceSystem, claimId }: ClaimName): string {
  return `${sourceSystem}:${claimId}`;
}

/** What money is perhaps to be given back of, with a decision's number as it is printed. */
export function refundOf(about: string | null): string {
  if (about === null) return '';
  const decision = parseDecisionId(about);
  if (decision !== null) return ` (afgørelse ${readableDecisionId(decision)})`;
  const [, what = '', of = ''] = /^(\S+) (\S+)/.exec(about) ?? [];
  const due = parsePlainDate(of);
  if (what === 'instalment' && due !== null) return ` (rate ${readableDate(due)})`;
  const words = refundedOf[what];
  return words === undefined ? '' : ` (${words} ${of})`;
}

const refundedOf: Readonly<Record<string, string>> = {
  payment: 'betaling',
  claim: 'krav',
  refund: 'udbetaling',
  correction: 'rettelse',
};

const lessWords: Readonly<Record<LessBecause, string>> = {
  'suspension-under-way': 'henstand er på vej',
  'fall-under-way': 'et lavere beløb er på vej',
  'deferral-found': 'henstand efter seneste beregning; en medarbejder skal se på sagen først',
  dead: 'borgeren er død',
  'paid-ahead': 'borgeren har betalt forud',
  errand: 'et dødsbo, en konkurs eller en gældssanering behandles',
};

/** Why money is perhaps to be given back. */
export const refundWords = {
  overpaid: 'betalt for meget',
  'claim-reduced': 'kravet er sat ned efter betaling',
  'charge-reduced': 'renter eller gebyr er sat ned efter betaling',
  'covered-there':
    'Gældsstyrelsen har dækket mere, end der stod; det gives først tilbage, når det er afklaret med Gældsstyrelsen',
  'income-corrected': 'indkomsten er rettet, efter at der er betalt',
  'decision-reversed': 'afgørelsen er omgjort, efter at der er betalt',
  'asked-too-much': 'et lavere beløb eller henstand gjaldt, allerede da der blev opkrævet',
  'paid-after-lapse': 'betalt, efter at kravet var bortfaldet',
  'paid-after-limitation': 'betalt, efter at kravet var forældet',
} as const;

/** What was asked for, paid, or is perhaps to be given back. */
export function moneyWords(fact: MoneyFact): string[] {
  switch (fact.what) {
    case 'instalment':
      return [instalmentLine(fact)];
    case 'instalment-taken-back':
      return [`Rate ${readableDate(fact.due)} er taget tilbage med ${readableKroner(fact.amount)}`];
    case 'payment': {
      const over = fact.overpaid > zeroOre ? [`  betalt for meget: ${readableKroner(fact.overpaid)}`] : [];
      return [
        `Betalt ${readableKroner(fact.amount)} ${channelWords[fact.channel]} (betaling ${fact.payment}):`,
        ...fact.covered.map(({ claim, amount }) => `  ${named(claim)}: ${readableKroner(amount)}`),
        ...over,
      ];
    }
    case 'set-off':
      return [`Modregnet ${readableKroner(fact.amount)} (${fact.number}): ${fact.payoutFor}`];
    case 'payment-taken-back':
      return [`Betaling ${fact.payment} på ${readableKroner(fact.amount)} er gået tilbage`];
    case 'refund': {
      const still = fact.closedOn === null ? '; en medarbejder skal tage stilling' : '';
      return [
        `Måske til udbetaling: ${readableKroner(fact.amount)}, ${refundWords[fact.why]}${refundOf(fact.about)}${still}`,
      ];
    }
    case 'refund-order': {
      const by = fact.by === null ? '' : ` af ${fact.by}`;
      return [`Udbetaling ${fact.order} på ${readableKroner(fact.amount)} er ${orderSteps[fact.step]}${by}`];
    }
    default:
      return unreachable(fact);
  }
}

const orderSteps = {
  proposed: 'foreslået',
  approved: 'godkendt',
  sent: 'sendt til udbetaling',
  paid: 'betalt ud',
  rejected: 'ikke nået frem; beløbet står igen til gode',
} as const;

function instalmentLine({ due, amount, lessBecause }: Extract<MoneyFact, { what: 'instalment' }>): string {
  const because = lessBecause === null ? '' : `, fordi ${lessWords[lessBecause]}`;
  const rate = `Rate ${readableDate(due)}`;
  if (amount === zeroOre) return `${rate} er ikke opkrævet${because}`;
  return `${rate} er opkrævet: ${readableKroner(amount)}${because}`;
}
