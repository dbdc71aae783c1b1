import { readableDate, readableMonth } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { PersonReason } from '../agreements/circumstances.ts';
import type { MonthRunDone } from '../agreements/month-run.ts';
import type { Listed, RunReport } from '../agreements/run-report.ts';
import type { ChangeKind } from '../agreements/types.ts';

/** The report of a run for the people of the debt office; lines without line ends. */
export function runReportLines({ state, report }: MonthRunDone, sampleLetter: string | null): string[] {
  return [
    headline(state, report),
    `Beregnet ${readableDate(report.calculationDate)} på oplysninger til og med batch ${report.factsAsOf}, regelversion ${report.ruleVersion}.`,
    '',
    `${borgere(report.debtors)} i kørslen: ${report.outcomes.plan} skal betale, ${report.outcomes.deferral} får henstand, for ${report.outcomes.none} kunne intet beregnes.`,
    `Samlet at betale om måneden: ${amount(report.monthlyBefore)} før, ${amount(report.monthlyAfter)} efter.`,
    ...section(
      'Hvorfor',
      Object.entries(report.reasons).map(([reason, count]) => `${reasonWords[reason] ?? reason}: ${count}`),
    ),
    ...section('Ændringer', [
      ...listedLines(report.changes, changeWords),
      `uændret: ${report.unchanged}`,
      ...(report.drafts > 0 ? [`heraf venter ${report.drafts} på, at en medarbejder godkender`] : []),
    ]),
    ...section('Skal ses af en medarbejder', listedLines(report.needsPerson, personReasonWords)),
    ...section(
      'Største ændringer',
      report.largestChanges.map(
        ({ debtor, change, before, after }) =>
          `debitor ${debtor}: ${changeWords[change]}, fra ${amount(before)} til ${amount(after)}`,
      ),
    ),
    ...(sampleLetter === null ? [] : ['', `Et prøvebrev ligger i ${sampleLetter}`]),
  ];
}

function headline(state: MonthRunDone['state'], { month }: RunReport): string {
  switch (state) {
    case 'finished':
      return `${capital(readableMonth(month))} er afgjort.`;
    case 'was-finished':
      return `${capital(readableMonth(month))} var allerede afgjort. Intet er ændret. Rapporten fra kørslen:`;
    case 'dry-run':
      return `Prøvekørsel af ${readableMonth(month)}. Intet er afgjort eller gemt.`;
  }
}

export const changeWords: Readonly<Record<ChangeKind, string>> = {
  'start-plan': 'begynder at betale',
  'start-deferral': 'får henstand',
  rise: 'skal betale mere',
  fall: 'skal betale mindre',
  suspend: 'betalingen standses (§ 7)',
  resume: 'skal betale igen efter henstand',
  'claims-changed': 'samme vilkår, andre krav',
};

export const reasonWords: Readonly<Record<string, string>> = {
  table: 'efter tabellen',
  'no-income': '350 kr. uden oplysninger om indkomst',
  benefit: 'henstand på grund af en ydelse',
  'pension-only': 'henstand, kun førtidspension',
  'low-income': 'henstand, indkomst under grænsen',
};

export const personReasonWords: Readonly<Record<PersonReason, string>> = {
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
  guardianship: 'værgemål',
  'under-18': 'under 18 år',
  'b-income': 'B-indkomst, der ikke er trukket skat af',
  'children-disagree': 'CPR er ikke enig med sig selv om børnene',
  'cash-benefit-disagrees': 'eIndkomst viser kontanthjælp, som ydelsesindekset ikke kender',
  'income-at-limit': 'indkomsten er præcis på grænsen',
  'claim-lapsed': 'et krav er bortfaldet',
  'lapse-review': 'det skal vurderes, om et krav er bortfaldet',
  'complaint-pending': 'beløbet ville stige, mens en klage er under behandling',
  'deferral-would-lapse': 'henstand nu ville få resten til at bortfalde',
};

const SHOWN = 5;

function listedLines<K extends string>(
  lists: Readonly<Partial<Record<K, Listed>>>,
  words: Readonly<Record<K, string>>,
): string[] {
  const entries = Object.entries(lists) as [K, Listed | undefined][]; // the keys are those of the record
  return entries.flatMap(([key, listed]) =>
    listed === undefined || listed.count === 0 ? [] : [listedLine(words[key], listed)],
  );
}

function listedLine(words: string, { count, debtors }: Listed): string {
  const shown = debtors.slice(0, SHOWN).join(', ');
  return `${words}: ${count} (debitor ${shown}${count > SHOWN ? ' …' : ''})`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function amount(text: string): string {
  const value = parseKroner(text);
  assert(value !== null && value >= zeroOre, 'the report holds kroner');
  return readableKroner(value);
}

function borgere(count: number): string {
  return count === 1 ? '1 borger' : `${count} borgere`;
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('da-DK') + text.slice(1);
}
