import { expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { transfersIn } from '../ledger/lines.ts';
import { claimAccount, rimAccount, transitAccount } from '../ledger/types.ts';
import { withoutTransit } from './transit.ts';

test('what the state has set off is told straight from the recovery authority to the claim that it covers', () => {
  const on = date('2026-01-20');
  const recordedAt = Temporal.Instant.from('2026-01-20T08:00:00Z');
  const posting = { cause: 'payment', causeNumber: 1n, valueDate: on, bookingDate: on, recordedAt } as const;
  const amount = kroner(1_500);
  const claim = claimAccount(claimNumber(1n));
  const moved = transfersIn(posting, [
    { debit: rimAccount, credit: transitAccount(1n), amount },
    { debit: transitAccount(1n), credit: claim, amount },
  ]);
  expect(withoutTransit(moved)).toMatchObject([{ debit: rimAccount, credit: claim, amount }]);
});
