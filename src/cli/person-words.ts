import { readableDate, type PlainDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import type { PersonChange, Whereabouts } from '../debtors/history.ts';
import type { RepresentativeKind } from '../debtors/representatives.ts';
import type { PersonFact } from '../insight/story-entries.ts';

const places: Readonly<Record<Whereabouts, string>> = {
  denmark: 'bor i Danmark',
  greenland: 'bor i Grønland',
  administrative: 'har et administrativt personnummer',
  'number-not-valid': 'har et personnummer, der ikke længere gælder',
  missing: 'er forsvundet',
  abroad: 'er rejst ud af Danmark',
  dead: 'er død',
};

const guardianships = { full: 'fuldt værgemål', partial: 'delvist værgemål' } as const;

const spouses = {
  married: 'er blevet gift',
  'not-married': 'er ikke længere gift',
  'married-to-another': 'er gift med en anden end før',
} as const;

/** What CPR told about a person that was not so before. */
export function personChangeInWords(change: PersonChange): string {
  switch (change.what) {
    case 'first-told':
      return 'CPR er spurgt første gang.';
    case 'name':
      return `Navn: ${change.from} → ${change.to}.`;
    case 'address':
      return `Ny adresse: ${addressInWords(change.lines)}.`;
    case 'municipality':
      return `Bopælskommune: ${change.from ?? 'ingen'} → ${change.to ?? 'ingen'}.`;
    case 'whereabouts':
      return `Borgeren ${places[change.to]}.`;
    case 'protection':
      return change.addressProtected
        ? 'Adressen er blevet beskyttet.'
        : 'Adressen er ikke længere beskyttet.';
    case 'guardianship':
      return change.to === null ? 'Værgemålet er ophørt.' : `Under værgemål: ${guardianships[change.to]}.`;
    case 'new-number':
      return 'Borgeren har fået et nyt personnummer.';
    case 'digital-post':
      return change.digitalPost ? 'Får Digital Post.' : 'Er fritaget for Digital Post.';
    case 'spouse':
      return `Borgeren ${spouses[change.now]}.`;
    case 'child-added':
      return `CPR har et barn mere${bornOn(change.born)}.`;
    case 'child-gone':
      return `CPR har ikke længere et barn${bornOn(change.born)}.`;
    case 'child-turned-18':
      return `Et barn fyldte 18 år${bornOn(change.born)}.`;
    case 'turned-18':
      return 'Borgeren fyldte 18 år.';
    default:
      return unreachable(change);
  }
}

function addressInWords(lines: readonly string[] | null): string {
  if (lines === null) return 'vises ikke, fordi adressen er beskyttet';
  return lines.length === 0 ? 'ingen' : lines.join(', ');
}

function bornOn(born: PlainDate | null): string {
  return born === null ? '' : `, født ${readableDate(born)}`;
}

/** Who acts for a debtor, in Danish. */
export const representativeWords: Readonly<Record<RepresentativeKind, string>> = {
  guardian: 'værge',
  'power-of-attorney': 'fuldmægtig',
  'custody-holder': 'forældremyndighedens indehaver',
  estate: 'dødsbo',
};

export function representedInWords({
  number,
  kind,
  mode,
  from,
  to,
}: Extract<PersonFact, { what: 'represented' }>): string {
  const letters = mode === 'instead' ? 'får brevene i stedet' : 'får kopi af brevene';
  const until = to === null ? '' : ` til og med ${readableDate(to)}`;
  return `Repræsentant ${number} noteret: ${representativeWords[kind]}, ${letters} fra ${readableDate(from)}${until}.`;
}
