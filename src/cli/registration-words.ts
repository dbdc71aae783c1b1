import type { ListedRegistration } from '../collection/registration-list.ts';
import { readableKroner, zeroOre } from '../kernel/money.ts';

/** A registration for set-off alone, as the list shows it. */
export function registrationLine({ claim, debtor, type, state, left, covered }: ListedRegistration): string {
  const what =
    state === 'registered'
      ? `registreret til modregning, ${readableKroner(left)} tilbage dér`
      : 'på vej til at blive registreret til modregning';
  const setOff = covered === zeroOre ? '' : `, ${readableKroner(covered)} modregnet`;
  return `Krav ${claim}, debitor ${debtor}, ${type}: ${what}${setOff}. Kommunen opkræver det selv.`;
}

/** Why a claim may not be registered, in Danish; a rule of Gældsstyrelsen's by its name. */
export const registrationRefusalWords: Readonly<Record<string, string>> = {
  'type-not-in-use': 'kravets type er ikke i brug',
  'under-collection-order': 'hjælp, der skal betales tilbage efter bek. 585/2023, registreres ikke',
  'not-main-claim': 'renter og gebyrer registreres ikke for sig',
  'art-not-allowed': 'typen kan ikke registreres til modregning',
  'no-right': 'aftalen giver ikke ret til det (MODR i recovery.rights i opsætningen)',
  'not-in-agreement': 'aftalen har ikke typen med art MODR (afdrag agreement-types import)',
  'at-recovery': 'kravet er hos Gældsstyrelsen eller på vej dertil',
  'cleared-for-transfer': 'kravet er klart til inddrivelse',
  'nobody-owes': 'ingen skylder det længere',
  'nothing-left': 'det er betalt',
  'objection-open': 'en indsigelse eller klage er ikke afgjort',
  held: 'det er berostillet',
  'not-overdue': 'det er ikke forfaldent',
  'end-not-known': 'forældelsen kendes ikke',
  'time-barred': 'det er forældet',
  'split-liability': 'gælden er delt: del kravet først',
  'names-others': 'beskrivelsen nævner andre',
  'others-owe': 'andre skylder det nu',
  'no-right-to-tell': 'aftalen lader os ikke rette beløbet',
};

/** Why a registration ended: paid, what came to stop it, or a person's words. */
export function setOffEndWords(why: string): string {
  const [first = '', , ...words] = why.split('/');
  if (first === 'person') return words.join('/');
  return registrationRefusalWords[why] ?? endWords[first] ?? why;
}

/** By the first word; those of the authority's reasons are what came to stop the claim here. */
const endWords: Readonly<Record<string, string>> = {
  paid: 'betalt',
  stop: 'berostillet',
  KLAG: 'klage eller indsigelse',
  HENS: 'betalingen er udsat eller aftalt i rater',
  HAFT: 'andre skylder det nu',
  BORT: 'kravet er ophørt',
  FEJL: 'kravet er ophørt',
};
