import type { MunicipalityCode } from '../kernel/ids.ts';
import { withMunicipalityLock, withMunicipalityLocks, type Busy, type Database } from './database.ts';
import type { Result } from '../kernel/result.ts';

declare const heldBrand: unique symbol;

/**
 * That this process has the municipality's day to itself: no other day's work and no job runs meanwhile. Who works through
 * a day takes it once and hands it to each job, which then needs no lock, and no connection for one, of its own.
 */
export interface Held {
  readonly municipality: MunicipalityCode;
  /** Aborted when the lock is lost with its connection: long work stops at its next page then. */
  readonly lost: AbortSignal;
  readonly [heldBrand]: true;
}

const DAY = 'day';

/** Runs `work` with the municipality's day to itself. Refuses with `busy` at once when another has it, or a job runs. */
export function withDay<T>(
  database: Database,
  municipality: MunicipalityCode,
  work: (held: Held) => Promise<T>,
): Promise<Result<T, Busy>> {
  return withMunicipalityLock(database, { code: municipality, name: DAY }, (lost) =>
    // The brand is what this function adds: the lock is held.
    work({ municipality, lost } as Held),
  );
}

/**
 * Runs `work` of a job that was called alone: beside jobs of other locks, and never beside a day's work. Refuses with `busy`
 * by the lock that another has.
 */
export function withJobLock<T>(
  database: Database,
  { municipality, lock }: { readonly municipality: MunicipalityCode; readonly lock: string },
  work: (lost: AbortSignal) => Promise<T>,
): Promise<Result<T, Busy>> {
  const locks = [
    { name: DAY, shared: true },
    { name: lock, shared: false },
  ];
  return withMunicipalityLocks(database, { code: municipality, locks }, work);
}
