import { readableDate, readableMonth } from '../kernel/dates.ts';
import { readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { DecisionFact, DemandFact, FindingFact } from '../insight/story-entries.ts';
import { findingWords, termsInWords } from './finding-words.ts';
import { workItemWords } from './work-item-words.ts';

/** What a month found, and why nothing followed where nothing did. */
export function findingLine(fact: FindingFact): string {
  const { month, ordinal, consequence } = fact;
  const again = ordinal === 0 ? '' : ', set på igen';
  const then = consequence === 'decision' ? '' : `; ${findingWords.da.consequence[consequence]}`;
  return `${readableMonth(month)}${again}: ${foundInWords(fact)}${then}`;
}

function foundInWords({ outcome, reason, monthly }: FindingFact): string {
  const { aMonth, reason: reasons } = findingWords.da;
  const why = { ...reasons, ...workItemWords.da }[reason];
  if (outcome === 'none') return `intet kunne beregnes: ${why}`;
  return monthly === null ? why : `${aMonth(readableKroner(monthly))} (${why})`;
}

const ended = {
  paid: 'alt er betalt',
  lapsed: 'alle krav er bortfaldet',
  freed: 'debitor hæfter ikke længere for kravene',
  cancelled: 'alle krav er taget tilbage',
  defaulted: 'ikke betalt trods påkrav, hele gælden skal betales (§ 10)',
} as const;

/** One step on a decision's way; more than one line where words were said. */
export function decisionWords(fact: DecisionFact): string[] {
  const words = findingWords.da;
  const number = `(${fact.decision})`;
  switch (fact.what) {
    case 'proposed': {
      const by = fact.by === null ? '' : ` af ${fact.by}`;
      const change = `${words.change[fact.change]}, ${termsInWords(fact.before)} → ${termsInWords(fact.after)}`;
      return [`Foreslået${by}: ${change} ${number}`, ...quoted('Begrundelse', fact.because)];
    }
    case 'asked': {
      const asked = fact.kind === 'hearing' ? 'Borgeren høres' : 'Borgeren spørges om sin indkomst';
      return [`${asked}; svar senest ${readableDate(fact.deadline)} ${number}`];
    }
    case 'answered':
      return [
        `Borgeren har svaret ${number}`,
        ...quoted('Svar', fact.answer),
        ...quoted('Vi siger', fact.reply),
      ];
    case 'not-answered':
      return [`Fristen gik uden svar ${number}`];
    case 'decided': {
      const by =
        fact.by === 'automatic'
          ? 'uden en medarbejder'
          : `af ${fact.by}${fact.together ? ' efter stikprøve' : ''}`;
      const first = fact.firstDue === null ? '' : `, første gang ${readableDate(fact.firstDue)}`;
      return [`Afgjort ${by}: ${termsInWords(fact.after)}${first} ${number}`];
    }
    case 'in-force':
      return [`Gælder fra ${readableDate(fact.from)}: ${termsInWords(fact.terms)} ${number}`];
    case 'withdrawn':
    case 'reversed': {
      const how = fact.what === 'withdrawn' ? 'Taget tilbage' : 'Omgjort';
      const by = fact.by === 'automatic' ? '' : ` af ${fact.by}`;
      return [`${how}${by} ${number}`, ...quoted('Begrundelse', closedWords[fact.why] ?? fact.why)];
    }
    case 'agreement-ended':
      return [`Slut: ${ended[fact.why]} ${number}`];
    default:
      return unreachable(fact);
  }
}

/** The program's own reasons for taking something back; a person's stand as they are. */
const closedWords: Readonly<Record<string, string>> = {
  overtaken: 'en ny beregning er kommet i stedet',
  'benefit-then':
    'borgeren fik allerede da en ydelse, der giver henstand (§ 6); der var ingen misligholdelse',
  settled: 'der skyldes ikke længere noget',
};

/** What followed when instalments were not paid. */
export function demandWords(fact: DemandFact): string {
  switch (fact.what) {
    case 'demanded': {
      const due = readableDate(fact.from);
      const dates = fact.from === fact.until ? due : `${due} – ${readableDate(fact.until)}`;
      return `Påkrav: ${readableKroner(fact.missed)} mangler af rater (${dates})`;
    }
    case 'demand-closed':
      return demandClosed[fact.how];
    case 'default-ended':
      return `Ikke længere misligholdt: ${defaultEnded[fact.why] ?? fact.why}`;
    case 'cleared-for-transfer':
      return `Kan sendes til Gældsstyrelsen fra ${readableDate(fact.from)}: ${fact.claims} krav`;
  }
}

const demandClosed = {
  paid: 'Påkravet er betalt',
  unable: 'Påkravet er ikke betalt, men borgeren har efter reglerne ikke råd (§ 7)',
  withdrawn: 'Påkravet gælder ikke længere: ordningen er en anden',
} as const;

const defaultEnded: Readonly<Record<string, string>> = {
  deferred: 'en ny afgørelse gælder i stedet',
  'benefit-then':
    'borgeren fik allerede da en ydelse, der giver henstand (§ 6); der var ingen misligholdelse',
  settled: 'der skyldes ikke længere noget',
  'not-transferred': 'gælden sendes ikke; der afgøres på ny',
  reversed: 'afgørelsen er omgjort',
  'paid-in-time': 'det, der blev krævet, viste sig at være betalt i tide; ordningen gælder igen',
  returned: 'gælden er kommet tilbage fra Gældsstyrelsen',
};

/** Somebody's own words, line by line; nothing where there are none. */
export function quoted(what: string, text: string | null): string[] {
  if (text === null) return [];
  const [first = '', ...more] = text.split('\n');
  return [`  ${what}: ${first}`, ...more.map((line) => `    ${line}`)];
}
