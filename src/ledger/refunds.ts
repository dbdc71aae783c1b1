import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Why money is perhaps to be given back. */
export type RefundReason =
  | 'overpaid'
  | 'claim-reduced'
  | 'charge-reduced' // interest or a fee, because the past under it changed
  | 'covered-there' // the recovery authority has covered more of a claim than stood of it: not before it is cleared with it
  | 'income-corrected'
  | 'decision-reversed'
  | 'asked-too-much' // a fall or deferral was found before it could be decided
  | 'paid-after-lapse'
  | 'paid-after-limitation';

/** Of these the money is held on the debtor's account in the ledger; of the others it still covers the claims. */
export const heldReasons: readonly RefundReason[] = [
  'overpaid',
  'claim-reduced',
  'charge-reduced',
  'covered-there',
];

/** Money that is perhaps to be given back to a debtor. */
export interface RefundItem {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  readonly why: RefundReason;
  /** The payment, claim or decision it is about, by number. */
  readonly about: string;
}

/**
 * Opens items for a person to look at: money that is perhaps to be given back. For the reasons of `heldReasons` the money is
 * held on the debtor's account in the ledger; for the others it still covers the claims, and nothing is given back before a
 * person has decided.
 */
export async function openRefundItems(
  tx: MunicipalityTx,
  items: readonly RefundItem[],
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    with number as (
      update refund_counter set last_used = last_used + ${items.length}::int
      returning last_used - ${items.length}::int as before)
    insert into refund_item (refund_number, debtor_number, amount_ore, why, about, opened_at, opened_by)
    select number.before + item.place, debtor, amount, why, about, ${at}::timestamptz, ${by}
    from number, unnest(${items.map(({ debtor }) => debtor)}::int[],
      ${items.map(({ amount }) => amount.toString())}::bigint[], ${items.map(({ why }) => why)}::text[],
      ${items.map(({ about }) => about)}::text[]) with ordinality item (debtor, amount, why, about, place)`.execute(
    tx,
  );
}

/** Closes the open items of a debtor about one thing, whose money has gone another way. */
export async function closeRefundItems(
  tx: MunicipalityTx,
  { debtor, why, about }: Omit<RefundItem, 'amount'>,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update refund_item set closed_at = ${at}::timestamptz, closed_by = ${by}
    where debtor_number = ${debtor} and why = ${why} and about = ${about} and closed_at is null`.execute(tx);
}

interface RefundRow {
  debtor_number: DebtorNumber;
  amount_ore: bigint;
  why: RefundReason;
  about: string;
  refund_order: bigint | null;
}

/** An open item, and the order that is to give its money back; null = in none yet. */
export interface OpenRefund extends RefundItem {
  readonly order: bigint | null;
}

/** The open items, oldest first: of these debtors, or of everybody. */
export async function openRefunds(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[] | 'everybody',
): Promise<OpenRefund[]> {
  const theirs = debtors === 'everybody' ? sql`` : sql`and debtor_number = any (${debtors}::int[])`;
  const { rows } = await sql<RefundRow>`
    select debtor_number, amount_ore, why, about, refund_order from refund_item where closed_at is null ${theirs}
    order by refund_number`.execute(tx);
  return rows.map((row) => ({
    debtor: row.debtor_number,
    amount: ore(row.amount_ore),
    why: row.why,
    about: row.about,
    order: row.refund_order,
  }));
}
