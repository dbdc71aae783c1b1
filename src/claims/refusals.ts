import { withoutCprNumbers } from '../kernel/cpr-number.ts';
import { unreachable } from '../kernel/result.ts';
import { withoutUnseen } from '../kernel/unseen-signs.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';

/** What is wrong with one value, or with one row's values together. The tag is for programs; `inPlainWords` for people. */
export type ValueRefusal =
  | { readonly tag: 'text-too-long'; readonly most: number }
  | { readonly tag: 'not-one-of'; readonly allowed: readonly string[] }
  | { readonly tag: 'error-cell'; readonly error: string }
  | { readonly tag: PlainTag };

/** The reasons that need no further data to explain. */
export type PlainTag = keyof typeof plainTexts;

export interface RowRefusal {
  /** As the reader of the file finds it: see `RawRow`. */
  readonly row: number;
  readonly column: string;
  /** As it stood in the file, without whole CPR numbers and shortened. */
  readonly value: string;
  readonly reason: ValueRefusal;
}

/** Why no row of the file could be used. */
export type FileRefusal =
  | { readonly tag: 'not-readable' }
  | { readonly tag: 'empty-file' }
  | { readonly tag: 'no-rows' }
  | { readonly tag: 'wrong-separator' }
  | { readonly tag: 'unknown-columns'; readonly columns: readonly string[] }
  | { readonly tag: 'missing-columns'; readonly columns: readonly string[] }
  | { readonly tag: 'repeated-columns'; readonly columns: readonly string[] }
  | { readonly tag: 'wrong-encoding'; readonly row: number }
  | {
      readonly tag: 'cut-off';
      readonly row: number;
      readonly sign: keyof typeof cutOffSigns;
    }
  | { readonly tag: 'fewer-rows-than-stated'; readonly stated: number; readonly read: number }
  | { readonly tag: 'more-rows-than-stated'; readonly stated: number; readonly read: number }
  | { readonly tag: 'misplaced-quote'; readonly row: number }
  | { readonly tag: 'line-too-long'; readonly row: number }
  | { readonly tag: 'empty-list' }
  /** `character` is counted from 1 in the line. */
  | { readonly tag: 'bad-json'; readonly line: number; readonly character: number }
  | { readonly tag: 'old-or-locked-spreadsheet' }
  | { readonly tag: 'zip-without-spreadsheet' }
  | { readonly tag: 'damaged-spreadsheet' }
  | { readonly tag: 'locked-zip' }
  | { readonly tag: 'no-sheet' }
  /** In whole megabytes: of the file as it comes, or of what it unpacks to. */
  | { readonly tag: 'too-big'; readonly what: 'file' | 'unpacked'; readonly mostMegabytes: number }
  /** Names the first merged cells, `A5:A9`. */
  | { readonly tag: 'merged-cells'; readonly cells: string }
  | { readonly tag: 'heading-not-text'; readonly cell: string };

const either = new Intl.ListFormat('da-DK', { type: 'disjunction' });

const plainTexts = {
  missing: 'Feltet skal udfyldes.',
  'control-character':
    'Teksten indeholder linjeskift eller et andet tegn, som ikke kan ses. Skriv den på én linje uden det.',
  'contains-cpr':
    'Teksten indeholder et CPR-nummer, eller ti cifre, der kan være et. CPR-numre må kun stå i debtorCpr og coDebtorCpr. Er det kildens eget nummer, så skriv det med et bogstav midt i, og på samme måde hver gang.',
  'wrong-decimal-sign': 'Forkert decimaltegn. Brug komma, for eksempel 1234,50.',
  'thousands-mark': 'Skriv beløbet uden tusindtalsskilletegn, for eksempel 1234,50.',
  'amount-form': 'Beløbet kan ikke læses. Skriv det med komma og to decimaler, for eksempel 1234,50.',
  'amount-not-positive': 'Beløbet skal være større end 0.',
  'amount-too-large': 'Beløbet er over 1.000.000,00 kr. for én måned. Tjek, om kommaet står rigtigt.',
  'date-form': 'Datoen kan ikke læses. Skriv år, måned og dag, for eksempel 2026-03-31.',
  'impossible-date': 'Datoen findes ikke i kalenderen.',
  'date-too-early': 'Datoen ligger før 1. juli 1998, hvor aktivloven trådte i kraft.',
  'stands-for-never':
    'Ingen dag ligger efter år 2999. Betyder den, at dagen ikke findes eller ikke er kendt, så lad feltet være tomt.',
  'month-form': 'Måneden kan ikke læses. Skriv år og måned, for eksempel 2026-03.',
  'cpr-form': 'CPR-nummeret skal have 10 cifre. Et regneark kan have fjernet et nul forrest.',
  'cpr-impossible-date': 'CPR-nummeret begynder med en dato, der ikke findes.',
  'percent-form': 'Skriv procenten som et helt tal fra 0 til 100, uden procenttegn.',
  'unknown-law': `Loven kendes ikke her. Programmet tager imod krav efter: ${[...repaymentLaws.keys()].join(', ')}.`,
  'unknown-paragraph': `Paragraffen giver ikke krav om tilbagebetaling efter den lov. ${paragraphsOfLaws()}`,
  'unknown-repayment-type': 'Fordringstypen er ikke en type for tilbagebetaling af ydelser.',
  'type-missing': `Efter den lov skal fordringstypen skrives (claimType). ${typesOfLaws()}`,
  'type-of-other-law': `Fordringstypen hører til en anden lov. ${typesOfLaws()}`,
  'column-count':
    'Linjen har ikke samme antal kolonner som overskriften. Mangler eller står der et semikolon for meget?',
  'period-backwards': 'Perioden slutter, før den begynder.',
  'period-over-month-boundary': 'Perioden går over et månedsskifte. Skriv ét krav for hver kalendermåned.',
  'decision-period-backwards': 'Afgørelsens periode slutter, før den begynder.',
  'month-outside-decision': 'Måneden er ikke med i de måneder, som afgørelsen om tilbagebetaling gælder for.',
  'delivered-before-decided': 'Afgørelsen kan ikke være kommet frem, før den blev truffet.',
  'future-date': 'Datoen ligger i fremtiden.',
  'outstanding-above-principal': 'Restbeløbet er større end det oprindelige beløb.',
  'co-debtor-missing': 'Kravet hæftes af to, men medhæfterens CPR-nummer mangler.',
  'co-debtor-not-expected': 'Der står en medhæfter, men kravet er angivet til at hæftes af én (sole).',
  'co-debtor-is-debtor': 'Medhæfteren er den samme person som skyldneren.',
  'joint-only-92': 'Kun særlig støtte (aktivloven § 92, jf. § 34) hæfter ægtefæller for sammen.',
  'known-reason-missing': 'Skriv, hvorfor kommunen først fik kendskab til kravet denne dag.',
  'known-date-missing':
    'Der er en begrundelse, men ingen dato for, hvornår kommunen fik kendskab til kravet.',
  'plan-start-missing': 'Afdragsordningen har en slutdato, men ingen startdato.',
  'plan-backwards': 'Afdragsordningen slutter, før den begynder.',
  'help-stopped-before-period': 'Hjælpen kan ikke være ophørt, før kravets periode begynder.',
  'duplicate-other-amount': 'Samme delkrav står tidligere i filen med et andet beløb.',
  'duplicate-otherwise': 'Samme delkrav står tidligere i filen med en anden oplysning i denne kolonne.',
  'claim-rows-disagree': 'En tidligere linje om det samme krav siger noget andet i denne kolonne.',
  'already-imported-other-amount': 'Delkravet er allerede indlæst med et andet beløb.',
  'already-imported-otherwise': 'Kravet er allerede indlæst med en anden oplysning i denne kolonne.',
  formula: 'Cellen er en formel. Indsæt værdien i stedet.',
  'too-many-decimals': 'Beløbet har mere end to decimaler.',
  'number-in-text':
    'Cellen er et decimaltal, hvor der skal stå en tekst. Formatér kolonnen som tekst, og skriv værdien igen.',
  'rounded-number':
    'Tallet har flere cifre, end et regneark kan holde. Formatér kolonnen som tekst, og skriv det igen.',
  'number-with-exponent': 'Skriv tallet helt ud, uden e.',
  'unexpected-date':
    'Regnearket har gjort værdien til en dato. Formatér kolonnen som tekst, og skriv værdien igen.',
  'date-with-time': 'Datoen har et klokkeslæt. Skriv dagen alene.',
  'truth-value': 'Værdien er sand eller falsk. Skriv den som tekst.',
  'nested-value': 'Værdien er en liste eller et objekt. Skriv en tekst eller et tal.',
  'no-heading': 'Cellen står i en kolonne uden overskrift.',
  'unknown-field': 'Feltet kendes ikke.',
  'missing-field': 'Feltet mangler i posten. Skriv null, hvis der ikke er noget.',
  'repeated-field': 'Feltet står mere end én gang i posten.',
  'other-debtor':
    'Sagen (accountId) tilhører en anden skyldner, i filen eller i det, der allerede er indlæst.',
} as const;

function paragraphsOfLaws(): string {
  return [...repaymentLaws.values()]
    .flatMap(({ law, paragraphs }) =>
      paragraphs === null ? [] : [`For ${law}: ${either.format(paragraphs)}.`],
    )
    .join(' ');
}

function typesOfLaws(): string {
  return [...repaymentLaws.values()]
    .map(({ law, types }) => `For ${law}: ${either.format(types)}.`)
    .join(' ');
}

/** The reason for one refused value, in Danish. */
export function reasonInPlainWords(reason: ValueRefusal): string {
  if (reason.tag === 'text-too-long') return `Teksten er for lang. Der er plads til ${reason.most} tegn.`;
  if (reason.tag === 'not-one-of') return `Skriv et af disse ord: ${reason.allowed.join(', ')}.`;
  if (reason.tag === 'error-cell') return `Cellen viser en fejl (${reason.error}). Indsæt værdien i stedet.`;
  return plainTexts[reason.tag];
}

const cutOffSigns = {
  'no-line-end': 'den sidste linje slutter ikke med et linjeskift',
  'too-few-columns': 'den sidste linje har for få kolonner',
  'open-quote': 'et anførselstegn bliver ikke lukket',
  'open-object': 'en post bliver ikke lukket',
  'open-list': 'listen bliver ikke lukket',
} as const;

/** Why the whole file was refused, in Danish. */
export function fileRefusalInPlainWords(refusal: FileRefusal): string {
  switch (refusal.tag) {
    case 'not-readable':
      return 'Filen findes ikke eller kan ikke læses.';
    case 'empty-file':
      return 'Filen er tom.';
    case 'no-rows':
      return 'Filen har en overskrift, men ingen krav.';
    case 'wrong-separator':
      return 'Kolonnerne skal adskilles med semikolon.';
    case 'unknown-columns':
      return `Filen har kolonner, der ikke kendes: ${refusal.columns.join(', ')}.`;
    case 'missing-columns':
      return `Filen mangler kolonner: ${refusal.columns.join(', ')}.`;
    case 'repeated-columns':
      return `Overskriften nævner en kolonne mere end én gang: ${refusal.columns.join(', ')}.`;
    case 'wrong-encoding':
      return `Filen er ikke gemt som UTF-8 (se linje ${refusal.row}). Gem den som UTF-8, i et regneark "CSV UTF-8", så æ, ø og å bliver rigtige.`;
    case 'cut-off':
      return `Filen ser ud til at være skåret over ved linje ${refusal.row}: ${cutOffSigns[refusal.sign]}. Hent den igen.`;
    case 'fewer-rows-than-stated':
    case 'more-rows-than-stated':
      return `Filen har ${refusal.read} rækker med krav, men der skulle være ${refusal.stated}. Hent den igen.`;
    case 'misplaced-quote':
      return `Der står et anførselstegn forkert i linje ${refusal.row}. Skriv "" for et anførselstegn inde i en tekst.`;
    case 'line-too-long':
      return `Linje ${refusal.row} er længere, end nogen linje kan være. Mangler der linjeskift eller et anførselstegn?`;
    case 'empty-list':
      return 'Filen indeholder ingen krav.';
    case 'bad-json':
      return `Filen er ikke gyldig JSON: se linje ${refusal.line}, tegn ${refusal.character}.`;
    default:
      return spreadsheetRefusalInPlainWords(refusal);
  }
}

type SpreadsheetRefusal = Extract<
  FileRefusal,
  {
    tag:
      | 'old-or-locked-spreadsheet'
      | 'zip-without-spreadsheet'
      | 'damaged-spreadsheet'
      | 'locked-zip'
      | 'no-sheet'
      | 'too-big'
      | 'merged-cells'
      | 'heading-not-text';
  }
>;

function spreadsheetRefusalInPlainWords(refusal: SpreadsheetRefusal): string {
  switch (refusal.tag) {
    case 'old-or-locked-spreadsheet':
      return 'Filen er et regneark, der er låst med adgangskode eller gemt i det gamle format (xls). Gem den uden adgangskode som .xlsx.';
    case 'locked-zip':
      return 'Filen er låst med adgangskode. Gem den uden adgangskode som .xlsx.';
    case 'zip-without-spreadsheet':
      return 'Filen er en zip-fil, men ikke et regneark i formatet xlsx.';
    case 'damaged-spreadsheet':
      return 'Regnearket kan ikke læses; det er skåret over eller beskadiget. Gem det igen som .xlsx.';
    case 'no-sheet':
      return 'Regnearket har intet synligt ark at læse.';
    case 'too-big':
      return refusal.what === 'file'
        ? `Filen fylder mere end ${refusal.mostMegabytes} MB. Del den i flere, eller send den som CSV.`
        : `Filen fylder mere end ${refusal.mostMegabytes} MB, når den pakkes ud. Del den i flere, eller send den som CSV.`;
    case 'merged-cells':
      return `Cellerne ${refusal.cells} er flettet sammen. Ophæv fletningen, og udfyld hver celle.`;
    case 'heading-not-text':
      return `Overskriften i celle ${refusal.cell} er ikke en almindelig tekst.`;
    default:
      return unreachable(refusal);
  }
}

const LONGEST_SHOWN = 60;

/** A value as it may be shown: no whole CPR number (`010161-••••`), not longer than 60 characters. */
export function shownValue(text: string, isCprColumn: boolean): string {
  const masked = isCprColumn ? maskedCpr(text) : withoutCprNumbers(text).replace(LONG_NUMBER, maskedCpr);
  const oneLine = withoutUnseen(masked.replace(/\p{Cc}/gu, ' '));
  return oneLine.length > LONGEST_SHOWN ? `${oneLine.slice(0, LONGEST_SHOWN - 1)}…` : oneLine;
}

// Somebody's number can stand in it, where nobody sees it.
const LONG_NUMBER = /(?<![\d.])\d(?:-?\d){10,}/g;

function maskedCpr(text: string): string {
  return text === '' ? '' : `${text.slice(0, 6)}-••••`;
}
