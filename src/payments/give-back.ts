import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { givenBackOf, paymentsOnClaims, type PaymentOnClaim } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { givenBackTo } from './given-back.ts';
import { payers } from './store.ts';
import type { PaymentNumber } from './types.ts';

/** Who gets back what has been paid beyond each claim's new amount: the last payments were too much. Adds up to it. */
export async function giveBack(
  tx: MunicipalityReadTx,
  beyond: ReadonlyMap<ClaimNumber, Ore>,
): Promise<Map<ClaimNumber, Map<DebtorNumber, Ore>>> {
  const claims = [...beyond.keys()];
  if (claims.length === 0) return new Map();
  const payments = await paymentsOnClaims(tx, claims);
  const before = await givenBackOf(tx, claims);
  const numbers = [...payments.values()].flat().map(({ payment }) => payment as PaymentNumber); // payments' numbers
  const by = await payers(tx, [...new Set(numbers)]);
  return new Map(
    [...beyond].map(([claim, amount]) => {
      const paid = (payments.get(claim) ?? []).map((each) => paidBy(each, by));
      const back = givenBackTo(amount, paid, before.get(claim) ?? new Map<DebtorNumber, Ore>());
      assert(sumOre(back.values()) === amount, `claim ${claim} has been paid without payments`);
      return [claim, back];
    }),
  );
}

function paidBy({ payment, amount }: PaymentOnClaim, by: ReadonlyMap<PaymentNumber, DebtorNumber>) {
  const debtor = by.get(payment as PaymentNumber); // a payment's number
  assert(debtor !== undefined, `payment ${payment} has transfers and is not registered`);
  return { debtor, amount };
}
