import { date } from '../kernel/dates.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { interestRates } from '../law/interest.ts';
import { later } from '../law/interest-facts.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { bearings, type Bearing } from './bearing.ts';
import { coursesDue } from './interest-courses.ts';
import { planInterest } from './interest-plan.ts';

const CLAIMS_PER_PAGE = 2_000;
const ANY_DAY = date('9999-12-31');

/**
 * On which claims the next look charges more interest (`more-interest`: also months that were too small before) or less
 * (`less-interest`) by another smallest month; the sums are that interest. What has been posted stays.
 */
export async function consequencesForSmallestInterest(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('charges');
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page = await coursesDue(tx, { on: ANY_DAY, after, limit: CLAIMS_PER_PAGE });
    const last = page.at(-1);
    if (last === undefined) return counting.found();
    for (const bearing of await bearings(tx, page)) count(bearing, between, counting);
    after = last.main;
  }
}

function count(bearing: Bearing, { before, after, on: today }: Between, counting: Counting): void {
  const { course, liable } = bearing;
  const [debtor] = liable;
  if (debtor === undefined) return;
  const on = later(today, course.next ?? today);
  const charged = (choices: typeof before): Ore => {
    // Only the smallest month is another: the council's decisions have consequences of their own.
    const configuration = { ...after, charges: choices.charges };
    return sumOre(
      planInterest(bearing, { on, configuration, rates: interestRates }).months.map(({ amount }) => amount),
    );
  };
  const more = subtractOre(charged(after), charged(before));
  if (more === zeroOre) return;
  const touched = { debtor, claims: [course.main], next: on };
  if (more > zeroOre) counting.add('more-interest', { ...touched, amount: more });
  else counting.add('less-interest', { ...touched, amount: subtractOre(zeroOre, more) });
}
