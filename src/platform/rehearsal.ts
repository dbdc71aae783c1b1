import { sql } from 'kysely';
import pg from 'pg';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { toldAll } from './connection.ts';
import {
  connectionOf,
  enclosing,
  inMunicipality,
  type Busy,
  type Database,
  type Enclosing,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from './database.ts';
import { oneAtATime } from './turns.ts';

/** Others are never held up for long: a rehearsal that must wait for them is given up, not they. */
const PATIENCE = '2s';

/**
 * Runs `work` over a database of which nothing is kept: each of its transactions is a step of one, sees what those before it
 * have written, and the whole is rolled back. So a dry run is the run itself, and tells what that would do. Refused with
 * `busy` when somebody works on the same rows. `work` must do nothing outside the database, and one municipality's alone.
 */
export async function rehearse<T>(
  database: Database,
  { code, name }: { readonly code: MunicipalityCode; readonly name: string },
  work: (rehearsed: Database) => Promise<T>,
): Promise<Result<T, Busy>> {
  try {
    await inMunicipality(database, code, async (tx) => {
      await sql`set local lock_timeout = ${sql.lit(PATIENCE)}`.execute(tx);
      rehearsed.add(tx);
      throw new Rehearsed(await work({ ...database, [enclosing]: stepsOf(tx) }));
    });
  } catch (thrown) {
    if (thrown instanceof Rehearsed) return ok(thrown.told as T); // as `work` answered it, just above
    // 55P03: somebody has held the rows for longer than that.
    if (thrown instanceof pg.DatabaseError && thrown.code === '55P03') return refuse({ tag: 'busy', name });
    throw thrown;
  }
  throw new Error('a rehearsal always ends by being taken back');
}

/** Whether what is written through the database is never kept. */
export function isRehearsal(database: Database): boolean {
  return database[enclosing] !== undefined;
}

/** Whether nothing of the transaction is kept: who locks so that nobody moves money meanwhile need not. */
export function isRehearsed(tx: MunicipalityReadTx): boolean {
  return rehearsed.has(tx);
}

const rehearsed = new WeakSet<MunicipalityReadTx>();

/** Carries what the work answered out of the transaction that it rolls back. */
class Rehearsed extends Error {
  readonly told: unknown;
  constructor(told: unknown) {
    super('rehearsed');
    this.told = told;
  }
}

/** One after the other, as one connection has it; a step that fails takes back its own writes and no others. */
function stepsOf(tx: MunicipalityTx): Enclosing {
  const turns = oneAtATime();
  return async (code, work) => {
    assert(code === tx.code, 'a rehearsal is of one municipality');
    const endTurn = await turns.take();
    try {
      await sql`savepoint step`.execute(tx);
      try {
        const done = await work(tx);
        await toldAll(connectionOf(tx));
        return done;
      } catch (error) {
        await sql`rollback to savepoint step`.execute(tx);
        throw error;
      } finally {
        await sql`release savepoint step`.execute(tx);
      }
    } finally {
      endTurn();
    }
  };
}
