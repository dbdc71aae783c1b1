import { claimColumns, columnNames, type ColumnName } from './columns.ts';
import type { FieldValue, TypedRow } from './field-text.ts';
import { fieldsOf } from './json-fields.ts';
import { JsonObjects, type JsonObject } from './json-objects.ts';
import { FileRefused, type Unusable } from './raw-row.ts';
import { shownValue } from './refusals.ts';

export type JsonFormat = 'json-list' | 'json-lines';

/**
 * The rows of a JSON file in UTF-8: a list of objects, or objects one after the other, each on a line of its own. Never
 * holds more than a piece of the file and one object in memory. Throws a refusal when the file is cut or is not JSON.
 */
export async function* jsonRows(
  bytes: AsyncIterable<Uint8Array>,
  format: JsonFormat,
): AsyncGenerator<TypedRow> {
  const objects = new JsonObjects();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    for (const object of objects.read(decoded(decoder, chunk, objects.line))) yield rowOf(object, format);
  }
  objects.end();
}

function decoded(decoder: TextDecoder, chunk: Uint8Array, line: number): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    // Lossy, to find the line; the rest of a character that an earlier chunk began stands first and is passed over.
    const begin = chunk.findIndex((byte) => (byte & 0xc0) !== 0x80);
    const [before = ''] = new TextDecoder().decode(chunk.subarray(Math.max(0, begin))).split('\ufffd');
    throw new FileRefused({ tag: 'wrong-encoding', row: line + before.split('\n').length - 1 });
  }
}

const known: ReadonlySet<string> = new Set(columnNames);

function rowOf(object: JsonObject, format: JsonFormat): TypedRow {
  const fields = new Map<ColumnName, FieldValue>();
  const seen = new Set<string>();
  const beside: Unusable[] = [];
  const refuse = (name: string, tag: 'unknown-field' | 'repeated-field' | 'missing-field') =>
    beside.push({ column: shownValue(name, false), value: '', reason: { tag } });
  for (const { name, value } of fieldsOf(object)) {
    if (!known.has(name)) refuse(name, 'unknown-field');
    else if (seen.has(name)) refuse(name, 'repeated-field');
    // The name was found among columnNames.
    else if (value !== null) fields.set(name as ColumnName, value);
    seen.add(name);
  }
  for (const name of columnNames)
    if (!seen.has(name) && !claimColumns[name].mayBeLeftOut) refuse(name, 'missing-field');
  return { row: format === 'json-list' ? object.place : object.line, fields, beside };
}
