import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { whoseFeeNobodyWasTold } from '../letters/notices-too-late.ts';
import { withdrawNotices } from '../letters/notices.ts';
import { demandFees } from '../payments/demand-fees.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Gives up letters that could not be made before the deadline they print, and takes their fees off: a fee is for a reminder that was
 * sent (gebyrloven § 2, renteloven § 9 b). A fee that others were told of stands. The debtors have been locked by the caller.
 */
export async function giveUpLetters(
  tx: MunicipalityTx,
  notices: readonly NoticeId[],
  { on, at }: { readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<void> {
  if (notices.length === 0) return;
  const given = await withdrawNotices(tx, notices, { on, why: 'not-made' });
  for (const notice of await whoseFeeNobodyWasTold(tx, given)) await demandFees.takeOff(tx, { notice, at });
}
