import { endLiabilities } from '../ledger/liability-ends.ts';
import { claimsPaidSince } from '../ledger/paid-on-claim.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueueNew } from '../platform/due-work.ts';
import { endSettledAgreements } from './settled.ts';
import type { Decision } from './types.ts';

/**
 * Due work, its key a decision's number: by it claims have lapsed on which money came in since they did. The payments know
 * who paid, and open what is perhaps to be given back.
 */
export const PAID_AFTER_LAPSE = 'paid-after-lapse';

/**
 * Lapse comes by law (bek. 585/2023 § 9): with the decision the debtor is no longer liable, whatever the letter still has
 * to tell, and nothing more is asked for. What was paid since the day is looked for, as the letter promises.
 */
export async function carryOutLapses(
  tx: MunicipalityTx,
  decisions: readonly Decision[],
  at: Temporal.Instant,
): Promise<void> {
  const lapsing = decisions.filter(({ lapses, decided }) => lapses.length > 0 && decided !== null);
  if (lapsing.length === 0) return;
  await endLiabilities(
    tx,
    lapsing.flatMap(({ id, debtor, lapses, decided }) =>
      lapses.map(({ claim, on }) => ({
        claim,
        debtor,
        kind: 'lapsed' as const,
        on,
        reason: `decision ${id}`,
        by: decided?.by ?? '', // only decided ones are here
        at,
      })),
    ),
  );
  await askForPaidSince(tx, lapsing, at);
  for (const [on, ofDay] of Map.groupBy(lapsing, ({ decided, draftedOn }) => decided?.on ?? draftedOn))
    await endSettledAgreements(tx, { debtors: ofDay.map(({ debtor }) => debtor), on, at });
}

/** Asked here, so that only what has been paid on leaves work behind; of spouses' claims perhaps for nothing. */
async function askForPaidSince(
  tx: MunicipalityTx,
  lapsing: readonly Decision[],
  at: Temporal.Instant,
): Promise<void> {
  const paid = await claimsPaidSince(
    tx,
    lapsing.flatMap(({ lapses }) => lapses),
  );
  const since = lapsing.filter(({ lapses }) => lapses.some(({ claim }) => paid.has(claim)));
  await enqueueNew(
    tx,
    since.map(({ id }) => ({ kind: PAID_AFTER_LAPSE, key: id.toString(), dueAt: at })),
  );
}
