import { readableDate, readableMonth } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MonthRunDone } from '../agreements/month-run.ts';
import type { Listed, RunReport } from '../agreements/run-report.ts';
import type { Consequence } from '../agreements/types.ts';
import { findingWords } from './finding-words.ts';
import { workItemWords } from './work-item-words.ts';

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
      Object.entries(report.reasons).map(
        ([reason, count]) => `${(reasonWords as Record<string, string>)[reason] ?? reason}: ${count}`, // stored by name
      ),
    ),
    ...section('Ændringer', [
      ...listedLines(report.changes, changeWords),
      `uændret: ${report.unchanged}`,
      ...(report.hearings > 0 ? [`heraf skal ${report.hearings} først høres eller spørges om indkomst`] : []),
      ...(report.drafts > 0 ? [`heraf venter ${report.drafts} på, at en medarbejder godkender`] : []),
      ...(report.hearings + report.drafts > 0 ? ['forslag er ikke talt med i beløbet om måneden'] : []),
    ]),
    ...section(
      'Hvorfor intet ændres',
      unchanged.flatMap((consequence) => {
        const count = report.consequences[consequence] ?? 0;
        return count === 0 ? [] : [`${consequenceWords[consequence]}: ${count}`];
      }),
    ),
    ...section('Skal ses af en medarbejder', listedLines(report.needsPerson, workItemWords.da)),
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

const { change: changeWords, consequence: consequenceWords, reason: reasonWords } = findingWords.da;

/** The consequences that change nothing for the citizen. */
const unchanged = [
  'same',
  'pending',
  'rise-below-threshold',
  'rise-to-confirm',
  'rise-waits-for-complaint',
  'manual-stands',
  'nothing-owed',
  'not-while-death',
  'not-while-bankruptcy',
  'not-while-debt-relief',
] as const satisfies readonly Consequence[];

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
