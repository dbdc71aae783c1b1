import type { KnownFacts } from '../facts/as-of.ts';
import type { IncomeReport } from '../law/net-income.ts';
import { childrenKnownUnder18, type Grounds, type PersonReason } from './circumstances.ts';

/**
 * Whether grounds still answer a reason: only while the facts behind it are those that were looked at. What is new asks anew.
 * - abroad, under 18: while CPR tells the same status code;
 * - children: while CPR counts as many under 18, and as many of the children that it names are under 18;
 * - B-income: while neither month has more of it than the grounds reach to;
 * - cash benefit: about the reports of a month that were there; the payment of a later month may be a benefit that gives deferral.
 * Lapse is held against the days of each claim instead (lapsing.ts).
 */
export function stillAnswers(reason: PersonReason, grounds: Grounds, facts: KnownFacts | undefined): boolean {
  switch (reason) {
    case 'abroad':
    case 'under-18':
      return facts?.person != null && facts.person.status === grounds.person?.status;
    case 'children-disagree':
      return sameChildren(grounds, facts);
    case 'b-income': {
      const { upTo } = grounds;
      return (
        upTo !== null && [facts?.earlier, facts?.later].every((told) => bIncomeOf(told?.reports) <= upTo)
      );
    }
    case 'cash-benefit-disagrees':
      return facts?.later != null && grounds.factsAsOf !== null && facts.later.batch <= grounds.factsAsOf;
    default:
      return true;
  }
}

function sameChildren({ person: then, looked }: Grounds, facts: KnownFacts | undefined): boolean {
  const [now, day] = [facts?.person, facts?.inquiry?.askedOn];
  if (now == null || day == null || then === null) return false;
  return (
    now.childrenUnder18 === then.childrenUnder18 &&
    childrenKnownUnder18(now, day) === childrenKnownUnder18(then, looked)
  );
}

/** B-income of a month after reversals, in øre. */
function bIncomeOf(reports: readonly IncomeReport[] = []): bigint {
  return reports.reduce((sum, { kind, amounts }) => {
    const told = amounts.contributoryB + amounts.nonContributoryB;
    return kind === 'T' ? sum - told : sum + told;
  }, 0n);
}
