import { earliestDay, standingLimitations } from '../charges/last-days.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Arrangement } from './types.ts';

/** Somebody else who owes what an arrangement is about, and the first last day of it for them. */
export interface OtherLiable {
  readonly debtor: DebtorNumber;
  readonly until: PlainDate;
}

/**
 * The others who owe what an arrangement is about and will have been freed by time before it is over and has been looked at, by debtor: the claims
 * rest for all, and the acknowledgement interrupts for who signed alone (open question Q52). Those who are freed already are left out.
 */
export async function othersRunningOut(
  tx: MunicipalityReadTx,
  { debtor, claims, terms }: Pick<Arrangement, 'debtor' | 'claims' | 'terms'>,
  on: PlainDate,
): Promise<OtherLiable[]> {
  const numbers = claims.map(({ claim }) => claim);
  const others = (await liabilitiesFor(tx, numbers)).filter(
    (each) => each.debtor !== debtor && each.ended === null,
  );
  if (others.length === 0) return [];
  const limitations = await standingLimitations(tx, numbers);
  const byDebtor = Map.groupBy(others, (each) => each.debtor);
  return [...byDebtor].flatMap(([other, owes]) => {
    const theirs = owes.flatMap(({ claim }) =>
      (limitations.get(claim) ?? []).filter((each) => each.debtor === other && each.until >= on),
    );
    const until = earliestDay(theirs);
    return until === null || until > addDays(terms.lastDue, REVIEW_AFTER) ? [] : [{ debtor: other, until }];
  });
}
