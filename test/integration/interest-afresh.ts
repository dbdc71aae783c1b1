import { sql } from 'kysely';
import { bearings } from '../../src/charges/bearing.ts';
import { lockedCourses } from '../../src/charges/interest-courses.ts';
import { interestMonths } from '../../src/charges/interest-months.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import type { PlainDate } from '../../src/kernel/dates.ts';
import { sumOre } from '../../src/kernel/money.ts';
import { difference, interestRates } from '../../src/law/interest.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';

/**
 * Interest on repayment that is otherwise than computed anew from all that is known today, by claim and first day: `1 2026-05-06 -20000`.
 * What nobody owes any longer, and what has left, is ended as it stood.
 */
export async function unlikeAfresh(tx: MunicipalityTx, on: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select claim_number as main from interest_course where due_on is not null
      and stopped_why is distinct from 'ended' and stopped_why is distinct from 'transferred'`.execute(tx);
  const courses = await lockedCourses(
    tx,
    rows.map(({ main }) => main),
  );
  const running = (await bearings(tx, [...courses.values()])).filter(({ liable }) => liable.length > 0);
  return running.flatMap(({ course, facts, charges }) => {
    const interest = charges.filter(({ kind }) => kind === 'interest');
    const posted = Map.groupBy(interest, ({ period }) => period.from);
    const stood = new Map(
      [...posted].map(([from, those]) => [from, sumOre(those.map(({ stands }) => stands))]),
    );
    const months = interestMonths({ ...facts, until: on }, interestRates);
    return [...difference(months, stood)].map(([from, change]) => `${course.main} ${from} ${change}`);
  });
}
