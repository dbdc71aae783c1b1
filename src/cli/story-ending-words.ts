import type { EndingFact, RecoveryFact } from '../insight/story-bill-facts.ts';
import { readableDate } from '../kernel/dates.ts';
import { readableKroner, zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { ActionCode } from '../law/psrm-codes.ts';
import { errandKindWords, errandOutcomeWords, lossReasonWords } from './bill-words.ts';
import { list } from './story-bill-words.ts';
import { setOffEndWords } from './registration-words.ts';
import { named } from './story-money-words.ts';

const actionWords: Readonly<Record<ActionCode, string>> = {
  OPRETFORDRING: 'sendes',
  GENINDSENDFORDRING: 'sendes igen',
  NEDSKRIV: 'skrives ned',
  OPSKRIVNINGREGULERING: 'skrives op',
  OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING: 'skrives op igen: en betaling gjaldt ikke',
  OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING: 'skrives op igen: en nedskrivning gjaldt ikke',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING: 'skrives ned igen: en opskrivning gjaldt ikke',
  NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING: 'skrives ned igen: en betaling gjaldt alligevel',
  TILBAGEKALD: 'kaldes tilbage',
  AENDRFORDRING: 'rettes',
};

const answerWords = {
  done: 'udført',
  rejected: 'afvist',
  cancelled: 'blev ikke sendt',
  hearing: 'i høring: Gældsstyrelsen spørger, om kravet er rigtigt',
} as const;

const standingWords = {
  received: 'modtaget hos Gældsstyrelsen',
  recalled: 'kaldt tilbage fra Gældsstyrelsen',
  returned: 'sendt tilbage af Gældsstyrelsen',
} as const;

const registrationWords = {
  registered: 'registreret til modregning hos Gældsstyrelsen',
  ended: 'ikke længere registreret til modregning',
  returned: 'ikke længere registreret til modregning: Gældsstyrelsen har sendt det tilbage',
  rejected: 'ikke registreret til modregning: Gældsstyrelsen har afvist det',
} as const;

/** What Gældsstyrelsen was told of claims, answered and did. */
export function recoveryWords(fact: RecoveryFact): string {
  switch (fact.what) {
    case 'recovery-told': {
      const reason = fact.reason === null ? '' : ` (${fact.reason})`;
      const amount = fact.amount === null ? '' : `, ${readableKroner(fact.amount)}`;
      return `Til Gældsstyrelsen: ${actionWords[fact.code]}${reason}${amount}: ${list(fact.claims)}`;
    }
    case 'recovery-answered': {
      const errors = fact.errors.length === 0 ? '' : ` (${fact.errors.join(', ')})`;
      return `Gældsstyrelsen, ${actionWords[fact.code]}: ${answerWords[fact.answer]}${errors}: ${list(fact.claims)}`;
    }
    case 'recovery-standing': {
      const why = fact.why === null ? '' : ` (${fact.why})`;
      const covered = fact.covered === zeroOre ? '' : `; dækket indtil nu ${readableKroner(fact.covered)}`;
      return `${named(fact.claim)}: ${standingWords[fact.state]}${why}${covered}`;
    }
    case 'set-off-registration': {
      const why = fact.why === null ? '' : ` (${setOffEndWords(fact.why)})`;
      const covered = fact.covered === zeroOre ? '' : `; modregnet indtil nu ${readableKroner(fact.covered)}`;
      return `${named(fact.claim)}: ${registrationWords[fact.state]}${why}${covered}`;
    }
    default:
      return unreachable(fact);
  }
}

const lossSteps = {
  'loss-proposed': 'Afskrivning foreslået',
  'loss-booked': 'Afskrevet',
  'loss-reversed': 'Afskrivning taget tilbage',
} as const;

/** Errands and losses. */
export function endingWords(fact: EndingFact): string {
  switch (fact.what) {
    case 'errand-opened':
      return `Sag ${fact.errand} åbnet: ${errandKindWords[fact.kind]} fra ${readableDate(fact.beganOn)}`;
    case 'errand-announced': {
      const fileBy = fact.fileBy === null ? '' : `; kravene anmeldes senest ${readableDate(fact.fileBy)}`;
      return `Sag ${fact.errand}: proklama${fileBy}`;
    }
    case 'errand-filed': {
      const how = fact.filed.how === 'final' ? 'endeligt' : 'foreløbigt';
      return `Sag ${fact.errand}: ${readableKroner(fact.filed.amount)} er anmeldt ${how}`;
    }
    case 'errand-closed':
      return `Sag ${fact.errand} lukket: ${errandOutcomeWords[fact.outcome]}`;
    case 'loss-proposed':
    case 'loss-booked': {
      const by = fact.by === 'automatic' ? 'uden en medarbejder' : `af ${fact.by}`;
      return `${lossSteps[fact.what]} ${by}: ${named(fact.claim)}, ${readableKroner(fact.amount)} (${lossReasonWords[fact.reason]})`;
    }
    case 'loss-reversed':
      return `${lossSteps[fact.what]}: ${named(fact.claim)}, ${readableKroner(fact.amount)} (${lossReasonWords[fact.reason]})`;
    default:
      return unreachable(fact);
  }
}
