import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { overpaidBy } from '../ledger/overpaid.ts';
import { transfersOf } from '../ledger/read.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { openRefunds } from '../ledger/refunds.ts';
import { paymentPage } from './store.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** Something about payments that should be impossible; for a person to look at. */
export type PaymentFault =
  /** The ledger has received another amount than the payment's. */
  | {
      readonly tag: 'received-otherwise';
      readonly payment: PaymentNumber;
      readonly amount: Ore;
      readonly received: Ore;
    }
  /** What is held for a debtor is not what the open items say. */
  | {
      readonly tag: 'held-otherwise';
      readonly debtor: DebtorNumber;
      readonly held: Ore;
      readonly items: Ore;
    };

const PAYMENTS_PER_PAGE = 5_000;

/** Compares all payments and open refund items with the ledger; an empty list is the only good answer. */
export async function checkPayments(tx: MunicipalityReadTx): Promise<PaymentFault[]> {
  const faults: PaymentFault[] = await heldOtherwise(tx);
  for (let after: PaymentNumber | 0n = 0n; ;) {
    const page: readonly Payment[] = await paymentPage(tx, after, PAYMENTS_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) return faults;
    faults.push(...(await receivedOtherwise(tx, page)));
    after = last.number;
  }
}

async function receivedOtherwise(
  tx: MunicipalityReadTx,
  payments: readonly Payment[],
): Promise<PaymentFault[]> {
  const posted = await transfersOf(
    tx,
    'payment',
    payments.map(({ number }) => number),
  );
  const incoming = Map.groupBy(
    posted.filter(({ credit }) => credit.kind === 'transit'),
    ({ causeNumber }) => causeNumber,
  );
  return payments.flatMap(({ number, amount }) => {
    const received = sumOre((incoming.get(number) ?? []).map((transfer) => transfer.amount));
    return received === amount ? [] : [{ tag: 'received-otherwise', payment: number, amount, received }];
  });
}

async function heldOtherwise(tx: MunicipalityReadTx): Promise<PaymentFault[]> {
  const held = await overpaidBy(tx, 'everybody');
  const items = new Map<DebtorNumber, Ore>();
  for (const { debtor, amount, why } of await openRefunds(tx, 'everybody')) {
    if (why !== 'overpaid' && why !== 'claim-reduced') continue;
    items.set(debtor, addOre(items.get(debtor) ?? zeroOre, amount));
  }
  return [...new Set([...held.keys(), ...items.keys()])].flatMap((debtor) => {
    const both = { held: held.get(debtor) ?? zeroOre, items: items.get(debtor) ?? zeroOre };
    return both.held === both.items ? [] : [{ tag: 'held-otherwise' as const, debtor, ...both }];
  });
}
