import type { QueryResult, RawBuilder } from 'kysely';
import type pg from 'pg';
import { ask, tell } from './connection.ts';
import { connectionOf, schemaOf, type MunicipalityReadTx, type MunicipalityTx } from './database.ts';
import { toParameter } from './postgres-values.ts';

/**
 * Statements that the server keeps ready under a name, for what is done one piece at a time and very often: it reads and
 * plans them once for each connection and not each time.
 *
 * A connection serves many municipalities, so the name holds the municipality too. One name for all of them would still
 * answer rightly, because the server looks at the search path again each time, but it would plan anew at every change of
 * municipality. Rights are not kept with a plan: they are asked for at each execution, of the role at that moment.
 */

/** The server's names have 63 signs at most. */
const LONGEST = 63;

/**
 * Runs a query as the statement of that name, which must always have the same text: throws when it has not. Lists go as
 * array parameters (`= any (…)`), never as so many placeholders.
 */
export async function prepared<Row>(
  tx: MunicipalityReadTx,
  name: string,
  query: RawBuilder<Row>,
): Promise<QueryResult<Row>> {
  const { rows, rowCount } = await ask(connectionOf(tx), statementOf(tx, name, query));
  return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }; // the query says what its rows are
}

/**
 * As `prepared`, for what is written and whose answer nobody needs: it goes with what the transaction asks next, or with its end, and
 * nobody waits for it alone. What the server refuses of it fails what goes with it, and nothing is committed.
 */
export function preparedToo(tx: MunicipalityTx, name: string, query: RawBuilder<unknown>): void {
  tell(connectionOf(tx), statementOf(tx, name, query));
}

/** A query with the name that it is kept under, for who asks it beside others. */
export interface Named<Row> {
  readonly name: string;
  readonly query: RawBuilder<Row>;
}

/** As `prepared`, each row as the array of its columns: leaner, where thousands of rows are read to be worked through. */
export async function preparedArrays<Columns extends unknown[]>(
  tx: MunicipalityReadTx,
  name: string,
  query: RawBuilder<unknown>,
): Promise<Columns[]> {
  const statement = { ...statementOf(tx, name, query), rowMode: 'array' as const };
  return (await ask(connectionOf(tx), statement)).rows as unknown[] as Columns[]; // the query says what they are
}

function statementOf(tx: MunicipalityReadTx, name: string, query: RawBuilder<unknown>): pg.QueryConfig {
  const { sql: text, parameters } = query.compile(tx);
  const own = `${schemaOf(tx.code)}.${name}`;
  if (own.length > LONGEST) throw new Error(`a statement's name is too long: ${own}`);
  return { name: own, text, values: parameters.map(toParameter) };
}
