import type { DebtorState } from '../agreements/state-machine.ts';
import type { ChangeKind, Consequence, DecisionState, Found, Terms } from '../agreements/types.ts';
import { readableKroner } from '../kernel/money.ts';
import type { Language } from '../letters/explanation-in-words.ts';

type Reason = Exclude<Found, { outcome: 'none' }>['reason'] | Terms['reason'];

/** The words in which commands tell of findings, what followed from them, and where decisions and debtors stand. */
export interface FindingWords {
  readonly change: Readonly<Record<ChangeKind, string>>;
  readonly consequence: Readonly<Record<Consequence, string>>;
  readonly reason: Readonly<Record<Reason, string>>;
  readonly decisionState: Readonly<Record<DecisionState, string>>;
  readonly debtorState: Readonly<Record<DebtorState, string>>;
  readonly aMonth: (amount: string) => string;
  readonly deferral: string;
  readonly paused: string;
  readonly lapsed: string;
  readonly transferred: string;
  readonly nothing: string;
}

const da: FindingWords = {
  change: {
    'start-plan': 'begynder at betale',
    'start-deferral': 'får henstand',
    rise: 'skal betale mere',
    fall: 'skal betale mindre',
    suspend: 'betalingen standses (§ 7)',
    resume: 'skal betale igen efter henstand',
    'claims-changed': 'samme vilkår, andre krav',
    manual: 'beløb fastsat af en sagsbehandler (§ 6, stk. 2)',
    lapse: 'krav er bortfaldet',
    transfer: 'gælden sendes til Gældsstyrelsen (§ 10)',
  },
  consequence: {
    decision: 'en afgørelse eller et forslag',
    same: 'det samme som før',
    pending: 'det samme er allerede foreslået eller på vej til borgeren',
    'rise-below-threshold': 'stigningen er under kommunens grænse',
    'rise-to-confirm': 'stigningen skal bekræftes af en kørsel mere',
    'rise-waits-for-complaint': 'stigningen venter på en klage',
    'manual-stands': 'sagsbehandlerens beløb gælder (§ 6, stk. 2)',
    'nothing-owed': 'intet skyldes længere',
    defaulted: 'ordningen er misligholdt (§ 10); ingen ny kommer af sig selv',
    'invoice-open': 'borgeren får først en regning, eller fristen for den er ikke gået',
    'not-while-death': 'der afgøres intet, mens et dødsbo behandles',
    'not-while-bankruptcy': 'der afgøres intet, mens en konkurs behandles',
    'not-while-debt-relief': 'der afgøres intet, mens en gældssanering behandles',
    person: 'en medarbejder skal se på det først',
  },
  reason: {
    table: 'efter tabellen',
    'no-income': '350 kr. uden oplysninger om indkomst',
    manual: 'fastsat af en sagsbehandler (§ 6, stk. 2)',
    benefit: 'henstand på grund af en ydelse',
    'pension-only': 'henstand, kun førtidspension',
    'low-income': 'henstand, indkomst under grænsen',
    'years-passed': 'årene er gået under henstand (§ 9, stk. 1)',
    'deferral-after-years': 'henstand, efter at årene er gået (§ 9, stk. 2)',
    judged: 'vurderet af en sagsbehandler (§ 9)',
    default: 'ikke betalt trods påkrav (§ 10)',
  },
  decisionState: {
    hearing: 'borgeren spørges først',
    waiting: 'venter på, at en medarbejder godkender',
    decided: 'afgjort; brevet er på vej',
    'in-force': 'trådt i kraft',
    withdrawn: 'taget tilbage, før borgeren fik den',
    reversed: 'omgjort',
  },
  debtorState: {
    undecided: 'endnu ikke afgjort',
    plan: 'afdragsordning',
    manual: 'afdrag fastsat af en sagsbehandler',
    deferred: 'henstand',
    suspended: 'betalingen er standset',
    defaulted: 'misligholdt; hele gælden skal betales',
    'at-recovery': 'hos Gældsstyrelsen',
    paid: 'betalt',
    lapsed: 'bortfaldet',
    freed: 'hæfter ikke længere',
    cancelled: 'kravene er taget tilbage',
  },
  aMonth: (amount) => `${amount} om måneden`,
  deferral: 'henstand',
  paused: 'betalingen standses',
  lapsed: 'krav bortfalder',
  transferred: 'hele gælden til Gældsstyrelsen',
  nothing: 'intet',
};

const en: FindingWords = {
  change: {
    'start-plan': 'begins to pay',
    'start-deferral': 'is granted deferral',
    rise: 'is to pay more',
    fall: 'is to pay less',
    suspend: 'payment is suspended (§ 7)',
    resume: 'is to pay again after deferral',
    'claims-changed': 'the same terms, other claims',
    manual: 'an amount fixed by a caseworker (§ 6(2))',
    lapse: 'claims have lapsed',
    transfer: 'the debt goes to the Danish Debt Collection Agency (§ 10)',
  },
  consequence: {
    decision: 'a decision or a proposal',
    same: 'the same as before',
    pending: 'the same is already proposed, or on its way to the citizen',
    'rise-below-threshold': 'the rise is below the municipality’s limit',
    'rise-to-confirm': 'the rise must be confirmed by one more run',
    'rise-waits-for-complaint': 'the rise waits for a complaint',
    'manual-stands': 'the caseworker’s amount stands (§ 6(2))',
    'nothing-owed': 'nothing is owed any longer',
    defaulted: 'the plan was not kept (§ 10); no new one comes by itself',
    'invoice-open': 'an invoice comes first, or its deadline has not passed',
    'not-while-death': 'not while an estate is dealt with',
    'not-while-bankruptcy': 'not while a bankruptcy is dealt with',
    'not-while-debt-relief': 'not while debt relief is dealt with',
    person: 'a person must look first',
  },
  reason: {
    table: 'by the table',
    'no-income': 'DKK 350 without information about income',
    manual: 'fixed by a caseworker (§ 6(2))',
    benefit: 'deferral because of a benefit',
    'pension-only': 'deferral, disability pension only',
    'low-income': 'deferral, income below the limit',
    'years-passed': 'the years ran out under deferral (§ 9(1))',
    'deferral-after-years': 'deferral after the years ran out (§ 9(2))',
    judged: 'judged by a caseworker (§ 9)',
    default: 'not paid in spite of a demand (§ 10)',
  },
  decisionState: {
    hearing: 'the citizen is asked first',
    waiting: 'waits for a person to approve',
    decided: 'decided; the letter is on its way',
    'in-force': 'came into force',
    withdrawn: 'withdrawn before the citizen got it',
    reversed: 'reversed',
  },
  debtorState: {
    undecided: 'not decided yet',
    plan: 'instalment plan',
    manual: 'instalments fixed by a caseworker',
    deferred: 'deferral',
    suspended: 'payment is suspended',
    defaulted: 'in default; the whole debt is due',
    'at-recovery': 'at the Danish Debt Collection Agency',
    paid: 'paid',
    lapsed: 'lapsed',
    freed: 'no longer liable',
    cancelled: 'the claims were withdrawn',
  },
  aMonth: (amount) => `${amount} a month`,
  deferral: 'deferral',
  paused: 'payment suspended',
  lapsed: 'claims lapse',
  transferred: 'the whole debt to the Danish Debt Collection Agency',
  nothing: 'nothing',
};

export const findingWords: Readonly<Record<Language, FindingWords>> = { da, en };

/** What a debtor has to do by some terms, or that nothing is in force. */
export function termsInWords(terms: Terms | null, language: Language = 'da'): string {
  const words = findingWords[language];
  if (terms === null) return words.nothing;
  switch (terms.outcome) {
    case 'plan':
      return words.aMonth(readableKroner(terms.monthly, language));
    case 'deferral':
      return terms.suspends ? words.paused : words.deferral;
    case 'lapse':
      return words.lapsed;
    case 'transfer':
      return words.transferred;
  }
}
