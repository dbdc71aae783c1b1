import { batchNumber } from '../kernel/ids.ts';
import { dayInCopenhagen, readableDate, readableMonth } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { sampleLetterModel } from '../agreements/sample-letter.ts';
import {
  runMonth,
  type MonthRunDone,
  type MonthRunRefusal,
  type MonthRunRequest,
} from '../agreements/month-run.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import { jsonOption, monthOption, municipalityOption, PlainError, type Command } from './command.ts';
import { letterAssets } from './letters.ts';
import { runReportLines } from './month-report.ts';
import { sampleFileOf, writeSampleLetter } from './sample-file.ts';

/** `afdrag month run`: decides a month from stored facts, or with `--dry-run` only reports what it would decide. */
export const monthRunCommand: Command = {
  words: 'month run',
  usage: '--municipality 998 --month 2026-03 [--on 2026-03-10] [--facts-as-of N] [--dry-run] [--json]',
  summary: 'beregner og afgør en måned',
  options: {
    ...municipalityOption,
    ...monthOption,
    ...jsonOption,
    on: { type: 'string' },
    'facts-as-of': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const asOf = given.wholeNumber('facts-as-of');
    const request = {
      municipality: given.municipality(),
      month: given.month(),
      // A late run uses the table of its own date (docs/legal-review.md), so the default is today.
      on: given.date('on') ?? dayInCopenhagen(shell.clock()),
      factsAsOf: asOf === null ? null : batchNumber(asOf),
      dryRun: given.flag('dry-run'),
      by: shell.by,
      clock: shell.clock,
      progress: shell.progress('Borgere beregnet'),
    };
    return shell.withDatabase(async (database) => {
      const done = await runOrRefuse({ database, ...request });
      const sample = done.state === 'dry-run' ? await writeSample(database, done, request) : null;
      if (given.flag('json'))
        shell.say(JSON.stringify({ state: done.state, ...done.report, sampleLetter: sample }));
      else for (const line of runReportLines(done, sample)) shell.say(line);
      return 0;
    });
  },
};

/** Runs the month; a refusal becomes a plain sentence. */
export async function runOrRefuse(request: MonthRunRequest): Promise<MonthRunDone> {
  const run = await runMonth(request);
  if (!run.ok) throw new PlainError(runRefusalText(run.refusal));
  return run.value;
}

/** Why a month was not run, in a sentence. */
export function runRefusalText(refusal: MonthRunRefusal): string {
  switch (refusal.tag) {
    case 'no-configuration':
      return 'Kommunen har ingen opsætning endnu. Gem den med: afdrag municipality configure';
    case 'no-facts':
      return 'Der er ingen oplysninger at regne på. Hent dem med: afdrag facts fetch';
    case 'facts-not-fetched':
      return `Der er ikke hentet oplysninger til ${readableMonth(refusal.month)}, eller ikke til og med den valgte batch. Hent dem med: afdrag facts fetch --month ${refusal.month}`;
    case 'unknown-batch':
      return `Den batch findes ikke; den seneste er ${refusal.latest}.`;
    case 'no-table':
      return `Der er ingen betalingsevnetabel for ${readableDate(refusal.date)}. Intet er beregnet eller afgjort. Læg den offentliggjorte tabel ind i statute/ability-to-pay.`;
    case 'later-month-finished':
      return `${readableMonth(refusal.month)} er allerede afgjort. En tidligere måned kan ikke afgøres bagefter.`;
    case 'before-last-run':
      return `Beregningsdatoen ligger før den seneste kørsels, ${readableDate(refusal.calculationDate)}. Vælg den dag eller en senere med --on.`;
    case 'unfinished':
      return `Måneden er begyndt med beregningsdato ${refusal.calculationDate} og oplysninger til og med batch ${refusal.factsAsOf}, men ikke færdig. Gør den færdig med --on ${refusal.calculationDate} --facts-as-of ${refusal.factsAsOf} uden --dry-run.`;
    case 'busy':
      return 'En anden kørsel er i gang for kommunen. Prøv igen, når den er færdig.';
    default:
      return unreachable(refusal);
  }
}

/** The letter that one of the debtors would get, as a file to look at; its place. Null when there is none to show. */
async function writeSample(
  database: Database,
  { sample }: MonthRunDone,
  request: Pick<MonthRunRequest, 'municipality' | 'month'>,
): Promise<string | null> {
  if (sample === null) return null;
  const model = await readInMunicipality(database, request.municipality, (tx) =>
    sampleLetterModel(tx, sample),
  );
  if (model === null) return null;
  return writeSampleLetter(
    sampleFileOf(request.municipality, request.month),
    model,
    letterAssets()(sample.configuration),
  );
}
