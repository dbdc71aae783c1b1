import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { coverAgain } from './allocate.ts';
import { billsInTurn, takeOffLater } from './in-its-turn.ts';
import { payableBy } from './payable.ts';
import type { PaymentNumber } from './types.ts';

/** What a debtor owes again, and from when. */
export interface OwedAgain {
  /** The payment that was taken back. */
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber;
  /** Main claims, interest and fees. */
  readonly claims: readonly ClaimNumber[];
  readonly from: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Where a payment was taken back from a day that has passed: what was received after it covers the debtor's bills in turn, as it would have,
 * had that been known on its day (open question Q29). Written after what it had covered is owed again; the debtor has been locked.
 */
export async function coverInTurnSince(
  tx: MunicipalityTx,
  { payment: number, debtor, claims, from, by, at }: OwedAgain,
): Promise<void> {
  const payables = await payableBy(tx, debtor, from);
  const again = new Set(payables.filter(({ claim }) => claims.includes(claim)).map(({ main }) => main));
  const spread = { covers: [], left: zeroOre };
  const bills = await billsInTurn(tx, payables, { receivedOn: from, spread, at });
  if (![...again].some((main) => bills.has(main))) return;
  const taken = await takeOffLater(tx, bills, { receivedOn: from, at });
  if (taken.length > 0) await coverAgain(tx, { bills, taken }, { cause: 'payment-reversed', number, by, at });
}
