import { describe, expect, test } from 'vitest';
import { date } from '../../kernel/dates.ts';
import { kroner } from '../../kernel/money.ts';
import { payOutCsv } from './pay-out-csv.ts';

const file = {
  number: 2026031001n,
  madeOn: date('2026-03-10'),
  payOuts: [
    {
      reference: 'AFDRAG-U201',
      to: { kind: 'cvr', number: '12345674' },
      amount: kroner(50),
    },
    { reference: 'AFDRAG-U101', to: { kind: 'cpr', number: '0101011234' }, amount: kroner(250) },
  ],
} as const;

test('a pay-out file tells each order once, and ends with their number and sum', () => {
  expect(payOutCsv.write(file).split('\n')).toEqual([
    'reference;recipient_kind;recipient;amount;text',
    'AFDRAG-U101;cpr;0101011234;250.00;Tilbagebetaling fra kommunen',
    'AFDRAG-U201;cvr;12345674;50.00;Tilbagebetaling fra kommunen',
    'total;AFDRAG-F2026031001;2026-03-10;300.00;2',
    '',
  ]);
});

describe('an answer', () => {
  const answers = (...rows: string[]) =>
    payOutCsv.read(['reference;status;day;reason', ...rows, ''].join('\r\n'));

  test('tells what was paid and why the rest was not', () => {
    expect(answers('AFDRAG-U101;paid;2026-03-11;', 'AFDRAG-U201;rejected;2026-03-11;no-account')).toEqual({
      ok: true,
      value: [
        { reference: 'AFDRAG-U101', on: '2026-03-11', rejected: null },
        { reference: 'AFDRAG-U201', on: '2026-03-11', rejected: 'no-account' },
      ],
    });
  });

  test.each([
    ['a reason that has no name', 'A;rejected;2026-03-11;bad luck', 'row-not-readable'],
    ['a reason for what was paid', 'A;paid;2026-03-11;other', 'row-not-readable'],
    ['no day', 'A;paid;;', 'row-not-readable'],
  ])('with %s is refused whole', (_, row, tag) => {
    expect(answers(row)).toMatchObject({ ok: false, refusal: { tag, place: 2 } });
  });

  test('that tells an order twice, or is another file, is refused whole', () => {
    expect(answers('A;paid;2026-03-11;', 'A;paid;2026-03-11;')).toMatchObject({
      refusal: { tag: 'told-twice' },
    });
    expect(payOutCsv.read('hej')).toMatchObject({ refusal: { tag: 'not-an-answer' } });
  });
});
