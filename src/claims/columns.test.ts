import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { inPieces } from '../../test/integration/claims-rows.ts';
import { checkRow } from './check-row.ts';
import { claimColumns, claimsCsv, columnNames, type ClaimRow } from './columns.ts';
import { readClaimsFile } from './read-file.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/claims-file.md'), 'utf8');

async function rowsOf(csv: string): Promise<ClaimRow[]> {
  const rows: ClaimRow[] = [];
  for await (const page of readClaimsFile(inPieces(csv), 100).pages) {
    if (!page.ok) throw new Error(page.refusal.tag);
    for (const raw of page.value) {
      const checked = checkRow(raw, date('2026-03-01'));
      if (!checked.ok) throw new Error(JSON.stringify(checked.refusal.refusals));
      rows.push(checked.value);
    }
  }
  return rows;
}

describe('the guide to the claims file', () => {
  test('has every column with its form, meaning and example as the program has them', () => {
    const table = guide.split('\n').filter((line) => line.startsWith('| `'));
    const expected = columnNames.map((name) => {
      const { form, required, meaning, example } = claimColumns[name];
      const needed = required ? 'yes' : 'no';
      return `| \`${name}\` | ${form.described} | ${needed} | ${meaning} | ${example === '' ? '' : `\`${example}\``} |`;
    });
    const withoutPadding = (line: string) => line.replaceAll(/ +/g, ' ');
    expect(table.map(withoutPadding)).toEqual(expected.map(withoutPadding));
  });

  test('has example rows that are taken as they stand', async () => {
    const [, example] = /```csv\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(await rowsOf(example ?? '')).toHaveLength(4);
  });

  test('has the first of them in JSON too', async () => {
    const [, csv] = /```csv\n([\s\S]*?)```/.exec(guide) ?? [];
    const [, json] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(await rowsOf(json ?? '')).toEqual((await rowsOf(csv ?? '')).slice(0, 1));
  });
});

describe('what we write as a claims file', () => {
  test('is read back as the same rows, with semicolons and quotation marks in texts', async () => {
    const [, example] = /```csv\n([\s\S]*?)```/.exec(guide) ?? [];
    const rows = (await rowsOf(example ?? '')).map((row) => ({
      ...row,
      description: 'Hjælp; "midlertidig"',
    }));
    expect(await rowsOf(claimsCsv(rows))).toEqual(rows);
  });

  test('is the guide’s own example again', async () => {
    const [, example] = /```csv\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(claimsCsv(await rowsOf(example ?? ''))).toBe(example);
  });
});
