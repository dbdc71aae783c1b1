import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { afdrag, type Said } from './command-line.ts';
import { aLedger, anna, claimRow, TODAY, type LedgerTown } from './ledger-town.ts';

const base = '00010000188001';
const line = `+71<${base}${checkDigit(base)} +81234567<`;

let town: LedgerTown;
beforeAll(async () => {
  town = await aLedger(claimRow(1, 1_000), claimRow(2, 500));
  await town.do((tx) =>
    givePaymentLines(tx, [{ base, kind: '71', to: 'claim', number: 2n, debtor: anna, on: TODAY }]),
  );
});
afterAll(() => town[Symbol.asyncDispose]());

function call(...words: readonly string[]): Promise<Said> {
  const environment = { DATABASE_URL: town.db.url, AFDRAG_NOW: '2026-03-10T09:00:00+01:00' };
  return afdrag([...words, '--municipality', '998'], { environment });
}

const receive = (reference: string, ...more: readonly string[]) =>
  call('payment', 'receive', '--on', '2026-03-09', '--reference', reference, '--amount', '100', ...more);
const takeBack = ['--on', '2026-03-10', '--reference', 'B-1', '--because', 'en anden kommunes'];

async function json(said: Promise<Said>): Promise<unknown> {
  const { status, out, err } = await said;
  if (status !== 0) throw new Error(err);
  return JSON.parse(out);
}

async function received(...words: Parameters<typeof receive>): Promise<{ readonly payment: string }> {
  return (await json(receive(...words, '--json'))) as { readonly payment: string };
}

describe('afdrag payment receive', () => {
  test('tells by which rule a payment line was followed', async () => {
    expect(await received('M-1', '--channel', 'betalingsservice', '--line', line)).toMatchObject({
      state: 'registered',
      debtor: 100_001,
      covered: [{ sourceSystem: 'KY', claimId: 'K-2', part: 'notAsked', amount: '100.00', rule: 'line' }],
      overpaid: '0.00',
      suspended: null,
    });
  });

  test('follows the debtor’s wish', async () => {
    expect(
      await received('M-2', '--channel', 'card', '--debtor', `${anna}`, '--claims', 'KY:K-2'),
    ).toMatchObject({ covered: [{ claimId: 'K-2', rule: 'wish' }] });
  });

  test('takes an empty payment line as none', async () => {
    expect(await received('M-4', '--channel', 'bank', '--line', '', '--debtor', `${anna}`)).toMatchObject({
      state: 'registered',
      debtor: 100_001,
      suspended: null,
    });
  });

  test.each([
    [['--channel', 'post'], '--channel skal være bank eller counter eller'],
    [['--debtor', '100001'], '--channel mangler'],
    [
      ['--channel', 'bank', '--debtor', '100001', '--line', line],
      '--line og --debtor kan ikke bruges sammen',
    ],
    [['--channel', 'bank', '--claims', 'KY:K-1'], '--claims kræver --debtor'],
    [
      ['--channel', 'bank', '--debtor', '100001', '--claims', 'K-1'],
      '--claims skal være kildesystem og krav',
    ],
    [['--channel', 'bank', '--debtor', '100001', '--claims', 'KY:K-9'], 'Kommunen har intet krav KY:K-9.'],
    [['--channel', 'bank', '--line', 'fra 610161-1234'], '--line må ikke indeholde et CPR-nummer'],
    [['--channel', 'bank', '--on', '2016-03-10'], 'skriv den en gang til: --confirm-on 2016-03-10'],
    [['--channel', 'bank', '--on', '2016-03-10', '--confirm-on', '2016-03-11'], 'samme dag som --on'],
  ])('refuses %j', async (more, why) => {
    const said = await receive('M-3', ...more);
    expect(said.status).not.toBe(0);
    expect(said.err).toContain(why);
  });
});

describe('money without an owner', () => {
  test('is listed with what it may be for, and covers what a person finds out', async () => {
    const wrong = `71 ${base}${(Number(checkDigit(base)) + 1) % 10}`;
    const { payment } = await received('M-4', '--channel', 'mobilepay', '--line', wrong);
    expect((await call('suspense', 'list')).out).toContain(
      `Betaling ${payment}: 100,00 kr. med MobilePay 9. marts 2026; betalingslinjens kontrolciffer er forkert. Måske fra debitor 100001 til krav 2; det skal en medarbejder afgøre.`,
    );
    const resolve = ['suspense', 'resolve', '--payment', payment, '--debtor', `${anna}`];
    expect(await json(call(...resolve, '--claims', 'KY:K-2', '--json'))).toMatchObject({
      covered: [{ claimId: 'K-2', rule: 'person' }],
      overpaid: '0.00',
    });
    expect((await call(...resolve)).err).toContain('En anden har allerede taget stilling til de penge.');
    expect((await call('suspense', 'list')).out).toContain('Alle penge er fordelt.');
  });

  test('can be noted as sent back', async () => {
    const { payment } = await received('M-5', '--channel', 'bank');
    const back = await call('suspense', 'return', '--payment', payment, ...takeBack);
    expect(back.out).toContain(`Betaling ${payment} på 100,00 kr. er taget tilbage fra 10. marts 2026.`);
    expect(await json(call('suspense', 'list', '--json'))).toEqual([]);
  });
});

describe('afdrag payment reverse', () => {
  test('makes what was covered owed again, once', async () => {
    const { payment } = await received('M-6', '--channel', 'bank', '--debtor', `${anna}`);
    const before = await town.standing(1);
    const reverse = ['payment', 'reverse', '--payment', payment, '--kind', 'reversed', ...takeBack];
    expect(await json(call(...reverse, '--json'))).toEqual({
      state: 'reversed',
      payment,
      amount: '100.00',
      stoppedOrders: [],
      owedBack: [],
    });
    expect((await town.standing(1)).balance).toBe(before.balance + 100);
    expect((await call(...reverse)).out).toContain('var taget tilbage i forvejen');
    expect(await town.faults()).toEqual([]);
  });

  test('says plainly what it refuses', async () => {
    const said = await call('payment', 'reverse', '--payment', '17', '--kind', 'charged-back', ...takeBack);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain('Kommunen har ingen betaling med det nummer.');
  });
});
