import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { AccountKind } from '../ledger/account-kinds.ts';
import { overpaidBy } from '../ledger/overpaid.ts';
import { transfersOf } from '../ledger/read.ts';
import { suspendedMoney } from '../ledger/suspended.ts';
import type { Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { heldReasons, openRefunds } from '../ledger/refunds.ts';
import { allocationsOf } from './allocations.ts';
import { movedBy } from './covers.ts';
import { paymentPage } from './store.ts';
import { openSuspense } from './suspense.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** Something about payments that should be impossible; for a person to look at. */
export type PaymentFault =
  /** The ledger has received another amount than the payment's, or kept one that was taken back. */
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
    }
  /** What stands in suspense is not what the list for a person says. */
  | {
      readonly tag: 'suspended-otherwise';
      readonly payment: PaymentNumber;
      readonly suspended: Ore;
      readonly listed: Ore;
    }
  /** Rules were kept for a payment, but not for each claim that it covers. */
  | { readonly tag: 'ruled-otherwise'; readonly payment: PaymentNumber };

const PAYMENTS_PER_PAGE = 5_000;

/** Compares all payments, open refund items and money in suspense with the ledger; an empty list is the only good answer. */
export async function checkPayments(tx: MunicipalityReadTx): Promise<PaymentFault[]> {
  const faults: PaymentFault[] = [...(await heldOtherwise(tx)), ...(await suspendedOtherwise(tx))];
  for (let after: PaymentNumber | 0n = 0n; ;) {
    const page: readonly Payment[] = await paymentPage(tx, after, PAYMENTS_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) return faults;
    faults.push(...(await faultsOfPage(tx, page)));
    after = last.number;
  }
}

async function faultsOfPage(tx: MunicipalityReadTx, payments: readonly Payment[]): Promise<PaymentFault[]> {
  const numbers = payments.map(({ number }) => number);
  const byPayment = await movedBy(tx, numbers);
  const back = Map.groupBy(
    await transfersOf(tx, 'payment-reversed', numbers),
    ({ causeNumber }) => causeNumber,
  );
  const takenBack = await reversed(tx, numbers);
  const rules = Map.groupBy(await allocationsOf(tx, numbers), ({ payment }) => payment);
  return payments.flatMap(({ number, amount }) => [
    ...receivedOtherwise(number, amount, byPayment.get(number) ?? []),
    ...keptOtherwise(number, takenBack.has(number) ? amount : zeroOre, back.get(number) ?? []),
    ...ruledOtherwise(number, byPayment.get(number) ?? [], new Set((rules.get(number) ?? []).map(keyOf))),
  ]);
}

function receivedOtherwise(payment: PaymentNumber, amount: Ore, posted: readonly Transfer[]): PaymentFault[] {
  const incoming = posted.filter(({ credit }) => credit.kind === 'transit');
  const received = sumOre(incoming.map((transfer) => transfer.amount));
  return received === amount ? [] : [{ tag: 'received-otherwise', payment, amount, received }];
}

/** What has left the channel again is the whole of a payment that was taken back, and nothing of another. */
function keptOtherwise(payment: PaymentNumber, expected: Ore, back: readonly Transfer[]): PaymentFault[] {
  const outgoing = back.filter(({ debit }) => debit.kind === 'transit');
  const gone = sumOre(outgoing.map(({ amount }) => amount));
  if (gone === expected) return [];
  return [{ tag: 'received-otherwise', payment, amount: expected, received: gone }];
}

/** What a payment covers by a rule: also what is at the recovery authority, where its line leads there. */
const COVERED: ReadonlySet<AccountKind> = new Set(['claim', 'due', 'recovery']);

function ruledOtherwise(
  payment: PaymentNumber,
  posted: readonly Transfer[],
  ruled: ReadonlySet<string>,
): PaymentFault[] {
  // Payments from before rules were kept have none at all.
  if (ruled.size === 0) return [];
  // What debt relief has taken follows what is paid; it covers nothing.
  const covering = posted
    .filter(({ debit, credit }) => COVERED.has(credit.kind) && debit.kind !== 'ended')
    .map(keyOf);
  const same = covering.length === ruled.size && covering.every((key) => ruled.has(key));
  return same ? [] : [{ tag: 'ruled-otherwise', payment }];
}

function keyOf({ cause, line }: { readonly cause: string; readonly line: number }): string {
  return `${cause} ${line}`;
}

async function reversed(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<ReadonlySet<PaymentNumber>> {
  const { rows } = await sql<{ payment: PaymentNumber }>`
    select payment_number as payment from payment_reversal
    where payment_number = any (${payments.map(String)}::bigint[])`.execute(tx);
  return new Set(rows.map(({ payment }) => payment));
}

async function heldOtherwise(tx: MunicipalityReadTx): Promise<PaymentFault[]> {
  const held = await overpaidBy(tx, 'everybody');
  const items = new Map<DebtorNumber, Ore>();
  for (const { debtor, amount, why } of await openRefunds(tx, 'everybody')) {
    if (!heldReasons.includes(why)) continue;
    items.set(debtor, addOre(items.get(debtor) ?? zeroOre, amount));
  }
  return [...new Set([...held.keys(), ...items.keys()])].flatMap((debtor) => {
    const both = { held: held.get(debtor) ?? zeroOre, items: items.get(debtor) ?? zeroOre };
    return both.held === both.items ? [] : [{ tag: 'held-otherwise' as const, debtor, ...both }];
  });
}

async function suspendedOtherwise(tx: MunicipalityReadTx): Promise<PaymentFault[]> {
  const stands = await suspendedMoney(tx);
  const listed = new Map<bigint, Ore>((await openSuspense(tx)).map((each) => [each.payment, each.amount]));
  return [...new Set([...stands.keys(), ...listed.keys()])].flatMap((number) => {
    const payment = number as PaymentNumber; // of a payment's account, or of the list
    const both = { suspended: stands.get(number) ?? zeroOre, listed: listed.get(number) ?? zeroOre };
    return both.suspended === both.listed ? [] : [{ tag: 'suspended-otherwise' as const, payment, ...both }];
  });
}
