import { interruptLimitations } from '../charges/last-days.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { misdatedBy } from '../law/voluntary-plan.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { acknowledgement, type AboutClaims } from './about-claims.ts';
import type { Arrangement } from './types.ts';

export interface Acknowledging {
  readonly about: Pick<AboutClaims, 'mains' | 'asked' | 'owed'>;
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * What a debtor has acknowledged in writing interrupts limitation from that day, whether anything is agreed on or not (forældelsesloven § 15): of the main
 * claims, and what is open of their interest and fees. Only towards who acknowledged: for others who owe the claim nothing is interrupted. Left out
 * is what had not arisen or was time-barred that day, and what Gældsstyrelsen has, which counts itself.
 */
export async function acknowledge(
  tx: MunicipalityTx,
  { number, debtor, acknowledgedOn }: Pick<Arrangement, 'number' | 'debtor' | 'acknowledgedOn'>,
  { about: { mains, asked, owed }, on, by, at }: Acknowledging,
): Promise<void> {
  if (acknowledgedOn === null) return;
  const counts = new Set(
    mains.filter((_, index) => {
      const claim = asked[index];
      if (claim === undefined || claim.atRecovery || claim.holds.includes('recovery')) return false;
      return misdatedBy({ claims: [claim], acknowledgedOn }, on) === null;
    }),
  );
  const charges = owed.flatMap(({ bill }) => (counts.has(bill.main) ? [bill.claim] : []));
  await interruptLimitations(tx, {
    interruption: acknowledgement(acknowledgedOn),
    claims: [...new Set([...counts, ...charges])],
    debtor,
    evidence: `arrangement ${number}`,
    by,
    at,
  });
}
