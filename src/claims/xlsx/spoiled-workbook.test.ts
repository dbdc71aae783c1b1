import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPieces } from '../../../test/integration/claims-rows.ts';
import {
  claimCells,
  dayCell,
  headerCells,
  numberCell,
  rowsXml,
  workbookFiles,
  zip,
} from '../../../test/integration/claims-workbook.ts';
import { readClaimsFile, type RawRow } from '../read-file.ts';
import { runs } from '../../../test/long/length.ts';

const shared = (index: number) => `<c t="s"><v>${index}</v></c>`;
const claims = ['A', 'B', 'C'].map((claimId, index) =>
  claimCells(
    { claimId },
    { description: shared(index), principal: numberCell('11423.5'), paidOn: dayCell(44_317) },
  ),
);
const files = workbookFiles({
  sheets: [{ rows: rowsXml([headerCells, ...claims]) }],
  sharedStrings: '<si><t>Hjælp</t></si><si><t>Støtte</t></si><si><t>Lån &amp; hjælp</t></si>',
});
const whole = zip(files);

/** The rows of a file that was read to its end; null when it was refused. */
async function rowsOf(bytes: Uint8Array): Promise<readonly RawRow[] | null> {
  const rows: RawRow[] = [];
  for await (const page of readClaimsFile(inPieces(bytes, 1000), 2).pages) {
    if (!page.ok) return null;
    rows.push(...page.value);
  }
  return rows;
}

test('a workbook whose bytes were spoiled is refused, or read as it was: never another way, never half of it', async () => {
  const good = await rowsOf(whole);
  expect(good).toHaveLength(3);
  const change = fc.record({
    at: fc.nat(whole.length - 1),
    cut: fc.constantFrom(0, 0, 1, 2, 40),
    bytes: fc.uint8Array({ maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      let bytes = Buffer.from(whole);
      for (const { at, cut, bytes: put } of changes) {
        // As many bytes put in its place as were taken away, or more, or fewer.
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          put,
          bytes.subarray(at + (cut === 0 ? put.length : cut)),
        ]);
      }
      const rows = await rowsOf(bytes);
      if (rows !== null) expect(rows).toEqual(good);
    }),
    runs(500),
  );
});

test('so is one whose archive is whole, and whose sheet or any other part stops', async () => {
  const parts = [...files.keys()].filter((path) => path !== '[Content_Types].xml');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parts), fc.nat(20_000), async (path, nat) => {
      const content = files.get(path) ?? '';
      const cut = content.slice(0, nat % content.length);
      expect(await rowsOf(zip(new Map([...files, [path, cut]])))).toBeNull();
    }),
    runs(300),
  );
});

test('whatever is put into a part of it, the workbook is read or refused', async () => {
  const insertion = fc.oneof(
    fc.stringMatching(/^[<>/&;"'= !?\]-]{1,3}$/),
    fc.constantFrom(
      '<row r="3"/>',
      '</row><row>',
      '<c t="s"><v>-1</v></c>',
      '<c r="A0"/>',
      '<f/>',
      '<v>1e999</v>',
    ),
    fc.constantFrom(' r="Ø1"', ' s="-1"', ' t="e"', ' numFmtId="x"', ' Target="../../.."', ' r:id="rId9"'),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files.keys()), fc.nat(20_000), insertion, async (path, nat, text) => {
      const content = files.get(path) ?? '';
      const at = nat % content.length;
      const changed = content.slice(0, at) + text + content.slice(at);
      const rows = await rowsOf(zip(new Map([...files, [path, changed]])));
      expect(rows?.length ?? 3).toBeGreaterThan(0);
    }),
    runs(500),
  );
});
