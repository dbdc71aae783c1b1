import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre } from '../kernel/money.ts';
import { paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import { itemsOfOrders, type NumberedItem } from '../ledger/refund-items.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { givenBackOfPayment } from './given-back-of.ts';
import type { PaymentNumber } from './types.ts';
import { whoseMoney } from './whose-money.ts';

/** The payment of which an item holds what was too much; null = it was given back of a claim, or came back from the debtor's bank. */
export function paymentHeld(about: string): PaymentNumber | null {
  const number = numberIn(about, 'payment');
  return number === null ? null : (number as PaymentNumber); // as `aboutPayment` writes it
}

/** The claim off which an item's money was taken by a correction; null = it is about something else. */
export function claimHeld(about: string): ClaimNumber | null {
  const number = numberIn(about, 'claim');
  return number === null ? null : claimNumber(number);
}

/** The order by which an item's money could not be given back; null = it is about something else. */
export function orderHeld(about: string): bigint | null {
  return numberIn(about, 'refund');
}

/** The payments that an item's money is of, also where it was given back of a claim or could not be paid out; none where it was set off. */
export async function paymentsOfHeld(
  tx: MunicipalityReadTx,
  { about, debtor }: Pick<NumberedItem, 'about' | 'debtor'>,
): Promise<PaymentNumber[]> {
  const payment = paymentHeld(about);
  if (payment !== null) return [payment];
  const claim = claimHeld(about);
  if (claim !== null) return givenBackPayments(tx, claim, debtor);
  const order = orderHeld(about);
  if (order === null) return [];
  const all: PaymentNumber[] = [];
  for (const item of (await itemsOfOrders(tx, [order])).get(order) ?? [])
    all.push(...(await paymentsOfHeld(tx, item)));
  return [...new Set(all)];
}

async function givenBackPayments(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
  debtor: DebtorNumber,
): Promise<PaymentNumber[]> {
  const movements = (await paidAndGivenBack(tx, [claim])).get(claim) ?? [];
  const whose = await whoseMoney(tx, movements);
  const theirs = movements.filter((each) => whose(each) === debtor);
  const paid = new Set(theirs.flatMap((each) => ('payment' in each ? [each.payment] : [])));
  return [...paid].flatMap((payment) => {
    const { source, claim: decided } = givenBackOfPayment(payment, theirs);
    return addOre(source, decided) > zeroOre ? [payment as PaymentNumber] : []; // payments' numbers
  });
}

function numberIn(about: string, what: 'payment' | 'claim' | 'refund'): bigint | null {
  const [word, number = ''] = about.split(' ');
  return word === what && /^[1-9]\d*$/.test(number) ? BigInt(number) : null;
}
