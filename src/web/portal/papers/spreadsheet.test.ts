import { describe, expect, test } from 'vitest';
import { ore } from '../../../kernel/money.ts';
import { danishCsv } from './spreadsheet.ts';

const rowOf = (...cells: Parameters<typeof danishCsv>[1][number]) =>
  danishCsv(['a'], [cells]).split('\r\n')[1];

describe('a table for a Danish spreadsheet', () => {
  test('begins with the mark of UTF-8, and has a line for its names', () => {
    expect(danishCsv(['Dag', 'Beløb'], [])).toBe('\uFEFFDag;Beløb\r\n');
  });

  test('writes amounts with a comma, without thousands, and less than nothing with its sign', () => {
    expect(rowOf(ore(123_450n), ore(-7_500n), null)).toBe('1234,50;-75,00;');
  });

  test.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+45 70', `"'+45 70"`],
    ['-1+1', `"'-1+1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'=1"`],
    ['  =1', `"'=1"`],
    ['|calc', `"'|calc"`],
  ])('never lets %j be worked out', (words, cell) => {
    expect(rowOf(words)).toBe(cell);
  });

  test('keeps what would break a line or a column together', () => {
    expect(rowOf('Leje; lokale "3"\nmarts', 'x')).toBe('"Leje; lokale ""3"" marts";x');
  });
});
