import { fetchFacts, type FetchReport } from '../facts/fetch.ts';
import { latestBatch } from '../facts/as-of.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { YearMonth } from '../kernel/dates.ts';
import { readableMonth } from '../kernel/dates.ts';
import {
  jsonOption,
  monthOption,
  municipalityOption,
  PlainError,
  type Command,
  type Shell,
} from './command.ts';
import { connectRegisters } from './composition.ts';

/** `afdrag facts fetch`: asks the registers about every debtor with open claims, for the run of a month. */
export const factsFetchCommand: Command = {
  words: 'facts fetch',
  usage: '--municipality 998 --month 2026-03 [--json]',
  summary: 'henter indkomst, børn og ydelser til en måneds kørsel',
  options: { ...municipalityOption, ...monthOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const month = given.month();
    return shell.withDatabase(async (database) => {
      const { report, batch } = await fetchForMonth(database, shell, { municipality, month });
      if (given.flag('json')) shell.say(JSON.stringify({ ...report, batch }));
      else for (const line of fetchReportLines(report, batch)) shell.say(line);
      return Object.keys(report.missing).length === 0 ? 0 : 1;
    });
  },
};

export interface FetchForMonth {
  readonly municipality: MunicipalityCode;
  readonly month: YearMonth;
}

/** Fetches with the municipality's own configuration and registers; answers the report and the latest batch. */
export async function fetchForMonth(
  database: Database,
  shell: Pick<Shell, 'config' | 'clock' | 'by' | 'progress'>,
  { municipality, month }: FetchForMonth,
): Promise<{ readonly report: FetchReport; readonly batch: number | null }> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
  const { configuration } = configured;
  const connected = await connectRegisters(shell.config, configuration, shell.clock);
  try {
    const fetched = await fetchFacts({
      database,
      municipality,
      registers: connected.registers,
      month,
      incomeLagMonths: configuration.run.incomeLagMonths,
      by: shell.by,
      clock: shell.clock,
      progress: shell.progress('Borgere slået op'),
    });
    if (!fetched.ok)
      throw new PlainError('En anden hentning er i gang for kommunen. Prøv igen, når den er færdig.');
    const batch = await readInMunicipality(database, municipality, latestBatch);
    return { report: fetched.value, batch };
  } finally {
    await connected.close();
  }
}

export function fetchReportLines(
  { month, debtors, missing, resumed }: FetchReport,
  batch: number | null,
): string[] {
  const lines = [
    `Oplysninger til ${readableMonth(month)}: ${debtors} borgere slået op${resumed ? ' (fortsat fra sidst)' : ''}. Seneste batch er ${batch ?? 'ingen'}.`,
  ];
  for (const [what, count] of Object.entries(missing)) {
    lines.push(
      `  Ikke modtaget: ${registerWords(what)}: ${count}. Der træffes ingen afgørelse for dem, før det er hentet.`,
    );
  }
  return lines;
}

const registers: Readonly<Record<string, string>> = {
  income: 'indkomst',
  person: 'CPR',
  benefits: 'ydelser',
};
const troubles: Readonly<Record<string, string>> = {
  unavailable: 'registret svarer ikke',
  'too-slow': 'registret svarer for langsomt',
  refused: 'registret afviste spørgsmålet',
  malformed: 'svaret kunne ikke læses',
  'other-person': 'svaret var om en anden person',
  'unknown-person': 'registret kender ikke personen',
};

function registerWords(key: string): string {
  const [register = '', trouble = ''] = key.split(': ');
  return `${registers[register] ?? register}, ${troubles[trouble] ?? trouble}`;
}
