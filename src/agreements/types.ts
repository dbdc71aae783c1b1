import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber, DecisionId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { PersonReason } from './circumstances.ts';
import type { PaidBeyond } from './collected.ts';
import type { WorkItem } from './work-items.ts';

/** What was found for a debtor in a month, as it is stored, and what followed from it. */
export interface Determination {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  /** 0 = the month's run; from 1 = looked at again within the month. */
  readonly ordinal: number;
  readonly calculationDate: PlainDate;
  readonly factsAsOf: BatchNumber;
  readonly ruleVersion: string;
  readonly found: Found;
  readonly consequence: Consequence;
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

/** What followed from a month's finding: a decision, or why nothing changed. */
export type Consequence =
  | 'decision' // a decision was proposed or made
  | 'same' // what is in force is what was found
  | 'pending' // the same is already proposed, or on its way to the debtor
  | 'rise-below-threshold' // the rise is smaller than the municipality's threshold
  | 'rise-to-confirm' // a rise that the runs before did not find
  | 'rise-waits-for-complaint' // no rise while a complaint is pending (open question Q20)
  | 'manual-stands' // § 6, stk. 2: a caseworker's amount stands while § 6 applies
  | 'nothing-owed' // nothing is left to decide about
  | 'defaulted' // the plan was not kept (§ 10): no new one comes by itself
  | 'invoice-open' // an invoice comes first, or there is still time to pay it
  | 'not-while-death' // nothing is decided while an estate is dealt with
  | 'not-while-bankruptcy'
  | 'not-while-debt-relief'
  | 'person'; // a person must look first

/** What a debtor has to do, by a decision. */
export type Terms =
  | { readonly outcome: 'plan'; readonly reason: 'table' | 'no-income' | 'manual'; readonly monthly: Ore }
  | {
      readonly outcome: 'deferral';
      readonly reason: DeferralReason;
      /** § 7: the plan that was in force rests. False: § 6, nothing was to be paid before either. */
      readonly suspends: boolean;
    }
  /** Bek. 585/2023 § 9: only that claims have lapsed; what else is in force stays. */
  | { readonly outcome: 'lapse'; readonly reason: LapseReason }
  /** Bek. 585/2023 § 10: the plan has fallen away, and the whole debt goes to Gældsstyrelsen. */
  | { readonly outcome: 'transfer'; readonly reason: 'default' };

/**
 * § 9, stk. 1: deferred when the years ran out. Stk. 2: deferral is given when they have run out. `judged`: a caseworker has
 * judged that it has lapsed (open question Q4).
 */
export type LapseReason = 'years-passed' | 'deferral-after-years' | 'judged';

/** What can be in force: a plan or deferral. */
export type AgreedTerms = Exclude<Terms, { outcome: 'lapse' | 'transfer' }>;

/** A claim as a decision covers it: what was left of it, and what it amounted to, on the day of the decision. */
export interface CoveredClaim {
  readonly claim: ClaimNumber;
  readonly owed: Ore;
  readonly raised: Ore;
}

/** What is in force for a debtor, or will be from `inForceFrom`. */
export interface Agreement {
  readonly id: DecisionId;
  readonly debtor: DebtorNumber;
  readonly terms: AgreedTerms;
  /** The first due date of a plan; null for a deferral. */
  readonly firstDue: PlainDate | null;
  readonly inForceFrom: PlainDate;
  readonly covers: readonly CoveredClaim[];
}

/** How a month's finding differs from what is in force. */
export type ChangeKind =
  | 'start-plan' // nothing in force, able to pay
  | 'start-deferral' // nothing in force, § 6
  | 'rise' // the plan's amount goes up
  | 'fall' // the plan's amount goes down
  | 'suspend' // § 7: on a plan, now in a § 6 situation
  | 'resume' // § 6 no longer applies
  | 'claims-changed' // the same terms, but other claims
  | 'manual' // § 6, stk. 2: a caseworker's amount
  | 'lapse' // § 9: claims have lapsed, and nothing else changes
  | 'transfer'; // § 10: a plan was not kept, and the debt goes to Gældsstyrelsen

/** Where a decision is on its way; see state-machine.ts. */
export type DecisionState = 'hearing' | 'waiting' | 'decided' | 'in-force' | 'withdrawn' | 'reversed';

/** What is proposed or decided about a debtor. */
export interface Decision {
  readonly id: DecisionId;
  readonly debtor: DebtorNumber;
  /** The month of the determination behind it, and that determination's place in the month. */
  readonly month: YearMonth;
  readonly ordinal: number;
  readonly change: ChangeKind;
  readonly state: DecisionState;
  readonly terms: Terms;
  /** What was in force when it was proposed. */
  readonly replaces: Agreement | null;
  readonly draftedOn: PlainDate;
  readonly covers: readonly CoveredClaim[];
  /** Claims that lapse with it (§ 9), with the day they lapse; part of neither `covers` nor a schedule. */
  readonly lapses: readonly LapsingClaim[];
  /** The decision in whose hearing the debtor was or is asked: this one, or an earlier one; null = not asked. */
  readonly heardAs: DecisionId | null;
  /** The ground for not asking the debtor about what burdens them (forvaltningsloven § 19, stk. 2); null where none is needed. */
  readonly hearingLeftOut: string | null;
  /** Null: still to be decided. */
  readonly decided: Decided | null;
  /** A caseworker's reasons (§ 6, stk. 2), or why the matter was taken up again; null for the run's own. */
  readonly because: string | null;
  /** The caseworker who proposed it; null when a run did. */
  readonly proposedBy: string | null;
  /** The version of the municipality's configuration that it was proposed by; once decided, that it was decided by. */
  readonly configurationVersion: number;
  /** Why it was withdrawn or reversed; null while it stands. */
  readonly closedWhy: string | null;
}

/** A decision without what it replaces: all that it says by itself. */
export type DecisionAlone = Omit<Decision, 'replaces'>;

export interface LapsingClaim {
  readonly claim: ClaimNumber;
  readonly owed: Ore;
  readonly on: PlainDate;
}

export interface Decided {
  readonly on: PlainDate;
  /** `automatic`, or the person who approved or decided. */
  readonly by: string;
  /** The first due date of a plan, as the letter tells it; null when nothing is to be paid. */
  readonly firstDue: PlainDate | null;
  /** The day from which it applies, once it has reached the debtor. */
  readonly effectiveFrom: PlainDate;
}

/** So many equal instalments, one a month from `firstDue`. */
export interface ScheduleSegment {
  readonly firstDue: PlainDate;
  readonly instalments: number;
  readonly amount: Ore;
}

/** A decision that rested on income which has since been told otherwise, and asked for too much. */
export interface AskedTooMuch {
  readonly decision: DecisionId;
  /** What the decision would have asked for each month with what is known now; nothing = deferral. */
  readonly should: Ore;
  /** What has been paid beyond that. */
  readonly collected: readonly PaidBeyond[];
}

/** An invoice for these claims, by that version of the municipality's configuration. */
export interface InvoiceFirst {
  readonly claims: readonly CoveredClaim[];
  readonly configurationVersion: number;
}

/** All that a run does about one debtor in a month. */
export interface DebtorOutcome {
  readonly determination: Determination;
  readonly decision: Decision | null;
  /** A proposal that this finding overtakes. */
  readonly withdraws: DecisionId | null;
  /** Each becomes a work item. */
  readonly personReasons: readonly PersonReason[];
  /** What a person should know about in time; each becomes a work item. */
  readonly notices: readonly WorkItem[];
  /** An invoice comes before a decision. */
  readonly invoice?: InvoiceFirst | null;
  /** Decisions that asked for too much because their income has been corrected since. */
  readonly askedTooMuch: readonly AskedTooMuch[];
}
