import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre } from '../kernel/money.ts';
import { mayPay, type MayPay, type NotPayable } from '../law/citizen-payment.ts';
import { claimState } from '../law/claim-state.ts';
import { accountsOfClaims, balanceFor, type ClaimAccounts } from '../ledger/balances.ts';
import { payableBy } from '../payments/payable.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoredCheckout } from './store.ts';

/** Of several reasons, the one that is told: what is still owed goes before what is not. */
const TOLD_FIRST = ['at-recovery', 'on-its-way', 'stopped', 'paid', 'ended'] as const;

/**
 * Why nothing of what a payment is for, its interest and fees with it, may be paid here any more (law/citizen-payment.ts); asked of the day
 * on which the payment was approved, or today. Null: something of it may.
 */
export async function whyNotPaid(
  tx: MunicipalityReadTx,
  { debtor, claims }: Pick<StoredCheckout, 'debtor' | 'claims'>,
  on: PlainDate,
): Promise<NotPayable | null> {
  const payables = await payableBy(tx, debtor, on);
  const over = new Set(payables.flatMap(({ claim, open }) => (open === 'never' ? [claim] : [])));
  const its = (await claimsOfDebtor(tx, debtor)).filter(
    ({ main, ended }) => ended === null && claims.includes(main),
  );
  const numbers = its.map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, numbers);
  const holds = await holdsOn(tx, [...new Set([...numbers, ...claims])]);
  const answers = its.map((each) => {
    const resting = [...new Set([each.claim, each.main])].flatMap((held) => holds.get(held) ?? []);
    const stored = { accounts: accounts.get(each.claim), holds: resting, over: over.has(each.claim) };
    return mayPayOn(each, stored, { debtor, on });
  });
  if (answers.some((answer) => typeof answer === 'string')) return null;
  const reasons = answers.flatMap((answer) => (typeof answer === 'string' ? [] : [answer.no]));
  return TOLD_FIRST.find((reason) => reasons.includes(reason)) ?? 'ended';
}

interface Stored {
  readonly accounts: ClaimAccounts | undefined;
  /** Its own and its main claim's. */
  readonly holds: readonly Hold[];
  readonly over: boolean;
}

interface Asked {
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
}

/** What is agreed and what has been done about it decide only when it is to be paid, never whether it may be: neither is asked. */
function mayPayOn(
  { repayment, due, srb }: ClaimOfDebtor,
  { accounts, holds, over }: Stored,
  { debtor, on }: Asked,
): MayPay {
  const { balance, dueFrom: asked } = balanceFor(debtor, accounts);
  const standing = holds.filter(
    (hold) => hold.from <= on && (hold.debtor === null || hold.debtor === debtor),
  );
  const reasons = standing.map(({ reason }) => reason);
  // What was approved before the claim was handed over came while it was owed here (open question Q50).
  const wasHere = !reasons.includes('recovery') && holds.some(({ reason }) => reason === 'recovery');
  const there = accounts?.atRecovery ?? zeroOre;
  const left = wasHere ? addOre(balance, there) : balance;
  const state = claimState(
    {
      open: left,
      atRecovery: wasHere ? zeroOre : there,
      ended: zeroOre,
      writtenOff: zeroOre,
      liabilities: [null],
      transfer: reasons.includes('recovery') ? 'in-transfer' : null,
      holds: reasons,
      agreed: null,
      pursued: null,
      repayment,
      due,
      srb,
    },
    on,
  );
  return mayPay({ state, left, asked, over });
}
