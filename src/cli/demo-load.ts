import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { raiseWithInterest } from '../charges/start-interest.ts';
import { importBills } from '../claims/import-bills.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { municipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { storedRun } from '../agreements/runs.ts';
import { demoEventsIn, demoRepresentativesIn, type DemoEvent, type DemoFileInvalid } from '../demo/events.ts';
import { BILLS_FILE } from '../demo/generate/company.ts';
import { isCurrentDemo } from '../demo/generate/generate.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { clockOn } from '../platform/clock.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { readInMunicipality, withMunicipalityLock, type Database } from '../platform/database.ts';
import { createMunicipality, dropMunicipality } from '../platform/migrate.ts';
import { importReportLines } from '../claims/report-text.ts';
import { importClaims } from './claims-import.ts';
import { PlainError, type Command, type Shell } from './command.ts';
import { connectDelivery, demoFolder } from './composition.ts';
import { daysToPlay, DEMO_MONTHS, FIRST_DAY, LAST_DAY, planWork, workDone, workLeft } from './demo-days.ts';
import { DEMO_SEED, demoGenerate, demoRefusalInPlainWords, demoSize } from './demo-generate.ts';
import { monthPlayedLine, nothingPlayed, playDay, type DemoTown } from './demo-load-day.ts';
import { letterAssets } from './letters.ts';
import { configurationFile, configure } from './municipality.ts';

/** The demo municipalities: invented, each of the size of a published case. */
const DEMO_CODES: readonly MunicipalityCode[] = [municipalityCode('998'), municipalityCode('999')];

/** `afdrag demo load`: the demo municipalities with three months lived through. A second time it changes nothing. */
export const demoLoadCommand: Command = {
  words: 'demo load',
  usage: '[--reset]',
  summary: 'indlæser demokommunerne og gennemlever januar, februar og marts 2026',
  options: { reset: { type: 'boolean' } },
  run: (given, shell) =>
    shell.withDatabase(async (database) => {
      await loadDemo(database, shell, given.flag('reset'));
      return 0;
    }),
};

/** Loads the demo as far as it is not there already, and says what was done and where to look. */
export async function loadDemo(database: Database, shell: Shell, reset: boolean): Promise<void> {
  for (const code of DEMO_CODES) {
    if (reset) await dropMunicipality(database, code);
    await loadTown(database, shell, code);
  }
  for (const line of whereToLook()) shell.say(line);
}

async function loadTown(database: Database, shell: Shell, code: MunicipalityCode): Promise<void> {
  const file = join(PROJECT_ROOT, 'municipalities', code, 'municipality.json');
  const configuration = await configurationFile(file);
  const { name } = configuration;
  await createMunicipality(database, { code, name });
  const folder = demoFolder(code);
  const loaded = await withMunicipalityLock(database, { code, name: 'demo-load' }, async () => {
    shell.say(`${name} (${code}): alle personer, beløb og arbejdsgivere er opfundne.`);
    await generateFiles(shell, code, folder);
    const played = await playDemo(database, shell, { configuration, folder });
    if (played === 'was-played') shell.say('  Er indlæst i forvejen. Intet er ændret.');
  });
  if (!loaded.ok)
    throw new PlainError('Demoen er ved at blive indlæst af en anden. Vent, til det er færdigt.');
}

export interface DemoToPlay {
  readonly configuration: Configuration;
  /** Where the demo's files are. */
  readonly folder: string;
}

/** Lives through a demo's three months as far as they have not been lived through; told month by month. */
export async function playDemo(
  database: Database,
  shell: Shell,
  { configuration, folder }: DemoToPlay,
): Promise<'played' | 'was-played'> {
  const { code } = configuration;
  const events = eventsByKey(demoFile(demoEventsIn(folder)));
  const representatives = demoFile(demoRepresentativesIn(folder));
  const happenings = [
    ...[...events.values()].map(({ on }) => on),
    ...representatives.map(({ recordedOn }) => recordedOn),
  ];
  await plan(database, code, { events, happenings });
  const daysLeft = await workLeft(database, code, { kind: 'demo-day', by: 'the end' });
  if (daysLeft.length === 0) return 'was-played';
  await configure(database, configuration, { by: shell.by, clock: clockOn(FIRST_DAY) });
  await importDemoClaims(database, shell, { code, folder });
  await raiseDemoBills(database, shell, { configuration, folder });
  const delivery = await connectDelivery(shell.config, configuration);
  const assets = letterAssets();
  const town = { database, shell, configuration, delivery, assets, events, representatives };
  await playDays(town, daysLeft as PlainDate[]); // their keys are days
  return 'played';
}

/** Plays the days that are left, and tells of each month when its last day has been played. */
async function playDays(town: DemoTown, days: readonly PlainDate[]): Promise<void> {
  const { database, shell, configuration } = town;
  let played = nothingPlayed();
  for (const [index, day] of days.entries()) {
    await playDay(town, day, played);
    await workDone(database, configuration.code, { kind: 'demo-day', key: day, at: clockOn(day)() });
    const next = days[index + 1];
    if (next !== undefined && monthOf(next) === monthOf(day)) continue;
    shell.say(monthPlayedLine(monthOf(day), played));
    played = nothingPlayed();
  }
}

/** Events by the key under which they are due: their day and their place among the events. */
function eventsByKey(events: readonly DemoEvent[]): Map<string, DemoEvent> {
  return new Map(events.map((event, index) => [`${event.on} ${String(index).padStart(6, '0')}`, event]));
}

interface ToPlan {
  readonly events: ReadonlyMap<string, DemoEvent>;
  /** Days on which something happens. */
  readonly happenings: readonly PlainDate[];
}

async function plan(
  database: Database,
  code: MunicipalityCode,
  { events, happenings }: ToPlan,
): Promise<void> {
  const planned = await planWork(database, code, [
    ...daysToPlay(happenings).map((day) => ({ kind: 'demo-day' as const, key: day, day })),
    ...[...events].map(([key, { on }]) => {
      return { kind: 'demo-event' as const, key, day: on < LAST_DAY ? on : LAST_DAY };
    }),
  ]);
  const [first = monthOf(FIRST_DAY)] = DEMO_MONTHS;
  const ran = await readInMunicipality(database, code, (tx) => storedRun(tx, first));
  if (planned === 0 || ran === null) return;
  throw new PlainError(
    'Demoen i databasen er fra en tidligere udgave. Gør den ny med: npm run -s afdrag -- demo load --reset',
  );
}

function demoFile<T>(read: Result<readonly T[], DemoFileInvalid>): readonly T[] {
  if (read.ok) return read.value;
  throw new PlainError(
    `Demoens fil ${read.refusal.file} kan ikke bruges:\n  ${read.refusal.faults.join('\n  ')}`,
  );
}

async function generateFiles(shell: Shell, code: MunicipalityCode, out: string): Promise<void> {
  if (isCurrentDemo(out)) return;
  shell.tell('Demokommunens filer skrives …');
  const written = await demoGenerate({ municipality: code, size: demoSize(code), seed: DEMO_SEED, out });
  if (!written.ok) throw new PlainError(demoRefusalInPlainWords(written.refusal));
}

async function importDemoClaims(
  database: Database,
  { by, say }: Shell,
  { code, folder }: { readonly code: MunicipalityCode; readonly folder: string },
): Promise<void> {
  const report = await importClaims({
    db: database,
    municipality: code,
    file: join(folder, 'claims.csv'),
    dryRun: false,
    statedRows: null,
    by,
    clock: clockOn(FIRST_DAY),
  });
  for (const line of importReportLines(report)) say(`  ${line}`);
  if (report.outcome === 'refused') throw new PlainError('Demoens kravfil blev afvist.');
}

/** What the town's company owes; raised before, when the demo was stopped and is gone on with. */
async function raiseDemoBills(
  db: Database,
  { by }: Shell,
  { configuration, folder }: DemoToPlay,
): Promise<void> {
  const posting = raiseWithInterest({ configuration, from: null });
  const report = await importBills(
    { db, municipality: configuration.code },
    {
      fileName: BILLS_FILE,
      bytes: readFileSync(join(folder, BILLS_FILE)),
      dryRun: false,
      by,
      at: clockOn(FIRST_DAY)(),
      posting,
    },
  );
  const isThere =
    report.outcome === 'imported' || report.refusals.every(({ reason }) => reason === 'already-known');
  if (!isThere || report.fileRefusal !== null) throw new PlainError('Demoens fil med regninger blev afvist.');
}

function whereToLook(): string[] {
  const [first, second] = DEMO_CODES;
  return [
    '',
    'Se nærmere:',
    `  npm run -s afdrag -- debtor show 100001 --municipality ${first}`,
    `  npm run -s afdrag -- explain --municipality ${first} --debtor 100001 --month 2026-03`,
    `  npm run -s afdrag -- letters export --municipality ${first} --debtor 100001 --month 2026-01 --file brev.pdf`,
    `  npm run -s afdrag -- month approve --municipality ${first} --month 2026-01`,
    `  npm run -s afdrag -- decision list --municipality ${second}`,
    `  npm run -s afdrag -- verify`,
  ];
}
