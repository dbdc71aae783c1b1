import { sql } from 'kysely';
import type { Database, MunicipalityReadTx } from './database.ts';

/** Whether people wait for what is asked of a database. Only for this folder. */
export const peopleWait = Symbol('people wait');

/**
 * The database for whoever answers people who wait: no statement takes longer than some of the seconds that they are answered within, nor waits long for
 * what others have locked. So a table that hangs takes what needs it, and neither the page nor, one visit after the other, all connections.
 */
export function forPeopleWhoWait(database: Database): Database {
  return { ...database, [peopleWait]: true };
}

/** Milliseconds that a statement may take, and of them wait for what others have locked. */
interface Patience {
  readonly lock: number;
  readonly statement: number;
}

/** Who only looks waits for no row, and for a table only where somebody changes it. */
const LOOKING: Patience = { lock: 500, statement: 3_000 };
/** What a form is about others may just be writing, such as the night's jobs a page of debtors. */
const WRITING: Patience = { lock: 3_000, statement: 4_000 };
/** What has hung once is asked for again, by itself, often enough that the answer would be late. */
const ONCE_MORE: Patience = { lock: 50, statement: 500 };

function patienceIn({ lock, statement }: Patience): string {
  return `set local lock_timeout = ${lock}; set local statement_timeout = ${statement}`;
}

/** With how much patience a transaction begins. */
export function patienceFor(reading: boolean): string {
  return patienceIn(reading ? LOOKING : WRITING);
}

/** For the rest of a transaction in which something has hung; to be said again whenever it goes back to a savepoint. */
export async function beBrief(tx: MunicipalityReadTx): Promise<void> {
  await sql.raw(patienceIn(ONCE_MORE)).execute(tx);
}
