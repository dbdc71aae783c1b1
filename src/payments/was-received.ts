import { claimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { PaidPart } from '../law/payment-order.ts';
import { transfersOf } from '../ledger/read.ts';
import type { Account, Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { allocationsOf, type Allocation } from './allocations.ts';
import type { Receipt, Received, ReceiptRefusal } from './receive.ts';
import { suspendedAs } from './suspense.ts';
import type { CoveredPart, Payment, PaymentNumber, Told } from './types.ts';

/** Tells a payment that is known again, as it was when it came; refuses another one that has its reference. */
export async function wasReceived(
  tx: MunicipalityReadTx,
  before: Payment,
  receipt: Receipt,
): Promise<Result<Received, ReceiptRefusal>> {
  const { amount, receivedOn, till = 0 } = receipt;
  const same = before.amount === amount && before.receivedOn === receivedOn && before.till === till;
  if (!same || !isSame(before.told, receipt.told)) return refuse({ tag: 'reference-used', payment: before });
  const { number: payment, debtor } = before;
  return ok({
    state: 'was-registered',
    payment,
    debtor,
    ...(await coveredAtOnce(tx, payment, debtor)),
    suspended: await suspendedAs(tx, payment),
    settled: [],
  });
}

function isSame(a: Told, b: Told): boolean {
  if (a.by === 'line') return b.by === 'line' && a.line === b.line;
  if (a.by === 'nothing') return b.by === 'nothing';
  return b.by === 'debtor' && a.debtor === b.debtor && a.wish.join(' ') === b.wish.join(' ');
}

async function coveredAtOnce(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
  payer: DebtorNumber | null,
): Promise<Pick<Received, 'covered' | 'overpaid'>> {
  const posted = await transfersOf(tx, 'payment', [payment]);
  const rules = new Map(
    (await allocationsOf(tx, [payment])).map((each) => [`${each.cause} ${each.line}`, each]),
  );
  const spread = posted.filter(({ debit }) => debit.kind === 'transit');
  return {
    covered: spread.flatMap((transfer) =>
      coveredBy(transfer, rules.get(`${transfer.cause} ${transfer.line}`), payer),
    ),
    overpaid: sumOre(spread.filter(({ credit }) => credit.kind === 'overpaid').map(({ amount }) => amount)),
  };
}

function coveredBy(
  { credit, amount }: Transfer,
  allocation: Allocation | undefined,
  payer: DebtorNumber | null,
): CoveredPart[] {
  // Payments from before rules were kept say it by their account alone.
  const part = allocation?.part ?? partOf(credit, payer);
  if (part === null) return [];
  return [{ claim: claimNumber(credit.number), part, amount, rule: allocation?.rule ?? null }];
}

function partOf({ kind, debtor }: Account, payer: DebtorNumber | null): PaidPart | null {
  if (kind === 'claim') return 'notAsked';
  if (kind !== 'due') return null;
  return debtor === payer ? 'due' : 'dueFromOther';
}
