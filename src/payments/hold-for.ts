import { closeWorkItem, openItems, openItemsNotOpen } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { openHeldItems } from '../ledger/refund-items.ts';
import { openRefundItems, type RefundItem } from '../ledger/refunds.ts';
import type { MunicipalityTx } from '../platform/database.ts';

interface Acting {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Opens what tells that money is held for debtors: the item by which it is given back or covers something, and the matter for a person
 * (`money-held`), one for each debtor and what it is about; of a claim one for each day on which something of it came to be held. Reminders of what else they owe go on after some bank days because of that
 * (unallocated.ts). After the transfers, by whoever has posted them.
 */
export async function holdFor(
  tx: MunicipalityTx,
  items: readonly RefundItem[],
  { by, at }: Acting,
): Promise<void> {
  if (items.length === 0) return;
  await openRefundItems(tx, items, { by, at });
  const today = dayInCopenhagen(at);
  const of = (about: string) => (about.startsWith('claim ') ? `${about} ${today}` : about);
  const matters = new Map(
    items.map(({ debtor, about }) => [`${debtor} ${about}`, { debtor, about: of(about) }]),
  );
  const month = monthOf(today);
  const held = [...matters.values()].map((each) => ({ kind: 'money-held', month, ...each }) as const);
  await openItemsNotOpen(tx, held, at);
}

/** The same of what was taken off interest and fees, by claim and by whom it is given back to. */
export function holdReduced(
  tx: MunicipalityTx,
  adjusted: readonly {
    readonly claim: bigint;
    readonly givenBack: ReadonlyMap<DebtorNumber, Ore>;
  }[],
  acting: Acting,
): Promise<void> {
  const items = adjusted.flatMap(({ claim, givenBack }) =>
    [...givenBack].map(([debtor, amount]) => {
      return { debtor, amount, why: 'charge-reduced' as const, about: `claim ${claim}` };
    }),
  );
  return holdFor(tx, items, acting);
}

/** Closes the matters (`money-held`) of these debtors about which nothing is held any longer. */
export async function seenTo(
  tx: MunicipalityTx,
  debtors: Iterable<DebtorNumber>,
  closing: Acting & { readonly because: string },
): Promise<void> {
  const all = [...new Set(debtors)];
  const held = new Set((await openHeldItems(tx, all)).map(({ debtor, about }) => `${debtor} ${about}`));
  for (const debtor of all)
    for (const { number: item, about } of await openItems(tx, { debtor, kind: 'money-held' })) {
      const [what = '', number = ''] = (about ?? '').split(' ');
      if (!held.has(`${debtor} ${what} ${number}`)) await closeWorkItem(tx, { item, ...closing });
    }
}
