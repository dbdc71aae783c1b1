import type { ClaimName } from '../claims/claim-names.ts';
import type { BillFact, CourseFact, WishFact } from '../insight/story-bill-facts.ts';
import { readableDate } from '../kernel/dates.ts';
import { readableKroner, zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { messageAbout } from './message-words.ts';
import { againstWords, arrangementStateWords, objectionOutcomeWords, termsText } from './bill-words.ts';
import { waitWords } from './job-words.ts';
import { quoted } from './story-decision-words.ts';
import { named } from './story-money-words.ts';

/** Bills, interest and fees as they came. */
export function billWords(fact: BillFact): string[] {
  switch (fact.what) {
    case 'bill-raised': {
      const due = fact.due === null ? '' : `, forfalder ${readableDate(fact.due)}`;
      const together = fact.joint ? ', hæfter sammen med en anden' : '';
      const line = `Regning ${named(fact.claim)} (${fact.typeName ?? fact.type}): ${readableKroner(fact.amount)}${due}${together}`;
      return [line, ...(fact.description === null ? [] : [`  ${fact.description}`]), ...priorityWords(fact)];
    }
    case 'owner-changed':
      return [
        `Ejendom ${fact.property} har skiftet ejer (${fact.note}): ${fact.claims.map(named).join(', ')} bliver hos den, der skyldte det`,
      ];
    case 'charged': {
      const { kind, from, to, amount, stands } = fact;
      const days = `${readableDate(from)} – ${readableDate(to)}`;
      const interest = kind === 'returned' ? 'Renter hos Gældsstyrelsen' : 'Renter';
      const what = kind === 'fee' ? 'Gebyr' : `${interest} ${days}`;
      return [`${what} på ${named(fact.main)}: ${readableKroner(amount)}${changed(amount, stands)}`];
    }
    default:
      return unreachable(fact);
  }
}

function priorityWords({ property, priorityUntil }: Extract<BillFact, { what: 'bill-raised' }>): string[] {
  const of = property === null ? 'ejendommen' : `ejendom ${property}`;
  if (priorityUntil !== null) return [`  fortrinsret i ${of} til ${readableDate(priorityUntil)}`];
  return property === null ? [] : [`  om ejendom ${property}`];
}

function changed(amount: bigint, stands: Extract<BillFact, { what: 'charged' }>['stands']): string {
  if (stands === amount) return '';
  return stands === zeroOre ? '; senere faldet væk' : `; senere rettet til ${readableKroner(stands)}`;
}

const courseEnds = {
  paid: 'alt er betalt',
  ended: 'der skyldes ikke længere noget',
  'at-recovery': 'kravet er hos Gældsstyrelsen',
  'written-off': 'kravet er afskrevet',
} as const;

/** How a bill was followed up, and what let claims rest. */
export function courseWords(fact: CourseFact): string {
  switch (fact.what) {
    case 'bill-defaulted':
      return `${named(fact.claim)} er misligholdt: sidste frist er gået`;
    case 'transfer-proposed':
      return `${named(fact.claim)}: en medarbejder skal godkende, at kravet sendes til Gældsstyrelsen`;
    case 'transfer-approved':
      return `${named(fact.claim)}: ${fact.by} har godkendt, at kravet sendes til Gældsstyrelsen`;
    case 'bill-cleared':
      return `${named(fact.claim)} kan sendes til Gældsstyrelsen`;
    case 'course-ended':
      return `${named(fact.claim)} følges ikke længere op: ${courseEnds[fact.as]}`;
    case 'held':
      return `Berostillet (${waitWords[fact.reason] ?? fact.reason})${review(fact)}: ${list(fact.claims)}`;
    case 'hold-lifted':
      return `Ikke længere berostillet (${waitWords[fact.reason] ?? fact.reason}): ${list(fact.claims)}`;
    default:
      return unreachable(fact);
  }
}

/** What has ended is looked at no more. */
function review({ reason, reviewOn }: Extract<CourseFact, { what: 'held' }>): string {
  return reason === 'ended' ? '' : `, ses efter ${readableDate(reviewOn)}`;
}

const arrangementEnds: Readonly<Record<string, string>> = {
  'by-hand': 'en medarbejder har afsluttet den',
  'by-person': 'en medarbejder har sagt nej',
  'asked-anew': 'borgeren har spurgt igen',
  passed: 'tiden er gået',
  'rest-left': 'det, der er tilbage, er mindre, end der rykkes for, og skyldes for sig',
  estate: 'borgeren er død',
  freed: 'borgeren skylder det ikke længere',
  'written-off': 'det, der var tilbage, er afskrevet',
  resumed: 'den går videre som en ny efter at have hvilet',
  'paid-in-time': 'det, der blev rykket for, viste sig at være betalt i tide',
  'past-limitation': 'noget af den ville være forældet, før den var betalt',
};

/** What the debtor said against bills or asked for, and the answers. */
export function wishWords(fact: WishFact): string[] {
  switch (fact.what) {
    case 'objected':
      return [
        `Indsigelse ${fact.objection} mod ${againstWords[fact.against]}: ${list(fact.claims)}`,
        ...quoted('Borgeren skriver', fact.words),
      ];
    case 'objection-answered':
      return [
        `Indsigelse ${fact.objection} er besvaret af ${fact.by}: ${objectionOutcomeWords[fact.outcome]}`,
        ...quoted('Svar', fact.words),
      ];
    case 'wrote':
      return [
        `Henvendelse ${fact.message}: ${messageAbout(fact.about)}${fact.files === 0 ? '' : `, filer: ${fact.files}`}`,
        ...quoted('Borgeren skriver', fact.words),
      ];
    case 'wrote-ended':
      return fact.words === null
        ? [`Henvendelse ${fact.message}: trukket tilbage`]
        : [`Henvendelse ${fact.message} er besvaret`, ...quoted('Svar', fact.words)];
    case 'arrangement-asked': {
      const { arrangement, terms, owed, state } = fact;
      return [
        `Ønske ${arrangement} om ${readableKroner(owed)}: ${termsText(terms)}; ${arrangementStateWords[state]}`,
      ];
    }
    case 'arrangement-missed':
      return [`Aftale ${fact.arrangement}: et afdrag mangler`];
    case 'arrangement-ended': {
      const why = arrangementEnds[fact.why];
      return [
        `Aftale ${fact.arrangement}: ${arrangementStateWords[fact.state]}${why === undefined ? '' : ` (${why})`}`,
      ];
    }
    default:
      return unreachable(fact);
  }
}

/** Claims by their sources' names, with commas between. */
export function list(claims: readonly ClaimName[]): string {
  return claims.map(named).join(', ');
}
