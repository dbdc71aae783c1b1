import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { cprOf } from '../vocabulary.ts';
import { rowsOf } from './town.ts';

// A debt office's bills, command by command, in the order in which they are worked.

let at: DunningTown;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-bills-'));
beforeAll(async () => {
  at = await aDunningTown();
});
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function said(...words: readonly string[]): Promise<Said> {
  return afdrag(words, { environment: { DATABASE_URL: at.town.db.url } });
}

function here(command: string, ...words: readonly string[]): Promise<Said> {
  return said(...command.split(' '), '--municipality', '998', ...words);
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('bills are taken in, reminded of, held, disputed and agreed on by commands', async () => {
  const header =
    'sourceSystem;accountId;claimId;claimType;debtor;debtorName;debtorAddress;liability;principal;outstanding;originDate;dueDate;lastTimelyPayment;periodFrom;periodTo;demandSent;ruledOn;description';
  const row = (claim: string, type: string) =>
    `OPUS;A-${claim};${claim};${type};${cprOf(1)};;;sole;1200,00;;2025-11-20;2025-12-15;;;;;;Madservice`;
  const file = fileOf(
    'regninger.csv',
    `${[header, row('F-1', 'CFFAKTU'), row('F-2', 'KFDAINS')].join('\n')}\n`,
  );
  expect((await here('claims raise', '--file', file, '--on', '2099-01-01')).err).toContain(
    'ikke kommet endnu',
  );
  expect(await here('claims raise', '--file', file, '--on', '2025-12-20')).toMatchObject({
    status: 0,
    out: expect.stringContaining('2 krav, i alt 2.400,00 kr.'),
  });
  expect(await rowsOf(at.town.db, sql`select imported_at::date::text as on from claim_import`)).toEqual([
    { on: '2025-12-20' },
  ]);
  expect(await here('claims raise', '--file', file)).toMatchObject({
    status: 1,
    out: expect.stringContaining('allerede indlæst'),
  });

  const day = ['--on', '2025-12-25', '--json'];
  const holding = await here('holds', ...day);
  expect(jsonLines(holding.out)).toMatchObject([{ job: 'holds', changes: { placed: { count: 0 } } }]);
  const dunning = await here('dunning', ...day);
  expect(jsonLines(dunning.out)).toMatchObject([
    { job: 'dunning', changes: { reminder: { count: 2 } }, amounts: { fees: '200.00' } },
  ]);

  const debtor = ['--debtor', String(at.town.anna)];
  expect(
    (
      await here(
        'hold place',
        '--claim',
        'OPUS:F-1',
        '--review',
        '2026-01-20',
        '--because',
        'Vi venter',
        '--on',
        '2025-12-27',
      )
    ).status,
  ).toBe(0);
  expect((await here('hold list', ...debtor)).out).toContain('OPUS:F-1: berostillet af en medarbejder');
  expect(
    (await here('hold lift', '--claim', 'OPUS:F-1', '--because', 'Svar kom', '--on', '2025-12-29')).status,
  ).toBe(0);

  const noted = await here(
    'objection note',
    ...debtor,
    '--claims',
    'OPUS:F-2',
    '--words',
    'Det er betalt',
    '--on',
    '2025-12-29',
  );
  const objection = /Indsigelse (\d+)/.exec(noted.out)?.[1] ?? '';
  expect((await here('objection list')).out).toContain('venter på svar');
  const answer = ['--objection', objection, '--outcome', 'refused', '--words', 'Nej', '--on', '2025-12-30'];
  expect((await here('objection answer', ...answer)).out).toContain('er besvaret');
  const same = [...debtor, '--claims', 'OPUS:F-2', '--words', 'Stadig betalt', '--on', '2025-12-31'];
  const both = [await here('objection note', ...same), await here('objection note', ...same)];
  const upheld = ['--outcome', 'upheld', '--words', 'Ja', '--on', '2026-01-02'];
  const [first = '', second = ''] = both.map(({ out }) => /Indsigelse (\d+)/.exec(out)?.[1] ?? '');
  expect((await here('objection answer', '--objection', first, ...upheld)).out).not.toContain('ophørt');
  expect((await here('objection answer', '--objection', second, ...upheld)).out).toContain(
    'Krav OPUS:F-2 er ophørt forinden',
  );

  const wish = ['--claims', 'OPUS:F-1', '--monthly', '500', '--first', '2026-02-02', '--on', '2026-01-05'];
  expect((await here('arrangement ask', ...debtor, ...wish)).err).toContain('skrive under');
  const asked = await here('arrangement ask', ...debtor, ...wish, '--acknowledged', '2026-01-04');
  const number = /Ønske (\d+)/.exec(asked.out)?.[1] ?? '';
  expect((await here('arrangement decide', '--arrangement', number, '--on', '2026-01-05')).out).toContain(
    '500,00 kr. om måneden',
  );
  expect((await here('arrangement list', ...debtor)).out).toContain('gælder');
  expect((await here('arrangement resume', '--arrangement', number)).err).toContain('ikke faldet væk');
  expect((await here('arrangement end', '--arrangement', number, '--on', '2026-01-06')).status).toBe(0);
  const until = ['--claims', 'OPUS:F-1', '--until', '2026-02-02', '--on', '2026-01-06'];
  const again = await here('arrangement ask', ...debtor, ...until, '--acknowledged', '2026-01-04');
  const request = /Ønske (\d+)/.exec(again.out)?.[1] ?? '';
  expect((await here('work list', '--kind', 'arrangement-proposed')).out).toContain(request);
  const no = ['--arrangement', request, '--because', 'Du har lige haft en aftale.', '--on', '2026-01-06'];
  expect((await here('arrangement refuse', ...no)).out).toContain('borgeren får brev om hvorfor');
  expect((await here('work list', '--kind', 'arrangement-proposed')).out).not.toContain(request);
  expect((await here('dunning approve', ...debtor)).err).toContain('intet skridt');

  const except = ['dunning except', ...debtor, '--claim', 'OPUS:F-1', '--on', '2026-01-07'] as const;
  const gone = ['--reason', 'no-address', '--because', 'Udrejst'];
  expect((await here(...except, ...gone)).err).toContain('ikke berostillet af den grund');
  const hurts = ['--reason', 'hurts-recovery', '--because', 'Flytter alt ud af landet', '--by', 'Ane'];
  expect((await here(...except, ...hurts)).out).toContain('En anden skal godkende det');
  expect((await here(...except, '--approve', '--by', 'Bo')).out).toContain('debitoren får ikke brev');
}, 180_000);
