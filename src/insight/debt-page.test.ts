import { expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import type { Cause } from '../ledger/causes.ts';
import { movementsOfDebt } from './debt-page.ts';

/** A movement on one of a debt's claims; each has a cause of its own. */
function moved(claim: number, cause: Cause, on: string, [here, there]: readonly [number, number]) {
  const at = { claim: claimNumber(BigInt(claim)), cause, causeNumber: BigInt(claim), on: date(on) };
  return { ...at, here: ore(BigInt(here * 100)), there: ore(BigInt(there * 100)), freed: zeroOre };
}

test('a bill that is sent to Gældsstyrelsen with its interest and fee, and comes back, is told once for each day', () => {
  const [sent, back] = ['2025-01-17', '2025-01-24'];
  const movements = [
    ...[1_000, 50, 100].map((owed, n) => moved(n + 1, 'claim-raised', '2025-01-02', [owed, 0])),
    ...[1_000, 50, 100].map((owed, n) => moved(n + 1, 'transferred', sent, [-owed, owed])),
    moved(1, 'recovered', '2025-01-20', [0, -200]),
    moved(2, 'recovered', '2025-01-20', [0, -50]),
    ...[800, 100].map((owed, n) => moved(n * 2 + 1, 'recalled', back, [owed, -owed])),
    { ...moved(4, 'transferred', back, [-800, 800]), claim: claimNumber(1n) },
    { ...moved(5, 'payment', '2025-01-25', [-100, 0]), claim: claimNumber(1n) },
    { ...moved(6, 'payment', '2025-01-25', [-100, 0]), claim: claimNumber(1n) },
  ];
  const told = movementsOfDebt(movements, new Map()).map(
    ({ on, what, change, left }) => `${on} ${what} ${change / 100n} ${left / 100n}`,
  );
  expect(told.slice(3)).toEqual([
    '2025-01-17 to-recovery 0 1150',
    '2025-01-20 paid-there -250 900',
    '2025-01-24 from-recovery 0 900',
    // What happened otherwise in between stands by itself, and so does each payment.
    '2025-01-24 to-recovery 0 900',
    '2025-01-25 paid -100 800',
    '2025-01-25 paid -100 700',
  ]);
});
