import type { DecisionState, Found, Terms } from '../agreements/types.ts';
import type { ArrangementState, ArrangementTerms } from '../arrangements/types.ts';
import type { CheckoutState } from '../checkout/state-machine.ts';
import type { RepresentativeKind } from '../debtors/representatives.ts';
import type { ErrandKind, ErrandOutcome } from '../endings/errand-types.ts';
import type { SetOffState } from '../endings/set-off-types.ts';
import type { ClaimState } from '../law/claim-state.ts';
import type { HoldReason } from '../law/holds.ts';
import type { RefundReason } from '../ledger/refunds.ts';
import type { DeliveryChannel } from '../letters/delivery-types.ts';
import type { Whose } from '../letters/explanation-in-words.ts';
import type { LetterKind } from '../letters/model.ts';
import type { MessageStanding } from '../messages/messages.ts';
import type { About } from '../messages/types.ts';
import type { Channel } from '../payments/types.ts';
import type { RefundState } from '../payments/refund-orders.ts';
import type { Part } from '../platform/read-partly.ts';
import type { DebtPart, MovementKind } from './debt-page.ts';
import type { LookedAt } from './looked-at.ts';
import type { DebtLine } from './overview/types.ts';

/** What the citizens' pages call things, in Danish: the file says the same. */
export interface PageWords {
  readonly debtName: (type: string) => string;
  readonly letter: Readonly<Record<LetterKind, string>>;
  readonly movement: Readonly<Record<MovementKind, string>>;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly looked: Readonly<Record<LookedAt, string>>;
  /** Which looks at somebody are not told of one by one. */
  readonly notLooked: string;
  /** Whose income it is that is told of: the reader's own, or another's, for whom they act. */
  readonly whose: Whose;
  /** That a part cannot be read. */
  readonly missing: (part: Part) => string;
}

/** Where a debt stands. */
export const stateWords: Readonly<Record<ClaimState, string>> = {
  'written-off': 'vi beder ikke længere om det',
  withdrawn: 'trukket tilbage',
  lapsed: 'faldet væk',
  'time-barred': 'for gammelt til at blive krævet',
  discharged: 'skal ikke betales længere',
  paid: 'betalt',
  'at-recovery': 'hos Gældsstyrelsen',
  'in-hearing': 'Gældsstyrelsen har spurgt os om det',
  'in-transfer': 'på vej til Gældsstyrelsen',
  stopped: 'sat i stå',
  disputed: 'der er skrevet, at det er forkert, og vi ser på det',
  deferred: 'skal ikke betales nu',
  'on-plan': 'betales lidt ad gangen',
  held: 'venter',
  notified: 'vi har skrevet, at vi kan sende det til Gældsstyrelsen',
  defaulted: 'aftalen er faldet væk, og det hele skal betales',
  demanded: 'vi har skrevet om en betaling, der mangler',
  reminded: 'vi har rykket for det',
  overdue: 'fristen er gået',
  due: 'skal betales nu',
  future: 'skal betales senere',
  undecided: 'ikke besluttet endnu',
};

/** Of what its holder was right about. */
export const toCorrectWords = 'du har fået ret, og det skal rettes';

export const partWords: Readonly<Record<DebtPart['kind'], string>> = {
  principal: 'selve beløbet',
  interest: 'renter',
  fee: 'gebyr',
  returned: 'renter fra Gældsstyrelsen',
};

/** Why something rests. What is about who owes it too is not told (insight/my-data-money.ts). */
export const holdWords: Readonly<Record<HoldReason, string>> = {
  objection: 'der er sagt nej til det',
  complaint: 'der er klaget',
  'source-to-correct': 'det skal rettes',
  deferral: 'det er aftalt at betale senere',
  plan: 'det er aftalt at betale lidt ad gangen',
  request: 'der er bedt om at betale på en anden måde',
  death: 'et dødsfald',
  bankruptcy: 'en konkurs',
  'debt-relief': 'en gældssanering',
  'missing-address': 'vi kender ikke adressen',
  'returned-mail': 'et brev kom tilbage',
  'set-off-pending': 'vi vil måske bruge penge, vi ellers skulle betale ud',
  'lapse-review': 'vi ser på, om det er faldet væk',
  ended: 'det er slut',
  recovery: 'noget skal afklares med Gældsstyrelsen',
  'returned-less': 'Gældsstyrelsen har sendt mindre tilbage, end den har fortalt',
  liability: 'vi ser på, hvem der skal betale',
  'decision-complaint': 'der er klaget over en beslutning',
  manual: 'en medarbejder har sat det på pause',
};

/** What follows from a complaint that a debt is to be repaid. */
export const complaintWords: Readonly<Record<NonNullable<DebtLine['complaint']>, string>> = {
  own: 'der er klaget over, at det skal betales tilbage, og klagen er ikke afgjort',
  'own-kept':
    'der er klaget over, at det skal betales tilbage; vi sender det ikke til Gældsstyrelsen, før klagen er afgjort',
  kept: 'vi sender det ikke til Gældsstyrelsen lige nu',
};

export const decidedWords: Readonly<Record<Terms['outcome'], string>> = {
  plan: 'der skal betales hver måned',
  deferral: 'der skal ikke betales nu',
  lapse: 'noget af det er faldet væk',
  transfer: 'det hele sendes til Gældsstyrelsen',
};

export const decisionStateWords: Readonly<Record<DecisionState, string>> = {
  hearing: 'vi har spurgt, før vi beslutter',
  waiting: 'venter på, at en medarbejder godkender',
  decided: 'besluttet, brevet er på vej',
  'in-force': 'brevet er nået frem',
  withdrawn: 'blev ikke til noget',
  reversed: 'gælder ikke længere',
};

export const foundWords: Readonly<Record<Found['outcome'], string>> = {
  none: 'en medarbejder skal se på det',
  plan: 'der skal betales hver måned',
  deferral: 'der skal ikke betales nu',
};

export const arrangedWords: Readonly<Record<ArrangementTerms['kind'], string>> = {
  plan: 'betale lidt ad gangen',
  deferral: 'betale senere',
};

export const arrangementStateWords: Readonly<Record<ArrangementState, string>> = {
  proposed: 'venter på svar',
  'in-force': 'gælder',
  demanded: 'gælder, en betaling mangler',
  broken: 'faldet væk',
  kept: 'betalt',
  ended: 'slut',
  refused: 'sagt nej til',
};

export const checkoutWords: Readonly<Record<CheckoutState, string>> = {
  prepared: 'begyndt',
  open: 'begyndt',
  authorized: 'godkendt',
  paid: 'betalt',
  stopped: 'ikke betalt, ingen penge taget',
};

export const refundWords: Readonly<Record<RefundReason, string>> = {
  overpaid: 'betalt for meget',
  'claim-reduced': 'gælden var mindre end før',
  'charge-reduced': 'renter eller et gebyr blev mindre',
  'covered-there': 'Gældsstyrelsen har fået mere, end der var',
  'income-corrected': 'indkomsten blev rettet',
  'decision-reversed': 'en beslutning gælder ikke længere',
  'asked-too-much': 'vi bad om for meget',
  'paid-after-lapse': 'betalt, efter at det var faldet væk',
  'paid-after-limitation': 'betalt, efter at det var for gammelt',
};

export const payOutWords: Readonly<Record<RefundState, string>> = {
  proposed: 'foreslået',
  approved: 'godkendt',
  sent: 'sendt til udbetaling',
  left: 'sendt til udbetaling',
  paid: 'udbetalt',
  rejected: 'kunne ikke udbetales',
  withdrawn: 'blev ikke til noget',
};

export const setOffWords: Readonly<Record<SetOffState, string>> = {
  heard: 'vi har spurgt',
  decided: 'besluttet',
  settled: 'trukket fra',
  withdrawn: 'blev ikke til noget',
};

export const errandWords: Readonly<Record<ErrandKind, string>> = {
  death: 'dødsbo',
  bankruptcy: 'konkurs',
  'debt-relief': 'gældssanering',
};

export const outcomeWords: Readonly<Record<ErrandOutcome, string>> = {
  paid: 'alt blev betalt',
  'part-paid': 'noget blev betalt',
  'estate-insolvent': 'boet havde ingen penge',
  'undivided-estate': 'ægtefællen sidder i uskiftet bo',
  'private-division': 'arvingerne delte selv',
  dividend: 'noget blev betalt af konkursboet',
  relieved: 'noget af det skal ikke betales længere',
  'closed-without': 'lukket uden resultat',
  mistake: 'var en fejl',
};

export const representativeWords: Readonly<Record<RepresentativeKind, string>> = {
  guardian: 'værge',
  'power-of-attorney': 'fuldmagt',
  'custody-holder': 'forælder',
  estate: 'dødsbo',
};

export const sentByWords: Readonly<Record<DeliveryChannel, string>> = {
  digital: 'Digital Post',
  paper: 'brev med posten',
  'by-hand': 'overrakt',
};

export const messageWords: Readonly<Record<About['kind'], string>> = {
  objection: 'uenig i noget af gælden',
  'hearing-answer': 'svar, før vi beslutter noget',
  'set-off-answer': 'svar, før vi bruger penge, vi ellers skulle betale ud',
  complaint: 'klage',
  documentation: 'papirer',
};

export const messageStateWords: Readonly<Record<MessageStanding['standing']['state'], string>> = {
  received: 'modtaget',
  'looked-at': 'læst',
  decided: 'vi har besluttet noget',
  answered: 'besvaret',
  withdrawn: 'trukket tilbage',
};
