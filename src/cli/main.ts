import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { readConfig, type Config } from '../platform/config.ts';
import { clockOf } from '../platform/clock.ts';
import { UnknownDatabaseError } from '../platform/connection.ts';
import { openDatabase, UnknownMunicipalityError, type Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { migrateAll } from '../platform/migrate.ts';
import { actingShell } from './acting-names.ts';
import { Given, operator, PlainError, UsageError, type Command, type Shell } from './command.ts';
import { commands } from './commands.ts';

const exitStatus = { done: 0, failed: 1, usage: 2 } as const;

/** Runs one command; answers the exit status. Every error that reaches this is told in one plain sentence. */
async function main(words: readonly string[]): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) {
    tell(config.refusal.problems.join('\n'));
    return exitStatus.usage;
  }
  const called = await commandFor(words);
  if (called === null) {
    if (words.length > 0 && words[0] !== '--help') tell('Den kommando findes ikke.');
    tell(await usage());
    return words[0] === '--help' ? exitStatus.done : exitStatus.usage;
  }
  const log = createLog(config.value);
  try {
    const given = givenTo(called.command, called.rest);
    const shell = shellOf(config.value, log, given.database());
    return await called.command.run(given, actingShell(called.command, given, shell));
  } catch (error) {
    return failure(error, called.command, log);
  }
}

interface Called {
  readonly command: Command;
  readonly rest: readonly string[];
}

/** The longest match first: `month run` before `month`. */
async function commandFor(words: readonly string[]): Promise<Called | null> {
  for (const length of [2, 1]) {
    const load = commands[words.slice(0, length).join(' ')];
    if (load !== undefined) return { command: await load(), rest: words.slice(length) };
  }
  return null;
}

function givenTo(command: Command, args: readonly string[]): Given {
  const { options, positional } = command;
  const read = { options, strict: true, allowPositionals: positional !== undefined };
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], ...read });
  } catch {
    throw new UsageError(optionFault(command, args));
  }
  if (positional === undefined) return new Given(parsed.values);
  const [word, ...more] = parsed.positionals;
  if (more.length > 0) throw new UsageError('der er ord for meget');
  return new Given(word === undefined ? parsed.values : { ...parsed.values, [positional]: word }, positional);
}

/**
 * What is wrong with the options. The parser's own message may quote what was typed, which may be a CPR number; so only
 * a word that looks like the name of an option is named.
 */
function optionFault({ options }: Command, args: readonly string[]): string {
  const names = args.flatMap((arg) => /^--([a-z-]+)(?:=|$)/.exec(arg)?.[1] ?? []);
  const unknown = names.find((name) => options[name] === undefined);
  return unknown === undefined
    ? 'en mulighed mangler sin værdi, eller der er ord for meget'
    : `kender ikke --${unknown}`;
}

function failure(error: unknown, command: Command, log: Logger): number {
  if (error instanceof UsageError) {
    tell(`afdrag ${command.words}: ${error.message}\nBrug: afdrag ${command.words} ${command.usage}`);
    return exitStatus.usage;
  }
  if (error instanceof UnknownMunicipalityError) {
    tell(`Kommune ${error.code} er ikke sat op her. Opret den med: afdrag municipality create`);
    return exitStatus.failed;
  }
  if (error instanceof UnknownDatabaseError) {
    tell(`Databasen ${error.database} findes ikke på serveren.`);
    return exitStatus.failed;
  }
  if (error instanceof PlainError) {
    tell(error.message);
    return exitStatus.failed;
  }
  log.error({ err: error }, `${command.words} stopped`);
  tell(
    'Der skete en fejl, som vi ikke havde ventet. Intet halvt er gemt; det nærmere står i loggen ovenfor.',
  );
  return exitStatus.failed;
}

/** Every command with what it does. */
async function usage(): Promise<string> {
  const known = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...known.map(({ words }) => words.length));
  return [
    'Brug: npm run -s afdrag -- KOMMANDO [MULIGHEDER] [--database NAVN]',
    '',
    ...known.map(({ words, summary }) => `  ${words.padEnd(width)}  ${summary}`),
  ].join('\n');
}

function shellOf(config: Config, log: Logger, name: string | null): Shell {
  return {
    config,
    clock: clockOf(config),
    log,
    by: operator(),
    say: (line) => process.stdout.write(`${line}\n`),
    tell,
    progress,
    withDatabase: (work) => withDatabase(config, name, work),
  };
}

async function withDatabase<T>(
  config: Config,
  name: string | null,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { databaseUrl, dataDir, poolSize } = config;
  const database = await openDatabase({ databaseUrl, dataDir, poolSize, name });
  try {
    await migrateAll(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

const LINES_APART = 1_000;

function progress(what: string): (count: number) => void {
  let last = 0;
  return (count) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${count} `);
    else if (count - last >= LINES_APART) tell(`${what}: ${count}`);
    if (!process.stderr.isTTY && count - last < LINES_APART) return;
    last = count;
  };
}

// The reader of a pipe may have enough before we are done (`| head`); that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitStatus.done);
});

process.exitCode = await main(process.argv.slice(2));
