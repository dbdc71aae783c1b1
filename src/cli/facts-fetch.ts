import { fetchPersons, type PersonsRequest } from '../facts/fetch-persons.ts';
import { fetchFacts, type FetchReport, type FetchRequest } from '../facts/fetch.ts';
import { latestBatch } from '../facts/as-of.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { Busy } from '../platform/database.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { YearMonth } from '../kernel/dates.ts';
import { readableMonth } from '../kernel/dates.ts';
import {
  jsonOption,
  monthOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Shell,
} from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { connectRegisters } from './composition.ts';

/**
 * `afdrag facts fetch`: asks the registers about every debtor with open claims under chapter 12, for the run of a month;
 * with `--persons`, CPR alone about all who owe anything.
 */
export const factsFetchCommand: Command = {
  words: 'facts fetch',
  usage: '--municipality 998 (--month 2026-03 | --persons [--unknown]) [--json]',
  summary:
    'henter indkomst, børn og ydelser til en måneds kørsel, eller adresser og dødsfald i CPR for alle skyldnere',
  options: {
    ...municipalityOption,
    ...monthOption,
    ...jsonOption,
    persons: { type: 'boolean' },
    unknown: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const persons = given.flag('persons');
    if (given.flag('unknown') && !persons) throw new UsageError('--unknown hører til --persons');
    if (persons && given.text('month') !== null)
      throw new UsageError('--persons er ikke til en måneds kørsel');
    const who = given.flag('unknown') ? 'unknown' : 'all';
    const month = persons ? null : given.month();
    return shell.withDatabase(async (database) => {
      const { report, batch } =
        month === null
          ? await fetchPersonsNow(database, shell, { municipality, who })
          : await fetchForMonth(database, shell, { municipality, month });
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

export interface FetchedNow {
  readonly report: FetchReport;
  readonly batch: number | null;
}

type Fetching = Pick<Shell, 'config' | 'clock' | 'by' | 'progress'>;

/** Fetches with the municipality's own configuration and registers; answers the report and the latest batch. */
export function fetchForMonth(
  database: Database,
  shell: Fetching,
  { municipality, month }: FetchForMonth,
): Promise<FetchedNow> {
  return fetchConnected(database, shell, municipality, (request, { incomeLagMonths }) =>
    fetchFacts({ ...request, month, incomeLagMonths }),
  );
}

/** The same from CPR alone, about all who owe anything. */
function fetchPersonsNow(
  database: Database,
  shell: Fetching,
  { municipality, who }: Pick<PersonsRequest, 'municipality' | 'who'>,
): Promise<FetchedNow> {
  return fetchConnected(database, shell, municipality, ({ registers: { persons }, ...request }) =>
    fetchPersons({ ...request, persons, who }),
  );
}

type FetchConnected = (
  request: Omit<FetchRequest, 'month' | 'incomeLagMonths'>,
  run: Configuration['run'],
) => Promise<Result<FetchReport, Busy>>;

async function fetchConnected(
  database: Database,
  { config, clock, by, progress }: Fetching,
  municipality: MunicipalityCode,
  fetch: FetchConnected,
): Promise<FetchedNow> {
  const configured = await configuredOrRefuse(database, municipality);
  const { configuration } = configured;
  const { registers, close } = await connectRegisters(config, configuration, clock);
  try {
    const shown = progress('Borgere slået op');
    const fetched = await fetch(
      { database, municipality, registers, by, clock, progress: shown },
      configuration.run,
    );
    if (!fetched.ok)
      throw new PlainError('En anden hentning er i gang for kommunen. Prøv igen, når den er færdig.');
    const batch = await readInMunicipality(database, municipality, latestBatch);
    return { report: fetched.value, batch };
  } finally {
    await close();
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
