import { expect, test } from 'vitest';
import type { Limitation } from '../claims/limitation.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { rulingTold, withRulings, type Ruling } from './rulings-told.ts';

const judged: Limitation = {
  claim: claimNumber(7n),
  debtor: debtorNumber(100_001),
  until: date('2036-01-21'),
  countedFrom: date('2026-01-20'),
  years: 10,
  because: 'judgment',
  judgmentOn: date('2026-01-20'),
  settlementOn: null,
  evidence: 'journal 26-117',
};

test('a judgment is told with its ten years, and not with the three that they became at Gældsstyrelsen', () => {
  expect(rulingTold(judged)).toEqual({ judgmentOn: '2026-01-20', settlementOn: null });
  const settled = { ...judged, judgmentOn: null, settlementOn: date('2026-01-20') };
  expect(rulingTold(settled)).toEqual({ judgmentOn: null, settlementOn: '2026-01-20' });
  const three = { ...judged, until: date('2029-02-16'), years: 3, because: 'recovery-received' } as const;
  expect(rulingTold(three)).toEqual({ judgmentOn: null, settlementOn: null });
});

interface Kept {
  readonly art: string;
  readonly liable: readonly (Ruling & { readonly number: string })[];
}

test('what was kept while a judgment stood beside those who owe the claim is read as told of each', () => {
  const liable = [{ number: '1' }, { number: '2' }];
  const told = { judgmentOn: date('2026-01-20'), settlementOn: null };
  const each = liable.map((one) => ({ ...told, ...one }));
  expect(withRulings<Kept>({ art: 'INDR', ...told, liable })).toEqual({ art: 'INDR', liable: each });
  expect(withRulings<Kept>({ art: 'INDR', liable: each })).toEqual({ art: 'INDR', liable: each });
});
