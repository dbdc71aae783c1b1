import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dayOfMonth, month, readableMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { municipalityCode } from '../kernel/ids.ts';
import { makeDueLetters } from '../agreements/letter-job.ts';
import { storedRun } from '../agreements/runs.ts';
import { stoppedAt, type Clock } from '../platform/clock.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import { createMunicipality, dropMunicipality } from '../platform/migrate.ts';
import { PlainError, type Command, type Shell } from './command.ts';
import { importReportLines } from '../claims/report-text.ts';
import { importClaims } from './claims-import.ts';
import { demoFolder } from './composition.ts';
import { DEMO_SEED, DEMO_SIZE, demoGenerate, demoRefusalInPlainWords } from './demo-generate.ts';
import { fetchForMonth, fetchReportLines } from './facts-fetch.ts';
import { letterAssets, lettersMadeLines } from './letters.ts';
import { runReportLines } from './month-report.ts';
import { runOrRefuse } from './month-run.ts';
import { configurationFile, configure } from './municipality.ts';

/** The demo municipality: invented, the size of Vallensbæk's case. */
const DEMO = { code: municipalityCode('998'), size: DEMO_SIZE, seed: DEMO_SEED };
const MONTHS: readonly YearMonth[] = [month('2026-01'), month('2026-02'), month('2026-03')];
const RUN_DAY = 10;

/** `afdrag demo load`: the demo municipality with three months decided. A second time it changes nothing. */
export const demoLoadCommand: Command = {
  words: 'demo load',
  usage: '[--reset]',
  summary: 'indlæser demokommunen og kører januar, februar og marts 2026',
  options: { reset: { type: 'boolean' } },
  run: (given, shell) =>
    shell.withDatabase(async (database) => {
      await loadDemo(database, shell, given.flag('reset'));
      return 0;
    }),
};

/** Loads the demo as far as it is not there already, and says what was done and where to look. */
export async function loadDemo(database: Database, shell: Shell, reset: boolean): Promise<void> {
  const configuration = await configurationFile(
    join(PROJECT_ROOT, 'municipalities', DEMO.code, 'municipality.json'),
  );
  if (reset) await dropMunicipality(database, DEMO.code);
  await createMunicipality(database, { code: DEMO.code, name: configuration.name });
  const [firstMonth = MONTHS[0] as YearMonth] = MONTHS; // three are listed
  await configure(database, configuration, { by: shell.by, clock: clockOn(runDay(firstMonth)) });
  shell.say(
    `Demokommunen ${configuration.name} (${DEMO.code}): alle personer, beløb og arbejdsgivere er opfundne.`,
  );
  await generateFiles(shell);
  await importDemoClaims(database, shell, clockOn(runDay(firstMonth)));
  for (const each of MONTHS) await playMonth(database, shell, each);
  for (const line of whereToLook()) shell.say(line);
}

async function generateFiles(shell: Shell): Promise<void> {
  const out = demoFolder(DEMO.code);
  if (existsSync(join(out, 'summary.json'))) return;
  shell.tell('Demokommunens filer skrives …');
  const written = await demoGenerate({ municipality: DEMO.code, size: DEMO.size, seed: DEMO.seed, out });
  if (!written.ok) throw new PlainError(demoRefusalInPlainWords(written.refusal));
}

async function importDemoClaims(database: Database, { by, say }: Shell, clock: Clock): Promise<void> {
  const file = join(demoFolder(DEMO.code), 'claims.csv');
  const report = await importClaims({
    db: database,
    municipality: DEMO.code,
    file,
    dryRun: false,
    statedRows: null,
    by,
    clock,
  });
  for (const line of importReportLines(report)) say(line);
  if (report.outcome === 'refused') throw new PlainError('Demoens kravfil blev afvist.');
}

/** One month as its debt office would live it: facts, run and letters on the run day. */
async function playMonth(database: Database, shell: Shell, each: YearMonth): Promise<void> {
  const municipality = DEMO.code;
  const clock = clockOn(runDay(each));
  const onTheDay = { ...shell, clock };
  const ran = await readInMunicipality(database, municipality, (tx) => storedRun(tx, each));
  if (ran === null) {
    const { report, batch } = await fetchForMonth(database, onTheDay, { municipality, month: each });
    for (const line of fetchReportLines(report, batch)) shell.say(line);
  }
  const done = await runOrRefuse({
    database,
    municipality,
    month: each,
    on: runDay(each),
    factsAsOf: ran?.factsAsOf ?? null,
    dryRun: false,
    by: shell.by,
    clock,
    progress: shell.progress(`Borgere beregnet, ${readableMonth(each)}`),
  });
  const lines = runReportLines(done, null);
  for (const line of done.state === 'was-finished' ? lines.slice(0, 1) : lines) shell.say(line);
  const letters = await makeDueLetters({
    database,
    municipality,
    assets: letterAssets(),
    by: shell.by,
    clock,
    progress: shell.progress('Breve lavet'),
  });
  if (letters.made > 0 || letters.refused.length > 0)
    for (const line of lettersMadeLines(letters)) shell.say(line);
  shell.say('');
}

function runDay(each: YearMonth): PlainDate {
  return dayOfMonth(each, RUN_DAY);
}

/** The demo's clock stands at nine in the morning of the day it plays. */
function clockOn(day: PlainDate): Clock {
  const morning = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: 'Europe/Copenhagen',
    plainTime: '09:00',
  });
  return stoppedAt(morning.toInstant());
}

function whereToLook(): string[] {
  return [
    'Se nærmere:',
    `  npm run -s afdrag -- explain --municipality ${DEMO.code} --debtor 100001 --month 2026-03`,
    `  npm run -s afdrag -- letters export --municipality ${DEMO.code} --debtor 100001 --month 2026-01 --file brev.pdf`,
    `  npm run -s afdrag -- verify`,
  ];
}
