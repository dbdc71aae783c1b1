import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { receive, type Received, type ReceiptRefusal } from './receive.ts';
import type { MoneyIn } from './types.ts';

/** Money that a person registers by hand, and knows whose debt it is for. */
export interface PaymentToRegister extends MoneyIn {
  readonly debtor: DebtorNumber;
  /** The claims that the debtor wishes to pay; left out where they have said nothing. */
  readonly wish?: readonly ClaimNumber[];
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type PaymentRegistered = Received;
export type PaymentRefusal = ReceiptRefusal;

/** Registers money by hand: `receive`, told by the debtor's number. */
export function registerPayment(
  tx: MunicipalityTx,
  { debtor, wish = [], ...money }: PaymentToRegister,
): Promise<Result<PaymentRegistered, PaymentRefusal>> {
  return receive(tx, { ...money, told: { by: 'debtor', debtor, wish } });
}
