import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { chosenSeed, isLong, times, withinBudget } from '../long/length.ts';

/**
 * Work that is killed between any two of its statements. `npm test` kills at some random places of each, the same every time; the long run
 * at many more, and others. A place where it goes wrong is told with what drew it.
 */
const seed = chosenSeed ?? 1;

/** A program of this folder and its words after the address of the database. */
export interface Program {
  readonly file: string;
  readonly words?: readonly string[];
}

interface Place {
  readonly database: Database & { readonly url: string };
  readonly program: Program;
}

/** How many statements it has when it lives. */
export async function statementsOf(place: Place): Promise<number> {
  const { signal, said } = await inOwnProcess(place, 0);
  expect(signal).toBeNull();
  const counted = Number(said.split('\n').at(-1));
  expect(counted).toBeGreaterThan(0);
  return counted;
}

/** Lets it die when it is about to send that statement, or as it ends when it has fewer. */
export async function killAt(place: Place, count: number): Promise<void> {
  expect((await inOwnProcess(place, count)).signal).toBe('SIGKILL');
}

async function inOwnProcess({ database, program }: Place, count: number) {
  const words = [join(import.meta.dirname, program.file), database.url, ...(program.words ?? [])];
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'statements.ts'), ...words], {
    env: { ...process.env, AFDRAG_KILL_AT: String(count) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const said = await text(child.stdout);
  const [status, signal] = await ended;
  if (signal === null && status !== 0) throw new Error(`${program.file} ended with ${status}`);
  await locksAreFree(database);
  return { signal, said };
}

/** A random place in each of so many parts of the statements, of many those that time allows; and last the one after the last. */
export function* places(what: string, statements: number, usually: number): Generator<number> {
  const kills = usually * times;
  const random = Array.from({ length: kills }, (_, each) => {
    const place = 1 + Math.floor(((each + drawn(`${what} ${each}`)) * statements) / kills);
    return { place, turn: isLong ? drawn(`${what} turn ${each}`) : each };
  });
  const inTurn = random.toSorted((a, b) => a.turn - b.turn).map(({ place }) => place);
  yield* withinBudget([...new Set(inTurn)], usually);
  yield statements + 1;
}

/** From 0 to 1, the same for the same words and seed. */
function drawn(words: string): number {
  return createHash('sha256').update(`${seed} ${words}`).digest().readUInt32BE() / 2 ** 32;
}

/** What is told of a place where it goes wrong. */
export function placeOf(what: string, count: number, statements: number): string {
  return `${what}, killed at statement ${count} of ${statements} (AFDRAG_SEED=${seed} AFDRAG_TIMES=${times})`;
}

type Copy = Database & AsyncDisposable & { readonly url: string };

export interface Work<T extends Copy> {
  readonly what: string;
  readonly program: Program;
  /** How many random places it is killed at; one more is after its last statement. */
  readonly usually?: number;
  /** The place as it stands before the work, for each that is killed. */
  copy(): Promise<T>;
  /** The work again, as whoever starts the program next does it; what is expected of its answer. */
  again(copy: T, place: string): Promise<unknown>;
  /** All that it has written. */
  left(copy: T): Promise<unknown>;
}

/** Killed anywhere and done again it leaves what it leaves undisturbed, which must not be what was there before. */
export async function expectSameAnywhere<T extends Copy>(work: Work<T>): Promise<void> {
  const { what, program } = work;
  await using whole = await work.copy();
  const before = await work.left(whole);
  const statements = await statementsOf({ database: whole, program });
  const undisturbed = await work.left(whole);
  expect(undisturbed).not.toEqual(before);
  for (const count of places(what, statements, work.usually ?? 2)) {
    await using copy = await work.copy();
    await killAt({ database: copy, program }, count);
    const place = placeOf(what, count, statements);
    await work.again(copy, place);
    expect(await work.left(copy), place).toEqual(undisturbed);
  }
}

/**
 * Returns when the server has found out that the dead process is gone. Until then its lock makes the next one `busy`, and what it had begun
 * holds the rows that the next one would take.
 */
export async function locksAreFree(database: Database): Promise<void> {
  const held = sql`
    select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())
    union all
    select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend' and xact_start is not null`;
  // Only who may see every connection is told what each is doing.
  const stillHeld = () => database.asAdmin(async (admin) => (await held.execute(admin)).rows.length > 0);
  while (await stillHeld());
}
