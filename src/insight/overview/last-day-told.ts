import type { ClaimOfDebtor } from '../../claims/claims-of-debtor.ts';
import { latestOf, type PlainDate } from '../../kernel/dates.ts';
import type { NoticeTold } from '../../letters/notices-of-claims.ts';
import type { CitizenBooks } from '../citizen-books.ts';

type Claim = Pick<ClaimOfDebtor, 'claim' | 'main' | 'srb' | 'due'>;
type Told = Pick<CitizenBooks, 'notices' | 'quiet'>;

/** The letter that asks for a claim; of interest and fees that it does not name, the one about what they are of. */
export function askedBy({ claim, main }: Claim, { notices }: Told): NoticeTold | undefined {
  return notices.get(claim) ?? notices.get(main);
}

/** The last deadline of a claim that its debtor has been told of: its own, a letter's, or that of the days after an answer. Null = none. */
export function lastDayTold(claim: Claim, told: Told): PlainDate | null {
  return latestOf(
    claim.srb ?? claim.due ?? undefined,
    askedBy(claim, told)?.deadline ?? undefined,
    told.quiet.get(claim.main),
  );
}
