import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { openRefundItems } from '../../src/ledger/refunds.ts';
import { giveAccounts } from './books-town.ts';
import { camt054 } from './camt.ts';
import { afdrag, type Said } from './command-line.ts';
import { aLedger, anna, claimRow, NOW, ofBo, pay, type LedgerTown } from './ledger-town.ts';

const SLOW = { timeout: 120_000 };

let town: LedgerTown;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'afdrag-'));
  town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
  await giveAccounts(town);
  await pay(town, anna, 200, { channel: 'counter', till: 1 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await town[Symbol.asyncDispose]();
});

function call(...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: town.db.url, AFDRAG_NOW: '2026-03-10T09:00:00+01:00' };
  return afdrag([...words, '--municipality', '998'], { environment });
}

async function json(...words: readonly string[]): Promise<Record<string, unknown>> {
  const { status, out, err } = await call(...words, '--json');
  if (status !== 0) throw new Error(err);
  return JSON.parse(out) as Record<string, unknown>;
}

test('afdrag bank import tries a file first, and takes it in once', SLOW, async () => {
  const file = join(folder, 'camt.xml');
  writeFileSync(
    file,
    camt054([
      { amount: '80.00', reference: 'A1' },
      { amount: '-20.00', reference: 'A2', text: 'gebyr' },
    ]),
  );
  const told = { suspended: { lines: 1, amount: '80.00' }, open: { lines: 1, amount: '-20.00' } };
  expect(await json('bank', 'import', '--file', file, '--dry-run')).toMatchObject({ ...told, dryRun: true });
  expect(await json('bank', 'import', '--file', file)).toMatchObject({ ...told, state: 'taken-in' });
  expect((await call('bank', 'import', '--file', file)).out).toBe('Filen er indlæst før. Intet er ændret.\n');
  const aside = ['--account', 'DK5912340012345678', '--reference', 'A2', '--because', 'bankens gebyr'];
  expect(await json('bank', 'set-aside', ...aside)).toMatchObject({ state: 'set-aside' });
  expect((await call('bank', 'list')).out).toBe('Alle bevægelser står i regnskabet.\n');
});

test('afdrag refund takes money from proposal to answer, by two persons', SLOW, async () => {
  const { payment } = await pay(town, anna, 1_000);
  const { order } = await json('refund', 'propose', '--debtor', `${anna}`, '--by', 'Bodil');
  const approve = ['refund', 'approve', '--order', String(order), '--by'];
  expect((await call(...approve, 'Bodil')).err).toContain('En anden end den, der foreslog udbetalingen');
  expect(await json(...approve, 'Carl')).toMatchObject({ state: 'approved', amount: '200.00' });
  const out = join(folder, 'ud.csv');
  expect(await json('refund', 'send', '--dry-run')).toMatchObject({ orders: 1, amount: '200.00' });
  const nowhere = join(folder, 'findes ikke', 'ud.csv');
  expect((await call('refund', 'send', '--file', nowhere)).err).toContain(
    `Filen ${nowhere} kunne ikke skrives: mappen findes ikke.`,
  );
  expect(await json('refund', 'send', '--dry-run')).toMatchObject({ orders: 1 });
  expect(await json('refund', 'send', '--file', out)).toMatchObject({ file: '2026031001', orders: 1 });
  expect(readFileSync(out, 'utf8')).toContain(`AFDRAG-U${String(order)};cpr;`);
  expect((await call('refund', 'list')).out).toContain('sendt; venter på svar (fil 2026031001).');
  expect((await call('refund', 'send', '--file', join(folder, 'tom.csv'))).out).toContain('ingen godkendte');
  expect(existsSync(join(folder, 'tom.csv'))).toBe(false);
  const again = join(folder, 'igen.csv');
  await json('refund', 'send', '--file', again, '--again', '2026031001');
  expect(readFileSync(again, 'utf8')).toBe(readFileSync(out, 'utf8'));
  const answers = join(folder, 'svar.csv');
  writeFileSync(answers, `reference;status;day;reason\nAFDRAG-U${String(order)};paid;2026-03-10;\n`);
  expect(await json('refund', 'answer', '--file', answers)).toEqual({ paid: 1, rejected: 0, known: 0 });
  const move = ['payment', 'move', '--payment', `${payment}`, '--debtor', '100002', '--because', 'fejl'];
  expect((await call(...move)).err).toContain(
    '200,00 kr. af betalingen var for meget og er sendt til udbetaling',
  );
});

test('afdrag till counts by two and empties to the bank', SLOW, async () => {
  const till = ['--till', '1', '--amount', '200'];
  expect((await call('till', 'empty', ...till, '--reference', 'pose')).err).toContain('ikke talt op i dag');
  const count = ['till', 'count', ...till, '--by', 'Bodil', '--witness', 'Carl'];
  expect(await json(...count)).toMatchObject({ difference: '0.00' });
  expect(await json('till', 'empty', ...till, '--reference', 'pose')).toMatchObject({ left: '0.00' });
});

test('afdrag refund lists what a person must decide, and takes the decision', SLOW, async () => {
  const asked = {
    debtor: debtorNumber(100_002),
    why: 'asked-too-much',
    about: 'instalment 2026-02-01',
  } as const;
  await pay(town, asked.debtor, 300);
  const items = [100, 50].map((amount) => ({ ...asked, amount: kroner(amount) }));
  await town.do((tx) => openRefundItems(tx, items, { by: 'automatic', at: NOW }));
  const { toDecide } = (await json('refund', 'list')) as { toDecide: { item: string; amount: string }[] };
  expect(toDecide.map(({ amount }) => amount)).toEqual(['100.00', '50.00']);
  const [first = '', second = ''] = toDecide.map(({ item }) => item);
  const because = ['--because', 'indkomsten var lavere', '--by', 'Bodil'];
  expect(await json('refund', 'decide', '--item', first, ...because)).toMatchObject({ state: 'proposed' });
  expect(await json('refund', 'close', '--item', second, '--as', 'keep', ...because)).toMatchObject({
    closedAs: 'covers-debt',
  });
  expect((await call('refund', 'close', '--item', second, '--as', 'keep', ...because)).err).toContain(
    'allerede taget stilling',
  );
  expect(await json('refund', 'list')).toMatchObject({ toDecide: [] });
});
