import { userInfo } from 'node:os';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Logger } from 'pino';
import { parseUsableDate, parseUsableMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import {
  parseDebtorNumber,
  parseDecisionId,
  parseMunicipalityCode,
  type DebtorNumber,
  type DecisionId,
  type MunicipalityCode,
} from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { isDatabaseName } from '../platform/databases.ts';

/** What a command may use of the world around it. */
export interface Shell {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Who is noted as having asked: the operating system's user. */
  readonly by: string;
  /** A line of the answer, on standard output. */
  say(line: string): void;
  /** A line for the person at the terminal, on standard error. */
  tell(line: string): void;
  /** How far long work has come, on standard error: rewritten in place at a terminal, now and then elsewhere. */
  progress(what: string): (count: number) => void;
  /** Joins the running database or starts it, migrates it, and leaves it (stopping it if nobody else is there). */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>;
}

export interface Command {
  /** The words it is called by, `month run`. */
  readonly words: string;
  /** Its options as shown in the usage. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** The name under which its one word without an option is read; absent = it takes none. */
  readonly positional?: string;
  /** Answers the exit status. */
  readonly run: (given: Given, shell: Shell) => Promise<number>;
}

/** The command was called wrongly: exit status 2, with what is wrong. */
export class UsageError extends Error {}

/** What was asked for cannot be had, said to the person in plain words: exit status 1. */
export class PlainError extends Error {}

/** The options as given, read strictly. */
export class Given {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #positional: string | null;

  constructor(values: Readonly<Record<string, unknown>>, positional: string | null = null) {
    this.#values = values;
    this.#positional = positional;
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null) throw new UsageError(`${this.#shown(name)} mangler`);
    return value;
  }

  municipality(): MunicipalityCode {
    return this.#read('municipality', parseMunicipalityCode, 'en kommunekode på tre cifre, for eksempel 998');
  }

  month(): YearMonth {
    return this.#read('month', parseUsableMonth, 'en måned, for eksempel 2026-03');
  }

  debtor(): DebtorNumber {
    return this.#read(
      'debtor',
      parseDebtorNumber,
      'et debitornummer på seks til ni cifre; aldrig et CPR-nummer',
    );
  }

  decision(): DecisionId {
    return this.#read('decision', parseDecisionId, 'en afgørelses nummer, for eksempel 202603-100123-0');
  }

  date(name: string): PlainDate | null {
    return this.text(name) === null
      ? null
      : this.#read(name, parseUsableDate, 'en dato, for eksempel 2026-03-10');
  }

  wholeNumber(name: string): number | null {
    const read = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : null);
    return this.text(name) === null ? null : this.#read(name, read, 'et helt tal');
  }

  /** The database of the server that is meant; null = the usual one. */
  database(): string | null {
    const read = (text: string) => (isDatabaseName(text) ? text : null);
    return this.text('database') === null
      ? null
      : this.#read('database', read, 'navnet på en database: små bogstaver, cifre og bindestreger');
  }

  oneOf<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const text = this.text(name) ?? choices[0];
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new UsageError(`--${name} skal være ${choices.join(' eller ')}`);
    return found;
  }

  #read<T>(name: string, read: (text: string) => T | null, form: string): T {
    const value = read(this.required(name));
    if (value === null) throw new UsageError(`${this.#shown(name)} skal være ${form}`);
    return value;
  }

  #shown(name: string): string {
    return name === this.#positional ? 'NUMMER' : `--${name}`;
  }
}

/** Every command has it (commands.ts). */
export const databaseOption = { database: { type: 'string' } } as const;
export const municipalityOption = { municipality: { type: 'string' } } as const;
export const monthOption = { month: { type: 'string' } } as const;
export const jsonOption = { json: { type: 'boolean' } } as const;
export const debtorOption = { debtor: { type: 'string' } } as const;
/** The day that is played; without it, today. */
export const onOption = { on: { type: 'string' } } as const;

/** The name noted for what is done from the command line. */
export function operator(): string {
  return `cli:${userInfo().username}`;
}
