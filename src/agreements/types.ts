import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber, DecisionId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { PersonReason } from './circumstances.ts';

/** What was found for a debtor in a month, as it is stored. */
export interface Determination {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly calculationDate: PlainDate;
  readonly factsAsOf: BatchNumber;
  readonly ruleVersion: string;
  readonly found: Found;
}

/** The rule's answer, or why there is none. */
export type Found =
  | { readonly outcome: 'none'; readonly reason: PersonReason }
  | (Basis & { readonly outcome: 'plan'; readonly reason: 'table' | 'no-income'; readonly monthly: Ore })
  | (Basis & { readonly outcome: 'deferral'; readonly reason: DeferralReason });

export type DeferralReason = 'benefit' | 'pension-only' | 'low-income';

/** The values behind an answer; null where the rule did not need them. */
export interface Basis {
  readonly earlierMonth: Ore | null;
  readonly laterMonth: Ore | null;
  readonly netIncomeYear: Ore | null;
  readonly dependants: boolean;
  readonly table: string | null;
  readonly bandFrom: Ore | null;
  readonly percent: number | null;
  /** First 16 bytes of SHA-256 of the explanation in short. */
  readonly explanationHash: Buffer;
}

/** What is in force for a debtor. */
export interface Agreement {
  readonly id: DecisionId;
  readonly debtor: DebtorNumber;
  readonly terms: Terms;
  readonly owed: Ore;
  readonly inForceFrom: PlainDate;
}

export type Terms =
  | {
      readonly outcome: 'plan';
      readonly reason: 'table' | 'no-income';
      readonly monthly: Ore;
      readonly firstDue: PlainDate;
    }
  | { readonly outcome: 'deferral'; readonly reason: DeferralReason };

/** How a month's finding differs from what is in force. */
export type ChangeKind =
  | 'start-plan' // nothing in force, able to pay
  | 'start-deferral' // nothing in force, § 6
  | 'rise' // the plan's amount goes up
  | 'fall' // the plan's amount goes down
  | 'suspend' // § 7: on a plan, now in a § 6 situation
  | 'resume' // § 6 no longer applies
  | 'claims-changed'; // the same terms, but other claims

export interface Decision {
  readonly id: DecisionId;
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly change: ChangeKind;
  readonly terms: Terms;
  readonly replaces: Agreement | null;
  readonly draftedOn: PlainDate;
  /** The day from which it applies and what was in force no longer does. */
  readonly effectiveFrom: PlainDate;
  /** `automatic`, or the person who approved. Null: a draft that waits for a person. */
  readonly decidedBy: string | null;
  readonly owed: Ore;
  /** The schedule of a plan; empty for a deferral. */
  readonly schedule: readonly ScheduleSegment[];
}

/** So many equal instalments, one a month from `firstDue`. */
export interface ScheduleSegment {
  readonly firstDue: PlainDate;
  readonly instalments: number;
  readonly amount: Ore;
}

/** All that a run does about one debtor in a month. */
export interface DebtorOutcome {
  readonly determination: Determination;
  readonly decision: Decision | null;
  /** Each becomes a work item. */
  readonly personReasons: readonly PersonReason[];
}
