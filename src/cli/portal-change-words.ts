import { readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import type { PortalChange } from '../municipality/portal-changes.ts';

/** What citizens would see otherwise on their pages, for the terminal; nothing where nothing is. */
export function portalChangeLines(changes: readonly PortalChange[]): string[] {
  if (changes.length === 0) return [];
  return ['Borgernes sider bliver anderledes:', ...changes.map((change) => `  ${wordsOf(change)}`)];
}

const states = { closed: 'lukkede', test: 'i prøvedrift', open: 'åbne for alle' } as const;
const ways = { mobilepay: 'MobilePay', card: 'kort' } as const;
const parts = {
  settled: 'det, der er betalt og afsluttet',
  calculations: 'beregningerne måned for måned',
  whatIf: '"sådan bliver det, hvis …"',
  guidance: 'vejen til at vise deres side til en medarbejder',
} as const;

const writings = {
  objections: 'skrive, at de er uenige i noget, de skylder',
  hearings: 'skrive svar på et brev, før der bliver bestemt noget',
  complaints: 'skrive klager over beslutninger',
  documentation: 'sende papirer om indkomst, børn og ydelser',
} as const;
const channels = { 'digital-post': 'i Digital Post', nemsms: 'som sms (NemSMS)' } as const;
const offers = {
  'own-plans': 'selv aftale afdrag på siderne',
  'direct-debit': 'tilmelde sig Betalingsservice',
} as const;

/** What is told in the same words whatever it was. */
const sameWords = {
  'bank-lines-on': 'Borgere, der vil betale i egen bank, får betalingslinjer.',
  'bank-lines-off': 'Borgere, der vil betale i egen bank, får ikke længere betalingslinjer, kun kontoen.',
  'bank-lines-other': 'Borgere, der vil betale i egen bank, får andre betalingslinjer.',
  'bank-account-on': 'Borgere, der vil betale i egen bank, får også kontoen.',
  'bank-account-off':
    'Borgere, der vil betale i egen bank, får ikke længere kontoen. Det, der ikke har en betalingslinje, kan ikke betales dér.',
  'bank-account-other': 'Borgere, der vil betale i egen bank, får en anden konto.',
  'told-before-signing-in': 'Forsiden siger, hvordan man betaler uden at logge på.',
  'not-told-before-signing-in': 'Forsiden siger ikke længere, hvordan man betaler uden at logge på.',
  name: 'Kommunens navn på siderne er et andet.',
  arms: 'Våbnet på siderne er et andet.',
  contact: 'Hvem borgeren skal ringe til, er ændret. Se det på forsiden, ved en betaling og ved en regning.',
  hours: 'Dage med andre åbningstider er ændret.',
  look: 'Farverne er ændret.',
  powers: 'Hvad fuldmagter fra NemLog-in giver lov til, er ændret. Det gælder, næste gang nogen logger på.',
  'notified-unless-chosen': 'Hvilke korte beskeder borgere får, når de ikke selv har valgt, er ændret.',
  'real-money-in-test': 'Testpersoner betaler med rigtige penge.',
  'no-real-money-in-test': 'Testpersoner betaler ikke med rigtige penge.',
  files: 'Hvilke filer borgere kan sende, eller hvor længe de bliver gemt, er ændret.',
} as const satisfies Partial<Record<PortalChange['tag'], string>>;
type Told = Extract<PortalChange, { readonly tag: keyof typeof sameWords }>;

function isInSameWords(change: PortalChange): change is Told {
  return Object.hasOwn(sameWords, change.tag);
}

function wordsOf(change: PortalChange): string {
  if (isInSameWords(change)) return sameWords[change.tag];
  switch (change.tag) {
    case 'opening':
      return `Siderne er ${states[change.from]} nu og bliver ${states[change.to]}.${change.to === 'open' ? '' : ' Hvem der er logget på og ikke længere har adgang, bliver logget ud ved næste side.'}`;
    case 'opens-on':
      return change.day === null
        ? 'Siderne åbner ikke længere af sig selv på en dag.'
        : `Siderne åbner for alle den ${readableDate(change.day)}.`;
    case 'test-persons':
      return `Testpersoner: ${change.more} kommer til, ${change.fewer} falder fra.`;
    case 'payment-off':
      return change.how === 'bank'
        ? 'Siderne siger ikke længere, hvordan borgere betaler i egen bank.'
        : `Borgere kan ikke længere betale med ${ways[change.how]}. Betalinger, der er begyndt, bliver gjort færdige.`;
    case 'payment-on':
      return change.how === 'bank'
        ? 'Siderne siger, hvordan borgere betaler i egen bank.'
        : `Borgere kan betale med ${ways[change.how]}.`;
    case 'hidden':
      return `Borgere ser ikke længere ${parts[change.what]}.`;
    case 'shown':
      return `Borgere ser ${parts[change.what]}.`;
    case 'may-write':
      return `Borgere kan ${writings[change.what]}.`;
    case 'may-not-write':
      return `Borgere kan ikke længere ${writings[change.what]}.`;
    case 'most-messages':
      return `En borger kan højst sende ${change.perDay} henvendelser på et døgn.`;
    case 'notifications-on':
      return `Borgere kan få korte beskeder ${channels[change.channel]}.`;
    case 'notifications-off':
      return `Borgere får ikke længere korte beskeder ${channels[change.channel]}, heller ikke dem, de har valgt.`;
    case 'notified-before':
      return `Den korte besked om at betale kommer ${change.days === 1 ? '1 dag' : `${change.days} dage`} før.`;
    case 'offered':
      return `Borgere kan ${offers[change.what]}.`;
    case 'not-offered':
      return `Borgere kan ikke længere ${offers[change.what]}.${change.what === 'own-plans' ? ' Det, der er aftalt, fortsætter.' : ''}`;
    case 'offered-otherwise':
      return `Grænserne eller vilkårene er ændret, når borgere vil ${offers[change.what]}.`;
    case 'notices':
      return `Beskeder til alle: ${change.shownToday} vises i dag, ${change.later} senere.`;
    case 'session':
      return `Borgere bliver logget ud efter ${change.idleMinutes} minutter uden at gøre noget, og senest efter ${change.mostMinutes}.`;
    default:
      return unreachable(change);
  }
}
