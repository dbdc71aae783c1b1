import { pino, type DestinationStream, type Logger } from 'pino';
import pg from 'pg';
import type { Config } from './config.ts';

/**
 * A log for operators: ids, counts, durations, tags of refusals. Three nets keep personal data out: fields that hold a
 * person are removed by name, errors are reduced to what cannot quote a value, and whatever still looks like a CPR
 * number is masked in the finished line.
 */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: null,
      redact: { paths: personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
      serializers: { err: safeError, error: safeError },
      hooks: { streamWrite: maskCprNumbers },
    },
    // Standard output belongs to the command's answer.
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}

const personal = [
  'cpr',
  'currentCpr',
  'cprNumber',
  'name',
  'address',
  'email',
  'phone',
  'body',
  'password',
  'authorization',
];

/** Ten digits as a CPR number is written, with or without dash or space, become `[cpr]`. */
export function maskCprNumbers(line: string): string {
  return line.replace(/(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g, '[cpr]');
}

interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
  readonly stack?: string | undefined;
  readonly cause?: SafeError | undefined;
}

/** Of a table that is not there (42P01) or not ours to read (42501) the message names it, and quotes no data. */
const NAMES_A_TABLE = ['42P01', '42501'];

/** An error without what may quote data: of the database's own errors the code stands for the message, but where that only names a table. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const fromDatabase = error instanceof pg.DatabaseError;
  const isHidden = fromDatabase && !NAMES_A_TABLE.includes(error.code ?? '');
  return {
    type: error.name,
    message: isHidden ? `database error ${error.code ?? ''}` : error.message,
    code: fromDatabase ? error.code : undefined,
    constraint: fromDatabase ? error.constraint : undefined,
    table: fromDatabase ? error.table : undefined,
    // The places only; the first line of a stack repeats the message.
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n'),
    cause: error.cause === undefined ? undefined : safeError(error.cause),
  };
}
