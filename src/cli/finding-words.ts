import type { WorkItemKind } from '../agreements/work-items.ts';
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
  /** What a person must look at. */
  readonly workItem: Readonly<Record<WorkItemKind, string>>;
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
  workItem: {
    'income-not-obtained': 'indkomsten kunne ikke hentes',
    'person-not-obtained': 'CPR-oplysninger kunne ikke hentes',
    'benefits-not-obtained': 'ydelser kunne ikke hentes',
    'not-asked': 'der er ikke hentet oplysninger til måneden',
    'reversal-without-original': 'en tilbageførsel i eIndkomst mangler sin indberetning',
    'negative-net-income': 'skat og bidrag er større end indkomsten',
    'unknown-benefit': 'en ydelse, som reglen ikke kender',
    abroad: 'bor ikke i Danmark',
    dead: 'død',
    missing: 'forsvundet',
    'number-not-valid': 'CPR-nummeret gælder ikke længere',
    'number-of-another': 'CPR giver borgeren et nummer, som en anden debitor har',
    guardianship: 'værgemål',
    'under-18': 'under 18 år',
    'b-income': 'B-indkomst, der ikke er trukket skat af',
    'children-disagree': 'CPR er ikke enig med sig selv om børnene',
    'cash-benefit-disagrees': 'eIndkomst viser kontanthjælp, som ydelsesindekset ikke kender',
    'income-at-limit': 'indkomsten er præcis på grænsen',
    'income-corrected': 'indkomst, som en afgørelse byggede på, er rettet, og der er krævet for meget',
    'claim-lapsed': 'et krav er bortfaldet',
    'lapse-review': 'det skal vurderes, om et krav er bortfaldet',
    'deferral-would-lapse': 'henstand nu ville få resten til at bortfalde',
    'letter-not-arrived': 'et brev er ikke kommet frem',
    'letter-not-made': 'et brev kunne ikke laves',
    'hearing-answered': 'borgeren har svaret på en høring',
    'arrived-late': 'et brev kom sent frem, og den første betalingsdag er flyttet',
    'other-answer-today': 'reglen ville svare noget andet i dag',
    'transfer-not-ready': 'et krav kan ikke sendes til Gældsstyrelsen, som det er',
    'recovery-reason': 'en begrundelse til Gældsstyrelsen skal læses og godkendes, før kravet sendes',
    'recovery-rejected': 'Gældsstyrelsen har afvist det, den fik at vide om et krav',
    'recovery-put-right': 'en rente eller et gebyr, der er fortrudt i en høring, skal rettes',
    'recovery-hearing': 'Gældsstyrelsen spørger, om et krav er rigtigt',
    'recovery-contradicts': 'Gældsstyrelsen har svaret to forskellige ting om det samme',
    'recovery-change': 'en ændring af et krav skal fortælles Gældsstyrelsen af en medarbejder',
    'recall-refused': 'et krav kan ikke kaldes tilbage af den grund',
    'recovery-stopped': 'et krav er standset på vej til Gældsstyrelsen',
    'covered-at-recovery': 'et krav er sat ned under det, Gældsstyrelsen har dækket af det',
    'recovery-returned': 'Gældsstyrelsen har sendt et krav tilbage eller afskrevet det',
    'recovery-differs': 'Gældsstyrelsen har dækket mere, end der står på kravet',
    'recovery-told-twice':
      'det samme er fortalt om et krav både i portalen og af systemet, og er bogført én gang',
    'recovery-typed-again': 'det samme er indtastet fra portalen i to filer: én meddelelse, eller to',
    'recovery-balance': 'Gældsstyrelsen oplyser en anden rest på et krav, end dens meddelelser giver',
    'bank-line-unconfirmed': 'bevægelser på bankkontoen er ikke bekræftet af et kontoudtog',
    'errand-opened': 'dødsbo, konkurs eller gældssanering er åbnet som sag',
    'errand-deadline': 'en frist i et dødsbo, en konkurs eller en gældssanering',
    'errand-claim': 'et krav er kommet til et dødsbo, en konkurs eller en gældssanering, eller efter den',
    'estate-unknown': 'ingen har fortalt, hvordan et dødsbo behandles',
    'liability-at-recovery': 'hæftelsen er ændret for et krav, som kun Gældsstyrelsen kan rette',
    'pension-age-soon': 'borgeren når snart folkepensionsalderen, og henstanden ender',
    'money-suspended': 'penge er modtaget, og ingen ved, hvad de er til',
    'money-held': 'der er betalt for meget, og beløbet står til debitors gode',
    'charged-back': 'en betaling er taget tilbage af banken eller kanalen',
    'besides-plan': 'der skyldes mere af regningerne i en frivillig afdragsordning, end der er aftalt',
    'plan-past-limitation':
      'en afdragsordning, der har hvilet, kan ikke nå at blive betalt, før noget af den er forældet',
    'limitation-runs-on':
      'en anden har en aftale om det, debitoren også skylder, og forældelsen løber videre',
    'paid-before-end': 'et krav, der er bortfaldet eller forældet, var betalt i tide',
    'owed-after-loss': 'der er penge til gode hos en debitor, som stadig skylder et krav, der er afskrevet',
    'owed-back':
      'en betaling, som kommunen har betalt noget tilbage af, er taget tilbage: debitor skylder det, der er udbetalt',
    'refund-rejected': 'en udbetaling er ikke nået frem',
    'bank-line-unknown': 'en bevægelse på bankkontoen står ikke i regnskabet',
    'bank-told-before': 'en bevægelse på bankkontoen er måske oplyst før',
    'bank-told-in-parts': 'banken har oplyst delene af et beløb, som er fordelt allerede',
    'clearing-otherwise':
      'det, en betalingskanal har oplyst, er ikke kommet i banken, eller der er kommet mere',
    'till-differs': 'kassen er talt op til et andet beløb, end regnskabet siger',
    'step-to-approve': 'det næste skridt om en ubetalt regning venter på en medarbejder',
    'notice-exception': 'en undtagelse fra brevet før overdragelse venter på en anden',
    'hold-review': 'en berostillelse skal ses efter',
    'manual-plan-not-kept': 'et beløb, som en sagsbehandler har fastsat, er ikke betalt',
    'default-needs-facts': 'et påkrav er ikke betalt, og der er ingen nye oplysninger om indkomst',
    'order-not-read':
      'krav efter en lov, hvis opkrævningsbekendtgørelse ikke er læst: intet afgøres eller inddrives automatisk',
    'co-debtor-not-in-default':
      'et fælles krav kan ikke sendes, fordi den anden ægtefælle ikke har misligholdt',
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
  workItem: {
    'income-not-obtained': 'income could not be obtained',
    'person-not-obtained': 'CPR data could not be obtained',
    'benefits-not-obtained': 'benefits could not be obtained',
    'not-asked': 'no facts were fetched for the month',
    'reversal-without-original': 'a reversal in eIndkomst lacks the report it reverses',
    'negative-net-income': 'tax and contributions are larger than the income',
    'unknown-benefit': 'a benefit that the rule does not know',
    abroad: 'does not live in Denmark',
    dead: 'dead',
    missing: 'missing',
    'number-not-valid': 'the CPR number is no longer valid',
    'number-of-another': 'CPR gives the citizen a number that another debtor has',
    guardianship: 'under guardianship',
    'under-18': 'under 18',
    'b-income': 'B-income from which no tax has been withheld',
    'children-disagree': 'CPR disagrees with itself about the children',
    'cash-benefit-disagrees': 'eIndkomst shows cash benefit that the benefit index does not know',
    'income-at-limit': 'the income is exactly at the limit',
    'income-corrected': 'income that a decision rested on has been corrected, and too much was asked for',
    'claim-lapsed': 'a claim has lapsed',
    'lapse-review': 'it must be judged whether a claim has lapsed',
    'deferral-would-lapse': 'deferral now would make the rest lapse',
    'letter-not-arrived': 'a letter has not arrived',
    'letter-not-made': 'a letter could not be made',
    'hearing-answered': 'the citizen has answered a hearing',
    'arrived-late': 'a letter arrived late, and the first due date was moved',
    'other-answer-today': 'the rule would answer otherwise today',
    'transfer-not-ready': 'a claim cannot be sent to the recovery authority as it stands',
    'recovery-reason':
      'a reason for the recovery authority must be read and approved before the claim is sent',
    'recovery-rejected': 'the recovery authority has refused what it was told of a claim',
    'recovery-put-right': 'interest or a fee that was regretted in a hearing is to be put right',
    'recovery-hearing': 'the recovery authority asks whether a claim is right',
    'recovery-contradicts': 'the recovery authority has answered the same in two ways',
    'recovery-change': 'a person must tell the recovery authority of a change',
    'recall-refused': 'a claim may not be recalled for that reason',
    'recovery-stopped': 'something stops a claim that the recovery authority has been told of',
    'covered-at-recovery': 'a claim amounts to less than the recovery authority has covered of it',
    'recovery-returned': 'the recovery authority has sent a claim back, or written it off',
    'recovery-differs': 'the recovery authority has covered more than stands on the claim',
    'recovery-told-twice':
      'the same was told of a claim by the portal and by the system, and was booked once',
    'recovery-typed-again': 'the same was typed from the portal in two files: one notification, or two',
    'recovery-balance':
      'the recovery authority says that it has another amount left of a claim than its messages come to',
    'bank-line-unconfirmed': 'movements on the bank’s account have not been confirmed by a statement',
    'errand-opened': 'an errand about a death, bankruptcy or debt relief was opened',
    'errand-deadline': 'a deadline in an estate, bankruptcy or debt relief',
    'errand-claim': 'a claim has come to an estate, bankruptcy or debt relief, or after it',
    'estate-unknown': 'nobody has told how an estate is dealt with',
    'liability-at-recovery': 'who is liable has changed for a claim that only Gældsstyrelsen can change',
    'pension-age-soon': 'the citizen soon reaches the state pension age, and deferral ends',
    'money-suspended': 'money was received, and nobody knows what it is for',
    'money-held': 'too much was paid, and it is held for the debtor',
    'charged-back': 'the bank or the channel has taken a payment back',
    'besides-plan': 'more is owed of the bills of a voluntary plan than was agreed',
    'plan-past-limitation':
      'instalments that have rested would not be over before something of it is time-barred',
    'limitation-runs-on': 'another has an arrangement about what the debtor owes too, and limitation runs on',
    'paid-before-end': 'a claim that has lapsed or is time-barred had been paid in time',
    'owed-after-loss': 'money is held for a debtor who still owes a claim that was written off',
    'owed-back':
      'a payment of which something was given back has been taken back: the debtor owes what was paid out',
    'refund-rejected': 'a pay-out has not arrived',
    'bank-line-unknown': 'a movement on the bank account is in no book of ours',
    'bank-told-before': 'a movement on the bank account was perhaps told before',
    'bank-told-in-parts': 'the bank has told the parts of a sum that has been allocated already',
    'clearing-otherwise': 'what a payment channel told has not come to the bank, or more has come',
    'till-differs': 'another amount was counted in the till than the books say',
    'step-to-approve': 'the next step about an unpaid bill waits for a person',
    'notice-exception': 'an exception from the letter before transfer waits for a second person',
    'hold-review': 'a hold is to be looked at again',
    'manual-plan-not-kept': 'an amount that a caseworker has fixed was not paid',
    'default-needs-facts': 'a demand was not paid, and there are no fresh facts about income',
    'order-not-read': 'claims by a law whose collection order has not been read: nothing is decided by rule',
    'co-debtor-not-in-default': 'a joint claim cannot be sent, because the other spouse is not in default',
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
