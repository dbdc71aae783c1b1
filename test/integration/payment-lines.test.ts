import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { givePaymentLines, whereLinesLead, type GivenPaymentLine } from '../../src/claims/payment-lines.ts';
import { aLedger, anna, bo, claimRow, ofBo, TODAY, type LedgerTown } from './ledger-town.ts';

const town: LedgerTown = await aLedger(claimRow(1, 500), claimRow(2, 500, ofBo));
afterAll(() => town[Symbol.asyncDispose]());
beforeEach(() => town.do((tx) => sql`truncate payment_line`.execute(tx)));

function aLine(changes: Partial<GivenPaymentLine> = {}): GivenPaymentLine {
  return {
    base: '00010000126030',
    kind: '71',
    to: 'decision',
    number: 20_260_300_001_000_010n,
    debtor: anna,
    on: TODAY,
    ...changes,
  };
}
const give = (...lines: readonly GivenPaymentLine[]) => town.do((tx) => givePaymentLines(tx, lines));
const lead = (...bases: readonly string[]) => town.do((tx) => whereLinesLead(tx, bases));

describe('a payment line', () => {
  test('leads to what it was given for', async () => {
    await give(aLine(), aLine({ base: '000000000000017', kind: '75', to: 'claim', number: 1n, debtor: bo }));
    expect(await lead('00010000126030', '000000000000017', '99999999999999')).toEqual(
      new Map([
        ['00010000126030', { to: 'decision', number: 20_260_300_001_000_010n, debtor: anna }],
        ['000000000000017', { to: 'claim', number: 1n, debtor: bo }],
      ]),
    );
  });

  test('given again for the same thing is the same line', async () => {
    await give(aLine());
    await give(aLine());
    await give();
    expect((await lead('00010000126030')).size).toBe(1);
  });

  test('is never given for something else', async () => {
    await give(aLine());
    for (const other of [aLine({ to: 'claim' }), aLine({ number: 7n }), aLine({ debtor: bo })])
      await expect(give(other)).rejects.toThrow(/leads to one thing/);
    await expect(give(aLine({ base: '00010000126040' }), aLine({ number: 7n }))).rejects.toThrow();
    expect(await lead('00010000126040')).toEqual(new Map());
  });

  test('has as many digits as its card kind', async () => {
    await expect(give(aLine({ kind: '75' }))).rejects.toThrow(/check constraint/);
  });

  test('stays for ever', async () => {
    await give(aLine());
    await expect(town.do((tx) => sql`delete from payment_line`.execute(tx))).rejects.toThrow(
      /never changed or deleted/,
    );
  });
});
