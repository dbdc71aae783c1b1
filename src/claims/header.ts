import { claimColumns, columnNames, type ColumnName } from './columns.ts';
import { FileRefused } from './raw-row.ts';
import { shownValue } from './refusals.ts';

const MOST_NAMES = 10;

/** The header's names as columns: all of ours but those that may be left out, none else, each once. Throws the file's refusal. */
export function readHeader(header: readonly string[]): readonly ColumnName[] {
  const known: ReadonlySet<string> = new Set(columnNames);
  const unknown = header.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    // Without a header the first row's values stand here, hence no more of them than may be shown.
    const columns = unknown.slice(0, MOST_NAMES).map((name) => shownValue(name, false));
    throw new FileRefused({ tag: 'unknown-columns', columns });
  }
  const repeated = header.filter((name, index) => header.indexOf(name) !== index);
  if (repeated.length > 0) throw new FileRefused({ tag: 'repeated-columns', columns: repeated });
  const missing = columnNames.filter((name) => !claimColumns[name].mayBeLeftOut && !header.includes(name));
  if (missing.length > 0) throw new FileRefused({ tag: 'missing-columns', columns: missing });
  // Every name was found among columnNames above.
  return header as readonly ColumnName[];
}
