import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { later } from '../law/interest-facts.ts';
import { interestRates, type InterestMonth, type RateTable } from '../law/interest.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { bearings, type Bearing } from './bearing.ts';
import { coursesOf } from './interest-courses.ts';
import { interestMonths } from './interest-months.ts';
import { postedBy } from './store.ts';
import type { Charge } from './types.ts';

/** What interest was worked out from, and at how many hundredths of a percent; null = that does not give the amount as it stands. */
export interface WorkedOutFrom {
  readonly basis: Ore | null;
  readonly rateHundredths: number | null;
}

/**
 * What the interest among these charges is worked out from as it stands today, by its claim: where the past has changed under it, from what the
 * law has it be now, and not from what it was posted with. Of what has fallen away, of the recovery authority's own, and of fees nothing.
 */
export async function interestWorkedOutFrom(
  tx: MunicipalityReadTx,
  charges: readonly Charge[],
  on: PlainDate,
): Promise<ReadonlyMap<ClaimNumber, WorkedOutFrom>> {
  const interest = charges.filter(({ kind, stands }) => kind === 'interest' && stands > zeroOre);
  const posted = await postedBy(
    tx,
    interest.map(({ claim }) => claim),
  );
  const otherwise = interest.filter(({ amount, stands, addsTo }) => amount !== stands || addsTo !== null);
  const months = await monthsNow(tx, [...new Set(otherwise.map(({ main }) => main))], on);
  const changed = new Set(otherwise);
  return new Map(
    interest.flatMap((charge) => {
      const { claim, main, period, stands } = charge;
      const as = posted.get(claim);
      if (as === undefined) return [];
      if (!changed.has(charge)) return [[claim, as] as const];
      const now = months.get(main)?.find((month) => month.period.from === period.from);
      // Part of a month's interest, or more than the law has it be, is not what any basis gives.
      const basis = now?.amount === stands ? now.basis : null;
      return [[claim, { basis, rateHundredths: now?.rateHundredths ?? as.rateHundredths }] as const];
    }),
  );
}

async function monthsNow(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  on: PlainDate,
): Promise<ReadonlyMap<ClaimNumber, readonly InterestMonth[]>> {
  const courses = [...(await coursesOf(tx, mains)).values()];
  const found = await bearings(tx, courses);
  return new Map(
    found.map((bearing) => [bearing.course.main, postedMonths(bearing, { on, rates: interestRates })]),
  );
}

/** The months of interest that have been posted on a claim as the law has them be, with all that is known of its past on a day. */
export function postedMonths(
  { facts, charges }: Pick<Bearing, 'facts' | 'charges'>,
  { on, rates }: { readonly on: PlainDate; readonly rates: RateTable },
): readonly InterestMonth[] {
  const interest = charges.filter(({ kind }) => kind === 'interest');
  const posted = new Set(interest.map(({ period }) => period.from));
  // To the last day that was posted, in case that is later than the day we are on.
  const until = interest.reduce((last, { postedOn }) => later(last, postedOn), on);
  return interestMonths({ ...facts, until }, rates).filter(({ period }) => posted.has(period.from));
}
