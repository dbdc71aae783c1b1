import { changeFrom, type Change, type ChangeQuestion } from '../src/agreements/change.ts';
import type { Agreement, Decision, DecisionState } from '../src/agreements/types.ts';
import type { ClaimNumber } from '../src/claims/types.ts';
import { date, type PlainDate } from '../src/kernel/dates.ts';
import { debtorNumber, decisionId } from '../src/kernel/ids.ts';
import { month } from '../src/kernel/dates.ts';
import { ableToPay, automatic, historyOf, standing } from './standing.ts';
import { aClaim, MARCH, RUN_DAY } from './vocabulary.ts';

/** A month's finding compared with what stands; what a test does not say is as in an ordinary month of March. */
export interface Comparison extends Partial<ChangeQuestion> {
  readonly inForce?: Agreement | null;
  readonly underWay?: Decision | null;
  /** The debtor has answered the hearing about it. */
  readonly answered?: boolean;
  /** Claims that were withdrawn after they were covered. */
  readonly withdrawn?: readonly ClaimNumber[];
}

export function compare(given: Comparison = {}): Change {
  const { inForce = null, underWay = null, answered = false, withdrawn = [], ...changes } = given;
  return changeFrom({
    debtor: debtorNumber(100_001),
    month: MARCH,
    ordinal: 0,
    calculationDate: RUN_DAY,
    found: ableToPay(2_100),
    claims: [aClaim()],
    standing: standing({ inForce, underWay, answered, withdrawn }),
    history: historyOf(inForce),
    accepted: new Map(),
    earlier: [],
    rule: automatic,
    because: null,
    proposedBy: null,
    configurationVersion: 1,
    ...changes,
  });
}

/** The decision that follows; that there is none is an error of the test. */
export function decisionFrom(given: Comparison = {}): Decision {
  const change = compare(given);
  if (change.decision === null) throw new Error(`no decision but ${change.consequence}`);
  return change.decision;
}

/** What the month before proposed or decided, still under way in this one. */
export function fromFebruary(given: Comparison, state?: DecisionState): Decision {
  const february: { month: typeof MARCH; calculationDate: PlainDate } = {
    month: month('2026-02'),
    calculationDate: date('2026-02-10'),
  };
  const decision = decisionFrom({ ...february, ...given });
  return { ...decision, state: state ?? decision.state };
}

export const MARCH_DECISION = decisionId(MARCH, debtorNumber(100_001), 0);
export const FEBRUARY_DECISION = decisionId(month('2026-02'), debtorNumber(100_001), 0);
