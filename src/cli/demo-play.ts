import { join } from 'node:path';
import { missingFigures, type MissingFigure } from '../demo/play/missing-figures.ts';
import {
  date,
  monthOf,
  readableDate,
  readableMonth,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import { municipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import type { ClaimState } from '../law/claim-state.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { createDatabase, dropDatabase, holdsWhatIsKept, LOCAL_DATABASE } from '../platform/databases.ts';
import { openDatabase, type Database } from '../platform/database.ts';
import { createMunicipality, migrateAll } from '../platform/migrate.ts';
import { claimStateWords } from './claim-state-words.ts';
import { jsonOption, PlainError, UsageError, type Command, type Given, type Shell } from './command.ts';
import { timingLines } from './day-run.ts';
import { DEMO_SEED } from './demo-generate.ts';
import { configurationFile } from './municipality.ts';
import type { TownPlayed, TownReport } from './play-demo-town.ts';
import { happenedLines } from './happened-words.ts';
import { playInOwnProcess } from './play-in-own-process.ts';

const TOWNS: readonly MunicipalityCode[] = [municipalityCode('998'), municipalityCode('999')];
const DATABASE = 'demo-play';
const FROM = date('2024-01-01');
const TO = date('2026-12-31');

/**
 * `afdrag demo play`: both demo municipalities lived through, day by day, in a database of its own that is made anew. Ends
 * with one line of what it came to.
 */
export const demoPlayCommand: Command = {
  words: 'demo play',
  usage: '[--from 2024-01-01] [--to 2026-12-31] [--letters] [--size ANTAL] [--seed TAL] [--timings] [--json]',
  summary: 'gennemlever tre år i demokommunerne, i en database for sig',
  options: {
    ...jsonOption,
    from: { type: 'string' },
    to: { type: 'string' },
    letters: { type: 'boolean' },
    size: { type: 'string' },
    seed: { type: 'string' },
    timings: { type: 'boolean' },
  },
  run: async (given, shell) => {
    if (shell.config.production) throw new PlainError('Demoen kan ikke spilles i produktion.');
    const asked = readAsked(given);
    const missing = missingFigures(asked.from, asked.to);
    const reports = await playBoth(asked, shell, missing);
    const told = {
      ...summed(reports),
      missingFigures: missing,
      ...(given.flag('timings') ? { seconds: secondsByTown(reports) } : {}),
    };
    if (given.flag('json')) shell.say(JSON.stringify(told));
    else for (const line of lines(told)) shell.say(line);
    return 0;
  },
};

interface Asked {
  readonly name: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly letters: boolean;
  readonly size: number | null;
  readonly seed: number;
}

function readAsked(given: Given): Asked {
  const [from, to] = [given.date('from') ?? FROM, given.date('to') ?? TO];
  if (to < from) throw new UsageError('--to skal være efter --from');
  const name = given.database() ?? DATABASE;
  if (name === LOCAL_DATABASE) throw new UsageError('--database skal være en database, der må tømmes');
  const size = given.wholeNumber('size');
  if (size !== null && (size < 1 || size > 10_000)) throw new UsageError('--size skal være 1 til 10000');
  return {
    name,
    from,
    to,
    letters: given.flag('letters'),
    size,
    seed: given.wholeNumber('seed') ?? DEMO_SEED,
  };
}

async function playBoth(
  { name, ...order }: Asked,
  shell: Shell,
  missing: readonly MissingFigure[],
): Promise<TownPlayed[]> {
  const database = await emptyDatabase(shell, name);
  const stop = new AbortController();
  const seen = new Set<MissingFigure>();
  const play = (municipality: MunicipalityCode) =>
    playInOwnProcess(
      name,
      { municipality, ...order },
      {
        signal: stop.signal,
        monthDone: (month) => {
          shell.tell(`Kommune ${municipality}: ${readableMonth(month)} er levet igennem.`);
          for (const figure of newlyMissing(missing, seen, month)) shell.tell(missingLine(figure));
        },
      },
    );
  const towns = TOWNS.map(play);
  try {
    return await Promise.all(towns);
  } finally {
    // When one could not be played, the other need not be; both are gone before the database is left.
    stop.abort();
    await Promise.allSettled(towns);
    await database.close();
  }
}

/** Each is told once, when the first town has come to it. */
function newlyMissing(
  missing: readonly MissingFigure[],
  seen: Set<MissingFigure>,
  month: YearMonth,
): MissingFigure[] {
  const met = missing.filter((figure) => !seen.has(figure) && monthOf(figure.from) <= month);
  for (const figure of met) seen.add(figure);
  return met;
}

function missingLine({ figure, paragraph, from, to }: MissingFigure): string {
  return `Mangler: ${figure} (${paragraph}) fra ${readableDate(from)} til ${readableDate(to)}. Intet er afgjort eller tilskrevet efter den i den tid.`;
}

/** The database as new, with both towns in it and nothing else. What it holds can be thrown away, so it writes quickly. */
async function emptyDatabase({ config }: Shell, name: string): Promise<Database> {
  const server = { databaseUrl: config.databaseUrl, dataDir: config.dataDir };
  if (await holdsWhatIsKept(server, name))
    throw new PlainError(
      `Databasen ${name} er ikke lavet af demo play, og der er noget i den. Den bliver ikke slettet. Vælg et andet navn med --database, eller slet den selv.`,
    );
  if ((await dropDatabase(server, name, { force: false })) === 'in-use')
    throw new PlainError(`Databasen ${name} bruges af nogen. Luk det, der bruger den, og prøv igen.`);
  await createDatabase(server, name, { throwAway: true });
  const database = await openDatabase({ ...server, poolSize: 2, name });
  try {
    await migrateAll(database);
    for (const code of TOWNS) {
      const file = join(PROJECT_ROOT, 'municipalities', code, 'municipality.json');
      await createMunicipality(database, { code, name: (await configurationFile(file)).name });
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function summed(reports: readonly TownReport[]): TownReport {
  const sum = (of: (report: TownReport) => number) => reports.reduce((all, report) => all + of(report), 0);
  const each = (of: (report: TownReport) => Readonly<Record<string, number>>) => added(reports.map(of));
  return {
    // Both towns live through the same days.
    days: Math.max(...reports.map(({ days }) => days)),
    transfers: sum(({ transfers }) => transfers),
    letters: sum(({ letters }) => letters),
    claims: each(({ claims }) => claims),
    happened: {
      errands: each(({ happened }) => happened.errands),
      told: each(({ happened }) => happened.told),
      reasons: each(({ happened }) => happened.reasons),
      arrangements: each(({ happened }) => happened.arrangements),
    },
  };
}

/** What is counted under the same name, added up; by name. */
function added(counted: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const counts of counted)
    for (const [name, count] of Object.entries(counts)) all[name] = (all[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

interface Told extends TownReport {
  readonly missingFigures: readonly MissingFigure[];
  readonly seconds?: Readonly<Record<string, TownPlayed['seconds']>>;
}

function secondsByTown(reports: readonly TownPlayed[]): Record<string, TownPlayed['seconds']> {
  return Object.fromEntries(TOWNS.map((town, place) => [town, reports[place]?.seconds ?? {}]));
}

function lines({
  days,
  transfers,
  letters,
  claims,
  happened,
  missingFigures: missing,
  seconds = {},
}: Told): string[] {
  const states = Object.entries(claims).map(
    ([state, count]) => `${claimStateWords[state as ClaimState]} ${count}`, // its own keys
  );
  return [
    `${days} dage, ${transfers} posteringer, ${letters} breve.`,
    `Kravenes stilling: ${states.join(', ')}.`,
    ...happenedLines(happened),
    ...missing.map(missingLine),
    ...Object.entries(seconds).flatMap(([town, parts]) => [
      `Sekunder i kommune ${town}:`,
      ...timingLines({ seconds: parts }),
    ]),
  ];
}
