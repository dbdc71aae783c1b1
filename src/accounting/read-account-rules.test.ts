import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountRuleColumns, readAccountRules } from './read-account-rules.ts';

const header = accountRuleColumns.join(';');
const good = 'KTTIBAK;claim-raised;source;2016-01-01;;80;state;0557730000000086';

function read(...lines: readonly string[]) {
  return readAccountRules(Buffer.from([header, ...lines].map((line) => `${line}\n`).join('')));
}

test('a row is read by its columns', () => {
  expect(read(good, '', '*;*;bank;;;;whole;0922050000000000')).toEqual({
    ok: true,
    value: [
      {
        claimType: 'KTTIBAK',
        event: 'claim-raised',
        group: 'source',
        from: '2016-01-01',
        to: null,
        percent: 80,
        share: 'state',
        account: '0557730000000086',
      },
      {
        claimType: '*',
        event: '*',
        group: 'bank',
        from: null,
        to: null,
        percent: null,
        share: 'whole',
        account: '0922050000000000',
      },
    ],
  });
});

test.each(['998', '999'])('the demo municipality %s has a table that can be taken in', (code) => {
  const file = new URL(`../../municipalities/${code}/konti.csv`, import.meta.url);
  expect(readAccountRules(readFileSync(file))).toMatchObject({ ok: true });
});

describe('a file is refused', () => {
  test.each([
    ['kttibak;claim-raised;source;;;;state;0557730000000086', 'claim_type'],
    ['KTTIBAK;claim-bought;source;;;;state;0557730000000086', 'event'],
    ['KTTIBAK;claim-raised;transit;;;;state;0557730000000086', 'ledger_group'],
    ['KTTIBAK;claim-raised;source;2016-13-01;;;state;0557730000000086', 'period_from'],
    ['KTTIBAK;claim-raised;source;;i går;;state;0557730000000086', 'period_to'],
    ['KTTIBAK;claim-raised;source;2016-01-01;2015-12-31;;state;0557730000000086', 'period_to'],
    ['KTTIBAK;claim-raised;source;;;101;state;0557730000000086', 'refund_percent'],
    ['KTTIBAK;claim-raised;source;;;;half;0557730000000086', 'share'],
    ['KTTIBAK;claim-raised;source;;;;state;557730000000086', 'account'],
    ['KTTIBAK;claim-raised;source', null],
  ])('for the row %s', (line, column) => {
    expect(read('*;*;bank;;;;whole;0922050000000000', line)).toEqual({
      ok: false,
      refusal: { tag: 'wrong-row', row: 3, column },
    });
  });

  test('when two rows contradict each other, by their lines in the file', () => {
    expect(read('', good, good)).toEqual({ ok: false, refusal: { tag: 'contradiction', rows: [3, 4] } });
  });

  test('without rows, with another header, or in another encoding', () => {
    expect(read()).toMatchObject({ refusal: { tag: 'no-rules' } });
    expect(readAccountRules(Buffer.from(`${good}\n`))).toMatchObject({ refusal: { tag: 'wrong-header' } });
    expect(readAccountRules(Buffer.from([0xe6]))).toMatchObject({ refusal: { tag: 'not-utf8' } });
  });
});
