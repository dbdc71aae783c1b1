import { endLiabilities } from '../ledger/liability-ends.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lookForPaidSince, type Lapsing } from './paid-since-lapse.ts';
import { endSettledAgreements } from './settled.ts';
import type { Decision } from './types.ts';

/** A decision by which claims lapse; null = not decided yet. */
export type CarryingOut = Lapsing & Pick<Decision, 'decided' | 'draftedOn'>;

/**
 * Lapse comes by law (bek. 585/2023 § 9): with the decision the debtor is no longer liable, whatever the letter still has
 * to tell, and nothing more is asked for. What was paid since the day is looked for.
 */
export async function carryOutLapses(
  tx: MunicipalityTx,
  decisions: readonly CarryingOut[],
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
  await lookForPaidSince(tx, lapsing, at);
  for (const [on, ofDay] of Map.groupBy(lapsing, ({ decided, draftedOn }) => decided?.on ?? draftedOn))
    await endSettledAgreements(tx, { debtors: ofDay.map(({ debtor }) => debtor), on, at });
}
