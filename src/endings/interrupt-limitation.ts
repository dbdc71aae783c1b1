import { limitationsOf, recordLimitations } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { limitationUntil } from '../law/limitation.ts';
import type { MunicipalityTx } from '../platform/database.ts';

export interface Interrupting {
  readonly kind: 'insolvency-filing' | 'set-off';
  readonly claims: readonly ClaimNumber[];
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  /** What shows it: an errand's or a set-off's number. */
  readonly evidence: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Interrupts the limitation of claims towards a debtor (forældelsesloven §§ 17-18): the years begin again on the day (§ 19). What
 * was time-barred by then, or has longer already, stays.
 */
export async function interruptLimitation(
  tx: MunicipalityTx,
  { kind, claims, debtor, on, evidence, by, at }: Interrupting,
): Promise<void> {
  const standing = [...(await limitationsOf(tx, claims)).values()].flat();
  await recordLimitations(
    tx,
    standing.flatMap((limitation) => {
      if (limitation.debtor !== debtor) return [];
      const { countedFrom, years, until } = limitation;
      const basis =
        years === 10
          ? { kind: 'special-basis' as const, on: countedFrom }
          : { kind: 'ordinary' as const, due: countedFrom, srb: null };
      const next = limitationUntil(basis, [{ kind, on }]);
      if (on > until || next.until <= until) return [];
      return [
        {
          ...limitation,
          until: next.until,
          countedFrom: next.from,
          years: next.years,
          because: kind,
          evidence,
          by,
          at,
        },
      ];
    }),
  );
}
