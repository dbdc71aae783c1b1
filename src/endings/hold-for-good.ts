import { placeHolds } from '../claims/holds.ts';
import { date } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { GoneClaim } from './gone-claims.ts';

/** A hold has a day on which a person looks at it; what has ended is not looked at again. */
const NEVER = date('9999-12-31');

/** Holds claims that nobody is liable for, against everything, from the day they ended (law/holds.ts, `ended`). */
export async function holdForGood(
  tx: MunicipalityTx,
  gone: readonly GoneClaim[],
  at: Temporal.Instant,
): Promise<void> {
  await placeHolds(
    tx,
    gone.map(({ claim, kind, on }) => ({
      claim,
      reason: 'ended',
      debtor: null,
      from: on,
      reviewOn: NEVER,
      about: kind,
      by: 'automatic',
      at,
    })),
  );
}
