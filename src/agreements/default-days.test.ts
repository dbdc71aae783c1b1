import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { daysWithoutDefault, wholeDueFrom } from './default-days.ts';

const [anna, bo] = [debtorNumber(100_001), debtorNumber(100_002)];
const owes = (debtor = anna, since: string | null = null, endedOn: string | null = null) => ({
  debtor,
  since: since === null ? null : date(since),
  endedOn: endedOn === null ? null : date(endedOn),
});
const span = (debtor: typeof anna, due: string, to: string | null) => ({
  debtor,
  due: date(due),
  to: to === null ? null : date(to),
});

describe('the days without interest on a repayment claim', () => {
  test('are all of them where nobody has been in default', () => {
    expect(daysWithoutDefault([owes()], [])).toEqual([{ from: '0001-01-01', to: null }]);
  });

  test('are those up to and with the day due, while a default stands', () => {
    expect(daysWithoutDefault([owes()], [span(anna, '2026-05-05', null)])).toEqual([
      { from: '0001-01-01', to: '2026-05-05' },
    ]);
  });

  test('are those from the end of a default to the day due of the next one', () => {
    const spans = [span(anna, '2026-05-05', '2026-06-19'), span(anna, '2026-10-20', null)];
    expect(daysWithoutDefault([owes()], spans)).toEqual([
      { from: '0001-01-01', to: '2026-05-05' },
      { from: '2026-06-20', to: '2026-10-20' },
    ]);
  });

  test('are all while the other who owes it is in no default, until that one is not liable any longer', () => {
    const spans = [span(anna, '2026-05-05', null)];
    expect(daysWithoutDefault([owes(), owes(bo)], spans)).toContainEqual({ from: '0001-01-01', to: null });
    expect(daysWithoutDefault([owes(), owes(bo, null, '2026-09-01')], spans)).toEqual([
      { from: '0001-01-01', to: '2026-05-05' },
      { from: '0001-01-01', to: '2026-08-31' },
    ]);
  });

  test('begin anew the day after somebody took the claim over from the dead', () => {
    const spans = [span(anna, '2026-05-05', null)];
    const owing = [owes(anna, null, '2026-08-01'), owes(bo, '2026-08-01')];
    expect(daysWithoutDefault(owing, spans)).toEqual([
      { from: '0001-01-01', to: '2026-05-05' },
      { from: '2026-08-02', to: null },
    ]);
  });
});

describe('the day from which interest may run', () => {
  test('is the last day due of all who owe the claim and are in default with it', () => {
    const spans = [span(anna, '2026-05-05', null), span(bo, '2026-06-10', null)];
    expect(wholeDueFrom([owes(), owes(bo)], spans)).toBe('2026-06-10');
  });

  test.each([
    ['somebody who owes it is in no default', [owes(), owes(bo)], [span(anna, '2026-05-05', null)]],
    ['the default has ended', [owes()], [span(anna, '2026-05-05', '2026-06-19')]],
    ['nobody owes it any longer', [owes(anna, null, '2026-06-01')], [span(anna, '2026-05-05', null)]],
  ])('is none where %s', (_, owing, spans) => {
    expect(wholeDueFrom(owing, spans)).toBeNull();
  });
});
