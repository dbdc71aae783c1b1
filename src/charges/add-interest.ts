import { claimsToSend } from '../claims/claims-to-send.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { subtractOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { ownLimit } from './charge-limits.ts';
import { interestNumber } from './charge-number.ts';
import type { Course } from './interest-courses.ts';
import { postCharges, type ChargeToPost } from './post-charges.ts';
import { postedBy } from './store.ts';
import type { Charge } from './types.ts';

/** A charge, and what it amounts to now. */
export interface Changed {
  readonly charge: Charge;
  readonly stands: Ore;
}

/**
 * Posts what interest at the recovery authority has become more by: an interest claim of its own for the same period, because
 * interest is never written up there (creditors' guidance, opskrivning; error 474). It is sent by itself. What would be time-barred by
 * its own three years already is never asked for (forældelsesloven § 5, stk. 2). Answers how many, by main claim.
 */
export async function addInterest(
  tx: MunicipalityTx,
  {
    more,
    courses,
    at,
  }: {
    readonly more: readonly Changed[];
    readonly courses: ReadonlyMap<ClaimNumber, Course>;
    readonly at: Temporal.Instant;
  },
): Promise<ReadonlyMap<ClaimNumber, number>> {
  const added = new Map<ClaimNumber, number>();
  const claims = more.map(({ charge }) => charge.claim);
  const [told, posted] = [await claimsToSend(tx, claims), await postedBy(tx, claims)];
  const on = dayInCopenhagen(at);
  const charges = more.flatMap(({ charge, stands }): ChargeToPost[] => {
    const { claim: addsTo, main, kind, regime, period, postedOn } = charge;
    const [as, by, course] = [told.get(addsTo), posted.get(addsTo), courses.get(main)];
    assert(as !== undefined && by !== undefined && course !== undefined, `interest ${addsTo} was posted`);
    const due = as.due ?? on;
    if (ownLimit(due) < on) return [];
    const before = added.get(main) ?? 0;
    added.set(main, before + 1);
    const place = course.posted + 1 + before;
    const adding: ChargeToPost = {
      ...by,
      claim: interestNumber(main, place),
      main,
      kind,
      regime,
      period,
      postedOn,
      amount: subtractOre(stands, charge.stands),
      notice: null,
      addsTo,
      place: `I${place}`,
      type: as.type,
      origin: as.origin ?? due,
      due,
      srb: due,
    };
    return [adding];
  });
  await postCharges(tx, charges, at);
  return added;
}
