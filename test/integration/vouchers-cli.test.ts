import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { accountRuleColumns } from '../../src/accounting/read-account-rules.ts';
import { giveAccounts } from './books-town.ts';
import { afdrag, type Said } from './command-line.ts';
import { aLedger, anna, claimRow, pay, type LedgerTown } from './ledger-town.ts';

const inTown = ['--municipality', '998'];
const base = mkdtempSync(join(tmpdir(), 'afdrag-vouchers-'));
afterAll(() => rmSync(base, { recursive: true }));

/** Anna owes 1.000 kr., of which the state has 30 %, and has paid 250 kr. of them. */
async function aTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }));
  await pay(town, anna, 250);
  return town;
}

function call({ db }: LedgerTown, on: string, ...words: readonly string[]): Promise<Said> {
  return afdrag(words, { environment: { DATABASE_URL: db.url, AFDRAG_NOW: `${on}T09:00:00+01:00` } });
}

function post(town: LedgerTown, folder: string, ...more: readonly string[]): Promise<Said> {
  return call(town, '2026-03-11', 'post', ...inTown, '--folder', folder, ...more);
}

function aFile(...rows: readonly string[]): string {
  const path = join(mkdtempSync(join(base, 'file-')), 'konti.csv');
  writeFileSync(path, [accountRuleColumns.join(';'), ...rows, ''].join('\n'));
  return path;
}

const receivable = '*;*;receivable;;;;whole;0928140000000000';
const SLOW = { timeout: 90_000 };

test('afdrag accounts import takes in a table, or says which line is wrong', SLOW, async () => {
  await using town = await aTown();
  const take = (...words: readonly string[]) =>
    call(town, '2026-03-11', 'accounts', 'import', ...inTown, ...words);
  const refused = await take('--file', aFile(receivable, '*;*;bank;;;;whole;12'));
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toContain('Intet er indlæst. Linje 3: account kan ikke bruges.');
  const file = aFile(receivable);
  const tried = await take('--file', file, '--dry-run', '--json');
  expect(JSON.parse(tried.out)).toEqual({ municipality: '998', state: 'dry-run', version: null, rules: 1 });
  expect((await take('--file', file)).out).toContain('1 konteringsregler er indlæst som version 1.');
  expect((await take('--file', file)).out).toContain('gælder i forvejen som version 1');
});

test('afdrag post says plainly what is missing, and then writes no file', SLOW, async () => {
  await using town = await aTown();
  const folder = join(base, 'missing');
  const bare = await post(town, folder);
  expect(bare).toMatchObject({ status: 1, out: '' });
  expect(bare.err).toContain('Kommune 998 har ingen opsætning endnu.');
  await giveAccounts(town, receivable);
  const open = await post(town, folder);
  expect(open.status).toBe(1);
  expect(open.out).toContain('Dage, der ikke kunne lukkes: 1.');
  expect(open.out).toContain(
    'Der mangler en konteringsregel: fordringstype KTTIBAK, hændelse claim-raised, gruppe source, andel state, 30 % refusion',
  );
  expect(readdirSync(base)).not.toContain('missing');
});

test('afdrag post closes the days before today and writes a file for each, once', SLOW, async () => {
  await using town = await aTown();
  const folder = join(base, 'posted');
  await giveAccounts(town);
  const dry = await post(town, folder, '--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({ state: 'dry-run', vouchers: 2, files: [] });
  const posted = await post(town, folder, '--json');
  const file = join(folder, '2026-03-10-sf1590a.csv');
  expect(JSON.parse(posted.out)).toMatchObject({
    state: 'finished',
    job: 'post',
    days: 1,
    unchanged: 0,
    transfers: 3,
    vouchers: 2,
    amounts: { booked: '1250.00' },
    files: [file],
  });
  const text = readFileSync(file, 'utf8');
  expect(text.split('\n')).toEqual([
    'municipality;voucher;booking_date;event;line;account;debit;credit;ledger_group;claim_type;share',
    '998;2026031001;2026-03-10;claim-raised;1;0557730000000079;0.00;700.00;source;KTTIBAK;municipality',
    '998;2026031001;2026-03-10;claim-raised;2;0557730000000300;0.00;300.00;source;KTTIBAK;state',
    '998;2026031001;2026-03-10;claim-raised;3;0928140000000000;1000.00;0.00;receivable;KTTIBAK;whole',
    '998;2026031006;2026-03-10;payment;1;0922050000000000;250.00;0.00;bank;KTTIBAK;whole',
    '998;2026031006;2026-03-10;payment;2;0928140000000000;0.00;250.00;receivable;KTTIBAK;whole',
    '',
  ]);
  const sum = createHash('sha256').update(text).digest('hex');
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sum}  2026-03-10-sf1590a.csv\n`);
  expect(JSON.parse((await post(town, folder, '--json')).out)).toMatchObject({ days: 0, files: [] });
});

test('afdrag reconcile answers over all municipalities', SLOW, async () => {
  await using town = await aTown();
  await giveAccounts(town);
  await post(town, join(base, 'reconciled'));
  const said = await call(town, '2026-03-11', 'reconcile', '--json');
  expect(said.status).toBe(0);
  expect(said.out).toBe(
    '{"difference":"0.00","transfers":3,"vouchers":2,"bankLines":1,"psrmClaims":0,"pairs":{"ledger-vouchers":"0.00","vouchers-bank":"0.00","ledger-psrm":"0.00"},"openTransit":0}\n',
  );
  expect(said.err).toContain('250,00 kr. i alt, er ikke bekræftet af et kontoudtog');
  expect(said.err).not.toContain('er ikke lukket');
});

test('afdrag reconcile tells of open days, and fails on what stands as sent to recovery', SLOW, async () => {
  await using town = await aTown();
  await town.do((tx) =>
    sql`insert into transfer values ('transferred', 100, 1, 'recovery', 1, 0, 'claim', 1, 0, 500, '2026-03-10', '2026-03-10',
      '2026-03-10')`.execute(tx),
  );
  const said = await call(town, '2026-03-12', 'reconcile', ...inTown);
  expect(said.status).toBe(1);
  expect(said.err).toContain('1 regnskabsdage er ikke lukket, den første er 2026-03-10');
  expect(said.out).toContain('Posteringer mod inddrivelsen: 5,00 kr.');
});

test(
  'afdrag books unclear lists what came without the state’s share, and books settle takes it off the list',
  SLOW,
  async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await town.do((tx) => sql`update part_claim set refund_percent = null`.execute(tx));
    await giveAccounts(town);
    await post(town, join(base, 'unclear'));
    const list = () => call(town, '2026-03-11', 'books', 'unclear', ...inTown, '--json');
    const [each] = JSON.parse((await list()).out) as [{ claim: string; source: string }]; // as the command says
    expect(each.source).toBe('-1000.00');
    const words = ['books', 'settle', ...inTown, '--claim', each.claim, '--because', 'Ydelsessystemet'];
    const settle = (percent: string) => call(town, '2026-03-11', ...words, '--percent', percent);
    expect((await settle('130')).err).toContain('fra 0 til 100');
    expect((await settle('30')).out).toContain('11. marts 2026');
    expect(JSON.parse((await list()).out)).toEqual([]);
  },
);
