import { liabilitiesFor } from '../claims/liabilities.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { allNotMadeInTime, whoseFeeNobodyWasTold } from '../letters/notices-too-late.ts';
import { withdrawNotices } from '../letters/notices.ts';
import { demandFees } from '../payments/demand-fees.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lettersOfSteps } from './store.ts';

/**
 * Gives up the letters of steps that nobody could be told by before the deadline they print, with their fees: also where the bill and its
 * fee have been paid since, or have ended otherwise, and no step looks at them again.
 */
export async function giveUpUnmade(
  tx: MunicipalityTx,
  doing: { readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<void> {
  const late = await allNotMadeInTime(tx, doing.on);
  const ofSteps = await lettersOfSteps(
    tx,
    late.map(({ notice }) => notice),
  );
  const given = late.filter(({ notice }) => ofSteps.has(notice));
  if (given.length === 0) return;
  const owing = await liabilitiesFor(
    tx,
    given.flatMap(({ claims }) => claims.map(({ claim }) => claim)),
  );
  await lockReceivables(tx, [...new Set(owing.map(({ debtor }) => debtor))]);
  await giveUpLetters(
    tx,
    given.map(({ notice }) => notice),
    doing,
  );
}

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
