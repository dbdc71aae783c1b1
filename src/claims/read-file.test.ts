import { createReadStream } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimLine, claimsFile, inPieces } from '../../test/integration/claims-rows.ts';
import { claimsCsvHeader, columnNames, type ColumnName } from './columns.ts';
import { readClaimsFile, type RawRow } from './read-file.ts';
import type { FileRefusal } from './refusals.ts';

interface Read {
  readonly rows: readonly RawRow[];
  readonly refusal: FileRefusal | null;
}

async function read(content: string | Uint8Array, size?: number): Promise<Read> {
  const rows: RawRow[] = [];
  for await (const page of readClaimsFile(inPieces(content, size), 2).pages) {
    if (!page.ok) return { rows, refusal: page.refusal };
    rows.push(...page.value);
  }
  return { rows, refusal: null };
}

async function refusalOf(content: string | Uint8Array): Promise<FileRefusal | null> {
  return (await read(content)).refusal;
}

function valueOf(values: RawRow['values'] | undefined, column: ColumnName): string | undefined {
  return values?.[columnNames.indexOf(column)];
}

const header = `${claimsCsvHeader}\n`;
const line = `${claimLine()}\n`;

describe('a claims file is read', () => {
  test('row by row, with the line numbers that an editor shows', async () => {
    const { rows, refusal } = await read(claimsFile({ claimId: 'A' }, { claimId: 'B' }, { claimId: 'C' }));
    expect(refusal).toBeNull();
    expect(rows.map(({ row, values }) => [row, valueOf(values, 'claimId')])).toEqual([
      [2, 'A'],
      [3, 'B'],
      [4, 'C'],
    ]);
  });

  test('with a byte order mark, carriage returns, blank lines and blanks around values', async () => {
    const text = `\ufeff${header}${claimLine({ claimId: ' A ' })}\n\n${line}\n`.replaceAll('\n', '\r\n');
    const { rows, refusal } = await read(text);
    expect(refusal).toBeNull();
    expect(rows.map(({ row, values }) => [row, valueOf(values, 'claimId')])).toEqual([
      [2, 'A'],
      [4, 'K-4711-2021-05'],
    ]);
  });

  test('with the columns in another order', async () => {
    const turned = (text: string) => text.split(';').toReversed().join(';');
    const { rows } = await read(`${turned(claimsCsvHeader)}\n${turned(claimLine({ claimId: 'A' }))}\n`);
    expect(valueOf(rows[0]?.values, 'claimId')).toBe('A');
  });

  test('with semicolons and quotation marks inside a text in quotation marks', async () => {
    const { rows } = await read(claimsFile({ description: '"Hjælp; ""midlertidig"""' }));
    expect(valueOf(rows[0]?.values, 'description')).toBe('Hjælp; "midlertidig"');
  });

  test('and a row with too few columns in the middle is that row’s own mistake', async () => {
    const { rows, refusal } = await read(`${header}KY;S-1\n${line}`);
    expect(refusal).toBeNull();
    expect(rows.map(({ row, values }) => [row, values === null])).toEqual([
      [2, true],
      [3, false],
    ]);
  });
});

describe('a claims file is refused as a whole when', () => {
  test('it is empty', async () => {
    expect(await refusalOf('')).toEqual({ tag: 'empty-file' });
  });

  test('it has a header and no claims', async () => {
    expect(await refusalOf(header)).toEqual({ tag: 'no-rows' });
  });

  test('it has a column that is not known', async () => {
    expect(await refusalOf((header + line).replace('law;', 'lov;'))).toEqual({
      tag: 'unknown-columns',
      columns: ['lov'],
    });
  });

  test('it lacks a column', async () => {
    expect(await refusalOf((header + line).replace('law;', ''))).toEqual({
      tag: 'missing-columns',
      columns: ['law'],
    });
  });

  test('it names a column twice', async () => {
    expect(await refusalOf((header + line).replace('law;', 'law;law;'))).toEqual({
      tag: 'repeated-columns',
      columns: ['law'],
    });
  });

  test('it has no header, and the first claim’s CPR number is not repeated in the refusal', async () => {
    const refusal = await refusalOf(line + line);
    expect(refusal?.tag).toBe('unknown-columns');
    expect(JSON.stringify(refusal)).not.toContain('6101611234');
  });

  test('its columns are separated by commas', async () => {
    expect(await refusalOf((header + line).replaceAll(';', ','))).toEqual({ tag: 'wrong-separator' });
  });

  test('it is Latin-1 with æ, ø or å, and the row is told', async () => {
    const latin1 = Buffer.from(`${header}${line.replace('æ', 'ae')}${line}`, 'latin1');
    expect(await refusalOf(latin1)).toEqual({ tag: 'wrong-encoding', row: 3 });
  });

  test('it is UTF-16', async () => {
    expect(await refusalOf(Buffer.from(`\ufeff${header}${line}`, 'utf16le'))).toEqual({
      tag: 'wrong-encoding',
      row: 1,
    });
  });

  test('its last line does not end', async () => {
    expect(await refusalOf(header + line + claimLine())).toEqual({
      tag: 'cut-off',
      row: 3,
      sign: 'no-line-end',
    });
  });

  test('it is cut in the middle of a letter', async () => {
    const bytes = Buffer.from(header + line);
    const inLetter = bytes.indexOf(Buffer.from('æ')) + 1;
    expect(await refusalOf(bytes.subarray(0, inLetter))).toEqual({
      tag: 'cut-off',
      row: 2,
      sign: 'no-line-end',
    });
  });

  test('its last line has too few columns', async () => {
    const cut = `${header}${line}${claimLine().slice(0, 40)}\n`;
    expect(await refusalOf(cut)).toEqual({ tag: 'cut-off', row: 3, sign: 'too-few-columns' });
  });

  test('a quotation mark is not closed, and the row where it opens is told', async () => {
    expect(await refusalOf(`${header}${line}"${line}${line}`)).toEqual({
      tag: 'cut-off',
      row: 3,
      sign: 'open-quote',
    });
  });

  test('a quotation mark stands inside a value', async () => {
    expect(await refusalOf(`${header}${line.replace('KY', 'K"Y')}`)).toEqual({
      tag: 'misplaced-quote',
      row: 2,
    });
  });

  test('a line is longer than any line can be', async () => {
    expect(await refusalOf(`${header}${claimLine({ description: 'x'.repeat(20_000) })}\n`)).toEqual({
      tag: 'line-too-long',
      row: 2,
    });
    expect(await refusalOf('x'.repeat(100_000))).toEqual({ tag: 'line-too-long', row: 1 });
  });

  test('it cannot be read', async () => {
    const missing = createReadStream('/no/such/file') as AsyncIterable<Uint8Array>;
    for await (const page of readClaimsFile(missing, 2).pages) {
      expect(page).toEqual({ ok: false, refusal: { tag: 'not-readable' } });
    }
    expect.assertions(1);
  });
});

describe('whatever happens to a claims file on its way', () => {
  const whole = Buffer.from(
    claimsFile({ claimId: 'A' }, { claimId: 'B', description: 'æøå' }, { claimId: 'C' }),
  );
  const lineEnds = new Set([...whole.keys()].filter((at) => whole[at - 1] === 0x0a));

  test('a cut anywhere but between two rows is seen', async () => {
    const cuts = fc.integer({ min: 1, max: whole.length - 1 }).filter((cut) => !lineEnds.has(cut));
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 500 }), async (cut, size) => {
        const { refusal } = await read(whole.subarray(0, cut), size);
        expect(refusal?.tag).toBe('cut-off');
      }),
    );
  });

  test('other bytes in it are rows or a refusal, never an accident', async () => {
    const spoiled = fc.tuple(
      fc.integer({ min: 0, max: whole.length - 1 }),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(spoiled, async ([at, bytes]) => {
        const copy = Buffer.from(whole);
        copy.set(bytes.subarray(0, whole.length - at), at);
        await read(copy);
      }),
    );
  });
});
