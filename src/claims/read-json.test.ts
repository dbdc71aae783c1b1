import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inPieces } from '../../test/integration/claims-rows.ts';
import { claimColumns, columnNames, type ColumnName } from './columns.ts';
import { fieldsOf } from './json-fields.ts';
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

/** A claim as the text of a JSON object; fields may be given as JSON text, null = left out. */
function claim(fields: Partial<Record<ColumnName | 'lov', string | null>> = {}, between = ','): string {
  const texts = {
    ...Object.fromEntries(columnNames.map((name) => [name, JSON.stringify(claimColumns[name].example)])),
    ...fields,
  };
  const members = Object.entries(texts).filter(([, value]) => value !== null);
  return `{${members.map(([name, value]) => `"${name}":${value}`).join(between)}}`;
}

function claims(...ids: readonly string[]): string[] {
  return ids.map((id) => claim({ claimId: `"${id}"` }));
}

function idsOf(rows: readonly RawRow[]): [number, string | undefined][] {
  return rows.map(({ row, values }) => [row, values?.[columnNames.indexOf('claimId')]]);
}

/** What a claim's field says when this JSON stands in it: the text, or why there is none. */
async function readField(name: ColumnName, json: string | null): Promise<unknown> {
  const { rows, refusal } = await read(`[${claim({ [name]: json })}]`);
  const [row] = rows;
  if (row === undefined) return refusal;
  return row.unusable ?? row.values?.[columnNames.indexOf(name)];
}

describe('claims in JSON are read', () => {
  test('from a list, each with its place in the list', async () => {
    const { rows, refusal } = await read(`\ufeff [\n${claims('A', 'B', 'C').join(' ,\n')}\n]\n`);
    expect(refusal).toBeNull();
    expect(idsOf(rows)).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ]);
  });

  test('from lines, each with its line, blank lines counted and the last line ended or not', async () => {
    const [a, b, c] = claims('A', 'B', 'C');
    for (const text of [`${a}\n\n${b}\r\n${c}`, `${a}\n\n${b}\r\n${c}\n`]) {
      const { rows, refusal } = await read(text);
      expect(refusal).toBeNull();
      expect(idsOf(rows)).toEqual([
        [1, 'A'],
        [3, 'B'],
        [4, 'C'],
      ]);
    }
  });

  test('from a single claim spread over many lines', async () => {
    const { rows, refusal } = await read(claim({ claimId: '"A"' }, ',\n  '));
    expect(refusal).toBeNull();
    expect(idsOf(rows)).toEqual([[1, 'A']]);
  });

  test.each<[string, ColumnName, string, string]>([
    ['an amount as a number', 'principal', '11423.5', '11423,50'],
    ['an amount as a whole number', 'principal', '11423', '11423,00'],
    ['an amount with noughts last', 'principal', '11423.500', '11423,50'],
    ['an amount that a float would have changed', 'principal', '999999999999.99', '999999999999,99'],
    ['an amount as Danish text', 'principal', '"11.423,50"', '11423,50'],
    ['a day as Danish text', 'paidOn', '"31-05-2021"', '2021-05-31'],
    ['a CPR number without its first nought', 'debtorCpr', '101575111', '0101575111'],
    ['an id as a number', 'partClaimId', '1', '1'],
    ['null for nothing', 'outstanding', 'null', ''],
    ['escapes', 'description', String.raw`"\u00e6 \"\\\/ st\u00f8tte"`, 'æ "\\/ støtte'],
    ['brackets in a text', 'description', '"}]{[,"', '}]{[,'],
  ])('%s', async (_, name, json, text) => {
    expect(await readField(name, json)).toBe(text);
  });
});

describe('a field is refused by name when', () => {
  test.each<[string, ColumnName, string | null, string, string]>([
    ['it is true or false', 'complaintPending', 'true', 'true', 'truth-value'],
    ['a list stands in it', 'principal', '[1,{"a":"]"}]', '', 'nested-value'],
    ['an object stands in it', 'principal', '{"kr":[1]}', '', 'nested-value'],
    ['the amount has three decimals', 'principal', '11423.505', '11423,505', 'too-many-decimals'],
    ['a number is written with e', 'principal', '1.1e3', '1.1e3', 'number-with-exponent'],
    ['a decimal number stands for a text', 'accountString', '5.57', '5,57', 'number-in-text'],
    ['it is left out', 'helpStopped', null, '', 'missing-field'],
  ])('%s', async (_, column, json, value, tag) => {
    expect(await readField(column, json)).toEqual([{ column, value, reason: { tag } }]);
  });

  test('it is none of ours, or stands twice', async () => {
    const twice = claim({ lov: '1' }).replace('{', '{"law":"x",');
    expect((await read(`[${twice}]`)).rows[0]?.unusable).toEqual([
      { column: 'law', value: '', reason: { tag: 'repeated-field' } },
      { column: 'lov', value: '', reason: { tag: 'unknown-field' } },
    ]);
  });

  test('a CPR number stands as a field’s name, and it is not repeated', async () => {
    const { rows } = await read(`[${claim().replace('{', '{"6101611234":1,')}]`);
    expect(rows[0]?.unusable?.[0]?.column).toBe('610161-••••');
  });
});

describe('a JSON file is refused as a whole when', () => {
  const [a = '', b = ''] = claims('A', 'B');

  test.each<[string, string, number, number]>([
    ['a comma is missing between two claims', `[${a}\n${b}]`, 2, 1],
    ['a comma stands before the end of the list', `[${a},\n ]`, 2, 2],
    ['something follows the list', `[${a}]\n\nslut`, 3, 1],
    ['two claims stand on one line', `${a}${b}`, 1, a.length + 1],
    ['the list holds something else than objects', `[${a}, 1]`, 1, a.length + 4],
    ['a name has no quotation marks', '[\n{"law": "aktivloven",\n paragraph: 91}]', 3, 2],
    ['a colon is missing', '{"law" "aktivloven"}', 1, 8],
    ['a value is missing', '[{"law": , "b": 1}]', 1, 10],
    ['a number begins with a nought', '[{"principal": 01}]', 1, 17],
    ['a comma stands last in an object', '[{"law": "x",}]', 1, 14],
    ['a text has an unknown escape', String.raw`[{"law": "\x"}]`, 1, 10],
    ['a text has a line end', '[{"law": "a\nb"}]', 1, 10],
    ['a text has half a character', String.raw`[{"law": "\ud83d"}]`, 1, 18],
    ['brackets do not match', '[{"law": [1}]}]', 1, 13],
  ])('it is not JSON: %s', async (_, text, line, character) => {
    expect(await refusalOf(text)).toEqual({ tag: 'bad-json', line, character });
  });

  test('the list is empty', async () => {
    expect(await refusalOf('[ ]')).toEqual({ tag: 'empty-list' });
  });

  test('it is cut in a claim, or between two', async () => {
    const openObject = { tag: 'cut-off', row: 2, sign: 'open-object' };
    expect(await refusalOf(`${a}\n${b.slice(0, -1)}`)).toEqual(openObject);
    expect(await refusalOf(`[${a},\n${b.slice(0, 30)}`)).toEqual(openObject);
    expect(await refusalOf(`[${a},\n`)).toEqual({ tag: 'cut-off', row: 2, sign: 'open-list' });
    expect(await refusalOf(`[${a}\n`)).toEqual({ tag: 'cut-off', row: 2, sign: 'open-list' });
  });

  test('it is not UTF-8, and the line is told', async () => {
    const latin1 = Buffer.from(`${a.replace('æ', 'ae')}\n\n${b}\n`, 'latin1');
    expect(await refusalOf(latin1)).toEqual({ tag: 'wrong-encoding', row: 3 });
  });

  test('a claim is longer than any claim can be', async () => {
    const long = claim({ description: `"${'x'.repeat(70_000)}"` });
    expect(await refusalOf(`[${a},\n${long}]`)).toEqual({ tag: 'line-too-long', row: 2 });
  });
});

describe('whatever happens to a JSON file on its way', () => {
  const list = Buffer.from(`[${[claim({ description: '"æøå {"' }), ...claims('B', 'C')].join(',\n')}]`);

  test('a cut anywhere in a list is seen', async () => {
    const cuts = fc.integer({ min: 1, max: list.length - 1 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 500 }), async (cut, size) => {
        expect((await read(list.subarray(0, cut), size)).refusal?.tag).toBe('cut-off');
      }),
    );
  });

  test('other bytes in it are rows or a refusal, never an accident', async () => {
    const spoiled = fc.tuple(fc.nat(list.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(spoiled, async ([at, bytes]) => {
        const copy = Buffer.from(list);
        copy.set(bytes.subarray(0, list.length - at), at);
        await read(copy);
      }),
    );
  });

  test('the fields of an object are what JSON.parse finds', () => {
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), fc.constantFrom(undefined, 2), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const found = fieldsOf({ text, place: 1, line: 1, character: 1 }).map(({ name, value }) => {
          if (value === null) return [name, null];
          return [
            name,
            value.kind === 'number' ? Number(value.decimal) : value.kind === 'text' && value.text,
          ];
        });
        expect(Object.fromEntries(found)).toEqual(JSON.parse(text));
      }),
    );
  });
});
