import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { begun } from './connection.ts';
import { connectionOf, type MunicipalityTx } from './database.ts';

export type CopyValue = string | number | bigint | boolean | null | Temporal.Instant;

/** One row for `copyInto`: values in the columns' order, escaped, without line end. Arrays and JSON come as their text. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) line += '\t';
    line += copyText(values[index] ?? null);
  }
  return line;
}

/**
 * Writes rows with COPY inside the transaction, and answers how many. A row that the table refuses fails the
 * transaction, as an insert would. Rows are drawn as the server takes them, so memory stays bounded.
 */
export async function copyInto(
  tx: MunicipalityTx,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  rows: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  const text = `copy ${name(table)} (${columns.map(name).join(', ')}) from stdin`;
  const copy = (await begun(connectionOf(tx))).query(from(text));
  await pipeline(Readable.from(chunks(rows), { objectMode: true, highWaterMark: 4 }), copy);
  return copy.rowCount;
}

/** Rows for `copyInto` that are all at hand: one chunk, instead of one step of its stream for every row. */
export function asOneChunk(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

const CHUNK = 64 * 1024;

async function* chunks(rows: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const row of rows) {
    chunk += `${row}\n`;
    if (chunk.length < CHUNK) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  const text = typeof value === 'string' ? value : String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

// COPY takes no parameters; names are ours, and this keeps it so.
function name(identifier: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(identifier)) throw new Error(`not a table or column name: ${identifier}`);
  return identifier;
}
