import type { Difference } from '../dunning/consequences.ts';
import { changesAnything, type Consequences } from '../insight/configuration-consequences.ts';
import { readableDate } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import type { Consequence, RunningChoice } from '../municipality/consequences.ts';
import { portalChangeLines } from './portal-change-words.ts';

/** What a new configuration would change, for the terminal; null = the municipality has none yet. */
export function consequenceLines(told: Consequences | null): string[] {
  if (told === null || !changesAnything(told))
    return ['Opsætningen ændrer ikke noget ved det, der er i gang.', ...portalChangeLines(told?.pages ?? [])];
  return [
    `Opsætningen ændrer: ${told.changed.map((choice) => choiceWords[choice]).join(', ')}.`,
    ...billLines(told),
    ...otherLines(told),
    ...portalChangeLines(told.pages),
    `Segl: ${told.seal}`,
  ];
}

function billLines({ affected, running, steps }: Consequences): string[] {
  if (affected === 0) return ['De næste skridt bliver de samme for alle regninger.'];
  return [
    `Opsætningen ændrer de næste skridt for ${affected} af ${running} regninger, der er i gang:`,
    ...Object.entries(steps).flatMap(([step, found]) =>
      Object.entries(found).map(
        ([difference, touched]) =>
          `  ${stepWords[step] ?? step}, ${differenceWords[difference] ?? difference}: ${countWords(touched)}`,
      ),
    ),
  ];
}

function otherLines({ others, changed }: Consequences): string[] {
  const untouched = changed.filter(
    (choice) => choice !== 'lifeCycles' && !others.some((each) => each.choice === choice),
  );
  return [
    ...others.map(
      (each) =>
        `${capital(choiceWords[each.choice])}, ${whatWords[`${each.choice} ${each.what}`] ?? each.what}: ${countWords(each)}`,
    ),
    ...(untouched.length === 0
      ? []
      : [
          `Ikke talt op ved det, der er i gang: ${untouched.map((choice) => choiceWords[choice]).join(', ')}.`,
        ]),
  ];
}

type Counted = Pick<Consequence, 'count' | 'sum' | 'next' | 'debtors' | 'claims'>;

function countWords({ count, sum, next, debtors, claims }: Counted): string {
  const kroner = readableKroner(parseKroner(sum) ?? zeroOre);
  const day = next === null ? '' : `, tidligst ${readableDate(next)}`;
  const those = [
    ...(debtors.length === 0 ? [] : [`debitor ${debtors.join(', ')}`]),
    ...(claims.length === 0 ? [] : [`krav ${claims.join(', ')}`]),
  ].join('; ');
  return `${count}, ${kroner}${day}${those === '' ? '' : ` (${those})`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const choiceWords: Readonly<Record<RunningChoice, string>> = {
  payment: 'betalingen af rater',
  run: 'månedens kørsel',
  daily: 'dagens arbejde',
  automatic: 'hvad der afgøres uden en medarbejder',
  hearing: 'høringen',
  incomeRequest: 'spørgsmålet om indkomst',
  changes: 'hvornår en stigning tæller',
  firstContact: 'det første, borgeren får',
  demand: 'påkravet',
  transfer: 'afgørelsen om Gældsstyrelsen',
  ownTypes: 'kommunens egne fordringstyper',
  claimTypes: 'renter og gebyrer',
  charges: 'den mindste rente',
  writeOff: 'afskrivningen',
  lifeCycles: 'forløbene for regninger',
  arrangements: 'afdragsordninger efter ønske',
  setOff: 'modregningen',
  recovery: 'vejen til Gældsstyrelsen',
  recoveryInterest: 'rentevalget hos Gældsstyrelsen',
  setOffRegistration: 'registreringen til modregning',
  clearing: 'fristen for kanalernes penge',
  bankConfirmation: 'fristen for kontoudtog',
};

const stepWords: Readonly<Record<string, string>> = {
  reminder: 'Rykker',
  warn: 'Varsel om Gældsstyrelsen',
  default: 'Misligholdelse',
  'propose-transfer': 'Klar til Gældsstyrelsen',
  none: 'Intet skridt',
};

const differenceWords: Readonly<Record<Difference, string>> & Readonly<Record<string, string>> = {
  earlier: 'tidligere',
  later: 'senere',
  'other-step': 'et andet skridt',
  'no-step-any-more': 'intet skridt mere',
  'new-fee': 'nyt gebyr',
  'other-fee': 'et andet gebyr',
  'no-fee-any-more': 'intet gebyr mere',
  'letter-more': 'et brev mere',
  'letter-fewer': 'et brev færre',
  'automatic-where-a-person-was': 'uden en medarbejder, hvor der var en',
  'person-where-it-was-automatic': 'med en medarbejder, hvor der ingen var',
  'longer-to-pay': 'længere frist',
  'shorter-to-pay': 'kortere frist',
  'warning-more': 'varsler nu om Gældsstyrelsen',
  'warning-fewer': 'varsler ikke mere om Gældsstyrelsen',
  'further-steps': 'de følgende skridt bliver andre',
};

const alone = 'venter nu på en medarbejder, og det gør de næste ikke';
const byPerson = 'de næste venter på en medarbejder';
const withPlan = 'debitorer med en ordning';
const undecided = 'debitorer, som intet er afgjort om';

/** By the choice and what is counted of it (the rooms' `consequences.ts`). */
const whatWords: Readonly<Record<string, string>> = {
  'claimTypes demand-costs': 'afdragsordninger, hvor næste påkrav kommer til at koste et gebyr',
  'claimTypes demand-costs-otherwise':
    'afdragsordninger, hvor næste påkrav kommer til at koste et andet gebyr',
  'claimTypes demand-free': 'afdragsordninger, hvor næste påkrav ikke længere koster et gebyr',
  'claimTypes interest-begins': 'krav, der begynder at få renter',
  'claimTypes interest-ends': 'krav, der ikke får flere renter',
  'ownTypes interest-begins': 'krav, der begynder at få renter',
  'ownTypes interest-ends': 'krav, der ikke får renter alligevel',
  'ownTypes keeps-limitation': 'krav, der beholder den forældelse, de er indlæst med',
  'ownTypes may-be-sent': 'krav, der nu må sendes til Gældsstyrelsen',
  'ownTypes not-sent': 'krav, der ikke sendes til Gældsstyrelsen alligevel',
  'ownTypes registered': 'krav, der i dag bliver registreret til modregning',
  'ownTypes not-registered': 'krav, der i dag ikke bliver registreret til modregning alligevel',
  'ownTypes ended': 'registreringer til modregning, der afsluttes i dag',
  'ownTypes not-ended': 'registreringer til modregning, der ikke afsluttes i dag alligevel',
  'charges more-interest': 'krav, der næste gang får rente, de ellers ikke fik (beløbet er renten)',
  'charges less-interest': 'krav, der næste gang ikke får rente, de ellers fik (beløbet er renten)',
  'demand demanded': 'får påkrav i dag',
  'demand not-demanded': 'får ikke påkrav i dag alligevel',
  'demand defaulted': 'ordningen falder væk i dag',
  'demand not-defaulted': 'ordningen falder ikke væk i dag alligevel',
  'demand late': 'har ikke betalt en rate',
  'automatic by-itself': alone,
  'automatic by-a-person': byPerson,
  'transfer by-itself': alone,
  'transfer by-a-person': byPerson,
  'transfer in-default': 'debitorer, der har misligholdt deres ordning',
  'firstContact undecided': undecided,
  'firstContact invoice-open': 'debitorer med en regning, der ikke er betalt',
  'demand plan': withPlan,
  'demand invoice-open': 'debitorer med en regning, der ikke er betalt',
  'payment plan': withPlan,
  'run plan': withPlan,
  'daily undecided': undecided,
  'daily plan': withPlan,
  'hearing undecided': undecided,
  'hearing plan': withPlan,
  'incomeRequest undecided': undecided,
  'incomeRequest plan': withPlan,
  'changes plan': withPlan,
  'arrangements asked': 'ønsker, der ikke er afgjort',
  'arrangements below-least': 'ønsker om mindre end det nye mindste beløb',
  'arrangements in-force': 'aftaler, der beholder deres vilkår',
  'recovery by-system': 'krav, der nu sendes af systemet',
  'recovery by-list': 'krav, der nu skal sendes fra listen',
  'recovery kept-here': 'krav, der bliver her, fordi de er for små',
  'recovery let-go': 'krav, der nu er store nok til at blive sendt',
  'recovery waits': 'krav, der venter på at blive sendt',
  'recovery registered': 'krav, der i dag bliver registreret til modregning',
  'recovery not-registered': 'krav, der i dag ikke bliver registreret til modregning alligevel',
  'recovery ended': 'registreringer til modregning, der afsluttes i dag',
  'recovery not-ended': 'registreringer til modregning, der ikke afsluttes i dag alligevel',
  'recoveryInterest told-otherwise': 'krav, der sendes med et andet rentevalg',
  'recoveryInterest kept': 'krav hos Gældsstyrelsen eller på vej, der beholder rentevalget',
  'setOffRegistration registered': 'krav, der i dag bliver registreret til modregning',
  'setOffRegistration not-registered': 'krav, der i dag ikke bliver registreret til modregning alligevel',
  'setOffRegistration ended': 'registreringer til modregning, der afsluttes i dag',
  'setOffRegistration not-ended': 'registreringer til modregning, der ikke afsluttes i dag alligevel',
  'setOffRegistration stays': 'registreringer, der fortsætter',
  'setOff heard': 'modregninger, der er hørt om og ikke afgjort',
  'clearing told': 'kanaler, hvis penge en medarbejder nu skal se på',
  'clearing not-told': 'kanaler, hvis penge ingen skal se på endnu',
  'bankConfirmation told': 'bevægelser uden kontoudtog, som en medarbejder nu skal se på',
  'bankConfirmation not-told': 'bevægelser uden kontoudtog, som ingen skal se på endnu',
  'writeOff by-itself': 'bogføres herefter uden en medarbejder',
  'writeOff by-a-person': 'bogføres herefter først, når en medarbejder har godkendt det',
  'writeOff to-committee': 'skal på udvalgets liste',
  'writeOff not-to-committee': 'skal ikke på udvalgets liste',
  'writeOff waits': 'venter fortsat på en medarbejder',
};
