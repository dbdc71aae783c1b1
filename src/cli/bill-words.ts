import type { Arrangement } from '../arrangements/types.ts';
import type { ErrandKind, ErrandOutcome } from '../endings/errand-types.ts';
import { readableDate } from '../kernel/dates.ts';
import { readableKroner } from '../kernel/money.ts';
import type { WriteOffReason } from '../law/write-off-limits.ts';
import type { Against, Outcome } from '../objections/types.ts';

/** What bills, and how they end, are called wherever a command tells of them. */

/** Against what a debtor objects: *mod at der skyldes noget*. */
export const againstWords: Readonly<Record<Against, string>> = {
  existence: 'at der skyldes noget',
  amount: 'beløbets størrelse',
  fee: 'et gebyr',
};

export const objectionOutcomeWords: Readonly<Record<Outcome, string>> = {
  refused: 'afvist',
  upheld: 'borgeren fik ret',
  partly: 'borgeren fik delvist ret',
  withdrawn: 'trukket tilbage af borgeren',
};

export const arrangementStateWords: Readonly<Record<Arrangement['state'], string>> = {
  proposed: 'ikke afgjort endnu',
  'in-force': 'gælder',
  demanded: 'der er rykket for et afdrag',
  broken: 'faldet væk',
  kept: 'betalt',
  ended: 'afsluttet',
  refused: 'afvist',
};

/** What has been asked for about bills. */
export function termsText(terms: Arrangement['terms']): string {
  return terms.kind === 'plan'
    ? `${readableKroner(terms.monthly)} om måneden fra ${readableDate(terms.firstDue)} til ${readableDate(terms.lastDue)}`
    : `betales senest ${readableDate(terms.lastDue)}`;
}

export const errandKindWords: Readonly<Record<ErrandKind, string>> = {
  death: 'dødsbo',
  bankruptcy: 'konkurs',
  'debt-relief': 'gældssanering',
};

export const errandOutcomeWords: Readonly<Record<ErrandOutcome, string>> = {
  paid: 'alt er betalt',
  'part-paid': 'en del er betalt; ingen skylder resten',
  'estate-insolvent': 'boudlæg; ingen skylder resten',
  'undivided-estate': 'uskiftet bo; ægtefællen skylder resten',
  'private-division': 'privat skifte; arvingerne skylder resten',
  dividend: 'der er betalt dividende',
  relieved: 'gælden er nedsat eller faldet væk',
  'closed-without': 'lukket, uden at noget er ændret',
  mistake: 'sagen var åbnet ved en fejl',
};

export const lossReasonWords: Readonly<Record<WriteOffReason, string>> = {
  lapse: 'bortfaldet',
  limitation: 'forældet',
  accessory: 'falder væk med hovedkravet',
  estate: 'dødsbo',
  'estate-insolvent': 'boudlæg',
  bankruptcy: 'konkurs',
  'debt-relief': 'gældssanering',
  recovery: 'afskrevet af Gældsstyrelsen',
  futile: 'udsigtsløst at inddrive',
  trivial: 'for lille at inddrive',
  rounding: 'øredifference',
  administrative: 'administrativ afskrivning',
};
