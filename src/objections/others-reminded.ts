import { openItemsNotOpen } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { noticesAbout } from '../letters/notices.ts';
import type { MunicipalityTx } from '../platform/database.ts';

const REMINDERS: ReadonlySet<string> = new Set(['reminder', 'transfer-warning']);

/**
 * Tells a person of those who owe claims too, and were reminded of what does not count any longer now that one of them was right: who
 * objected alone is answered.
 */
export async function tellOthersReminded(
  tx: MunicipalityTx,
  objector: DebtorNumber,
  { claims, at }: { readonly claims: readonly ClaimNumber[]; readonly at: Temporal.Instant },
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  for (const { claim, debtor } of await liabilitiesFor(tx, claims)) {
    if (debtor === objector) continue;
    const told = (await noticesAbout(tx, debtor)).some(
      (notice) =>
        REMINDERS.has(notice.kind) &&
        notice.arrivedOn !== null &&
        notice.claims.some((each) => each.claim === claim),
    );
    const item = { kind: 'reminded-in-vain', debtor, month, about: `claim ${claim}` } as const;
    if (told) await openItemsNotOpen(tx, [item], at);
  }
}
