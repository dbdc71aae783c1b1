import { readableDate } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import type { JobDone } from '../platform/daily-job.ts';

/** A daily job's report for the terminal: what was changed, what waits and why, and the amounts. */
export function jobLines({ state, report }: JobDone): string[] {
  const tried = state === 'dry-run' ? 'Prøvekørsel, intet er gemt. ' : '';
  const changed = Object.entries(report.changes).filter(([, { count }]) => count > 0);
  return [
    `${tried}${readableDate(report.on)}: set på ${report.claims}, uændret ${report.unchanged}.`,
    ...changed.map(([kind, { count }]) => `  ${changeWords[kind] ?? kind}: ${count}`),
    ...Object.entries(report.consequences)
      .filter(([name]) => name.startsWith('waits-for-'))
      .map(([name, count]) => `  Venter (${waitWords[name.slice('waits-for-'.length)] ?? name}): ${count}`),
    ...Object.entries(report.amounts)
      .filter(([, amount]) => amount !== '0.00')
      .map(([name, amount]) => `  ${amountWords[name] ?? name}: ${reportedKroner(amount)}`),
  ];
}

/** An amount of a report (`1234.50`; none = 0) as a person reads it. */
export function reportedKroner(amount = '0.00'): string {
  return readableKroner(parseKroner(amount) ?? zeroOre);
}

/** Only what a job has changed, one line a kind; nothing where nothing was. */
export function changedLines({ report }: JobDone): string[] {
  return Object.entries(report.changes)
    .filter(([kind, { count }]) => count > 0 && kind !== 'moved')
    .map(([kind, { count }]) => `${changeWords[kind] ?? kind}: ${count}.`);
}

const changeWords: Readonly<Record<string, string>> = {
  'new-debt': 'Beskeder om nye regninger',
  'due-soon': 'Beskeder om, at der snart skal betales',
  'payment-received': 'Beskeder om modtagne betalinger',
  'files-deleted': 'Henvendelser, hvis filer er slettet',
  reminder: 'Rykkere',
  warning: 'Varsler om Gældsstyrelsen',
  default: 'Misligholdt',
  proposed: 'Venter fra nu på en medarbejder',
  cleared: 'Klar til Gældsstyrelsen',
  ended: 'Afsluttet',
  'taken-up-again': 'Taget op igen',
  moved: 'Ny dag for næste skridt',
  placed: 'Berostillet',
  lifted: 'Berostillelse ophævet',
  'review-opened': 'Skal ses efter af en medarbejder',
  kept: 'Afdragsordninger betalt helt',
  asked: 'Afdrag, der er forfaldne',
  demanded: 'Rykket for et afdrag',
  'in-force': 'Betalt efter rykkeren',
  broken: 'Afdragsordninger faldet væk',
  resumed: 'Afdragsordninger, der går videre efter at have hvilet',
  'paid-in-time': 'Afdragsordninger faldet væk, men betalt i tide; en medarbejder skal se på det',
  'registered-for-set-off': 'Registreres til modregning hos Gældsstyrelsen',
  'set-off-told': 'Rettelser til registreringer til modregning',
  'set-off-ended': 'Registreringer til modregning, der ophører',
  demand: 'Påkrav',
  'demand-paid': 'Betalt efter påkrav',
  'plan-ended': 'Ordningen gælder ikke længere',
  'demand-given-up': 'Påkrav, der ikke kunne laves i tide',
  unable: 'Har ikke råd; betalingen standses',
  person: 'En medarbejder skal se på det først',
  'person-told': 'Nye punkter til en medarbejder',
  'cleared-for-transfer': 'Klar til Gældsstyrelsen',
  'default-held': 'Betalt i tide alligevel; en medarbejder skal se på det',
  'default-ended': 'Sendes ikke alligevel; der afgøres på ny',
  'invoice-paid': 'Regninger betalt',
  'invoice-passed': 'Regninger ikke betalt; beløbet fastsættes',
  'invoice-not-arrived': 'Regninger, der ikke er kommet frem',
  'invoice-withdrawn': 'Regninger, som en afgørelse er trådt i stedet for',
};

/** Why something waits, in Danish. */
export const waitWords: Readonly<Record<string, string>> = {
  day: 'dagen er ikke kommet',
  facts: 'nye oplysninger om indkomst og ydelser',
  person: 'en medarbejder skal godkende',
  'money-unallocated': 'der ligger penge, som ikke er fordelt',
  interest: 'der er tilskrevet rente i dag; sendes i morgen',
  'letter-not-arrived': 'brevet er ikke kommet frem',
  'answer-days': 'borgeren har nogle dage til at betale efter vores svar',
  'not-told': 'ikke alle har fået varslet',
  dead: 'borgeren er død, og intet bo er noteret',
  'no-address': 'hverken Digital Post eller adresse',
  'no-guardian': 'ingen værge er noteret',
  'no-custody-holder': 'ingen forældremyndighed er noteret',
  'unknown-person': 'CPR har ikke fortalt, hvem der skal skrives til',
  objection: 'indsigelse',
  complaint: 'klage',
  'source-to-correct': 'kravet skal rettes dér, hvor det er besluttet',
  deferral: 'udsat betaling',
  plan: 'afdragsordning',
  request: 'borgeren har bedt om afdrag eller udsættelse',
  death: 'dødsfald',
  bankruptcy: 'konkurs',
  'debt-relief': 'gældssanering',
  'missing-address': 'ingen adresse',
  'returned-mail': 'brev kom retur',
  'set-off-pending': 'modregning',
  'lapse-review': 'måske bortfaldet',
  ended: 'bortfaldet eller forældet',
  recovery: 'hos Gældsstyrelsen',
  'returned-less': 'Gældsstyrelsen sendte det tilbage med mindre, end vi ved om',
  liability: 'brevet om, at nogen nu hæfter, er ikke kommet frem',
  'decision-complaint': 'klage over en afgørelse',
  manual: 'berostillet af en medarbejder',
};

const amountWords: Readonly<Record<string, string>> = {
  fees: 'Gebyrer',
  missing: 'Mangler',
  demanded: 'Krævet ved påkrav',
  'due-at-once': 'Forfaldet på én gang',
};
