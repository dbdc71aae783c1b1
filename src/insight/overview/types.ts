import type { UnderWay } from '../../checkout/under-way.ts';
import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import type { MayPay } from '../../law/citizen-payment.ts';
import type { ClaimState } from '../../law/claim-state.ts';
import type { HoldReason } from '../../law/holds.ts';
import type { BookPart } from '../citizen-books.ts';
import type { EndedPlan } from '../ended-plans.ts';
import type { Disputes } from '../own-matters.ts';
import type { LateSince } from './late-since.ts';

/** How a citizen thinks of debts; shown in this order. */
export const groups = [
  'to-pay',
  'on-plan',
  'waiting',
  'not-now',
  'at-recovery',
  'disputed',
  'not-known',
  'settled',
] as const;
export type Group = (typeof groups)[number];

/** What happens next about a debt; a code for each sentence. */
export type NextEvent =
  | { readonly tag: 'pay-by'; readonly by: PlainDate }
  | { readonly tag: 'asked-later' }
  | { readonly tag: 'overdue'; readonly by: PlainDate }
  /** `warns`: where it is not paid by then it is sent to Gældsstyrelsen, as the letter says. */
  | { readonly tag: 'written'; readonly on: PlainDate; readonly by: PlainDate; readonly warns: boolean }
  | { readonly tag: 'written-late'; readonly on: PlainDate; readonly by: PlainDate | null }
  /** The citizen has been answered, or owes it again because a payment was taken off on a day (`again`): nothing more is done up to and with that day. */
  | { readonly tag: 'quiet'; readonly by: PlainDate; readonly again: PlainDate | null }
  /** `by`: the same; null = at once. */
  | { readonly tag: 'plan-fell-away'; readonly by: PlainDate | null }
  /** A plan on request is over, and no letter has asked for the whole since. */
  | { readonly tag: 'whole-now' }
  | { readonly tag: 'before-recovery'; readonly by: PlainDate }
  | { readonly tag: 'recovery-next' }
  /** It is asked for, and would be sent, but for something that keeps it here. */
  | { readonly tag: 'pay-now' }
  | { readonly tag: 'instalments'; readonly monthly: Ore; readonly by: PlainDate | null }
  | {
      readonly tag: 'instalments-late';
      readonly missing: Ore;
      readonly by: PlainDate;
      /** Parts of what is missing were to be paid later. */
      readonly isOldest: boolean;
      readonly next: { readonly due: PlainDate; readonly amount: Ore } | null;
    }
  /** The citizen has been answered: nothing follows from what is missing up to and with that day. */
  | {
      readonly tag: 'instalments-quiet';
      readonly missing: Ore;
      readonly by: PlainDate;
      readonly next: { readonly due: PlainDate; readonly amount: Ore } | null;
    }
  /** A letter of a day asks for what is missing, and the plan falls away after another. */
  | {
      readonly tag: 'plan-demanded';
      readonly missing: Ore;
      readonly on: PlainDate;
      readonly by: PlainDate;
      /** What of it the letter asks for, which keeps the plan; the rest fell due after it. */
      readonly demanded: Ore;
    }
  /** The letter's deadline has passed, too; `by`: when the first that is missing was to be paid. */
  | {
      readonly tag: 'plan-demanded-late';
      readonly missing: Ore;
      readonly on: PlainDate;
      readonly by: PlainDate;
      readonly deadline: PlainDate;
      /** What of it the letter asks for; the rest fell due after it. */
      readonly demanded: Ore;
    }
  /** Something of the plan is disputed, by the reader or by another who owes it: nothing follows from what is not paid of it meanwhile. */
  | { readonly tag: 'plan-disputed'; readonly who: Disputes }
  | { readonly tag: 'agreed' }
  | { readonly tag: 'deferred' }
  | { readonly tag: 'deferred-until'; readonly until: PlainDate }
  | { readonly tag: 'undecided' }
  /**
   * `review`: when a person looks at it again; null = that day has passed, and nobody has said another. `besides`: another reason, which only the reader
   * can end; null = there is none. `interestSince`: its own last day has passed, and it bears interest while it rests: the last deadline that was told,
   * which may be to come; null = it does not.
   */
  | {
      readonly tag: 'held';
      readonly reason: HoldReason;
      readonly review: PlainDate | null;
      readonly besides: HoldReason | null;
      readonly interestSince: PlainDate | null;
    }
  /** As `held`, for a reason that is not the reader's to know: of another who owes it. */
  | { readonly tag: 'rests'; readonly interestSince: PlainDate | null }
  | { readonly tag: 'stopped'; readonly reason: HoldReason }
  | { readonly tag: 'on-its-way' }
  | { readonly tag: 'at-recovery' }
  | { readonly tag: 'disputed' }
  /** What was decided to be paid each month is asked for as before. */
  | { readonly tag: 'disputed-on-plan' }
  /** The reader was right: its source is to put it right, and nothing is asked for it before. */
  | { readonly tag: 'to-correct' }
  | { readonly tag: 'not-known' }
  | { readonly tag: 'paid'; readonly on: PlainDate | null }
  | { readonly tag: 'withdrawn' | 'lapsed' | 'time-barred' | 'discharged' | 'written-off' };

/** What a debt is for. */
export interface DebtName {
  /** Its code in the list of claim types. */
  readonly type: string;
  /** The benefit that is to be repaid; null for everything else. */
  readonly benefit: string | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** How many periods it is for, where there are days between them; absent = one. */
  readonly apart?: number;
  /** In the source's own words. */
  readonly description: string | null;
  /** The debt itself, or only interest and fees that are left of it. */
  readonly of: 'all' | 'charges';
}

/** One debt as the overview shows it: a claim with its interest and fees. */
export interface DebtLine {
  /** The main claims that it is about: more than one where months of a benefit stand in one line. */
  readonly mains: readonly ClaimNumber[];
  /** Every claim that it holds. */
  readonly claims: readonly ClaimNumber[];
  readonly name: DebtName;
  readonly from: { readonly system: string; readonly reference: string };
  /** To be paid to us. */
  readonly left: Ore;
  /** To be paid to Gældsstyrelsen. */
  readonly atRecovery: Ore;
  /** Until when; null = no day is set. */
  readonly by: PlainDate | null;
  /** Null = what decides it cannot be read. */
  readonly state: ClaimState | null;
  readonly next: NextEvent;
  /** Null = what decides it cannot be read. */
  readonly mayPay: MayPay | null;
  /** The reader is paying it on the web; null = not. */
  readonly underWay: UnderWay | null;
  /** It rests, may be paid, and bears interest until it is. */
  readonly bearsInterest: boolean;
  /** Another amount of ours may pay it: who would pay it asks first. */
  readonly askFirst: boolean;
  /** A plan of the reader's own runs about it, also while it rests. */
  readonly hasOwnPlan: boolean;
  /** The plan by which it was to be paid is over, and it is to be paid at once; null = there was none. */
  readonly planEnded: EndedPlan | null;
  /** It is asked for, or will be, and a plan can be made of it where the municipality offers that on its type. */
  readonly mayPlan: boolean;
  /** Others must sign a plan for the reader, or with them. */
  readonly othersMustSign: boolean;
  /** The reader has asked to pay it in another way, and it rests no longer for the answer. */
  readonly wishWaits: boolean;
  /**
   * A complaint that it is to be repaid is not decided: the reader's (`own`), for which it is not sent to Gældsstyrelsen either
   * (`own-kept`); or perhaps another's who owes it, and it is not sent (`kept`). Null = there is none, or nothing follows from it.
   */
  readonly complaint: 'own' | 'own-kept' | 'kept' | null;
  /** What else the instalments pay that it is paid by: their amount is for all of it. */
  readonly paidWith: readonly Pick<DebtLine, 'name' | 'from'>[];
  /** Others owe it too. */
  readonly joint: boolean;
  /** The lines that this one stands for; empty = it stands for itself. */
  readonly months: readonly DebtLine[];
}

/** So much by a day that has not passed keeps a plan. */
export interface PlanKeeps {
  readonly amount: Ore;
  /** It is no more than a part of what is missing of the plan. */
  readonly isPart: boolean;
  readonly by: PlainDate;
  /** The debts of the plan. */
  readonly of: readonly Pick<DebtLine, 'name' | 'from'>[];
}

export type NextPayment =
  /** All that is late. `about`: the claims that it is for. `keeps`: what keeps a plan of which something is missing. */
  | (LateSince & {
      readonly kind: 'late';
      readonly amount: Ore;
      readonly about: readonly ClaimNumber[];
      readonly keeps: readonly PlanKeeps[];
      /** All that is late is of one plan, and there is no other: which one is kept need not be said. */
      readonly isOnePlan: boolean;
      /** What falls due first besides; null = nothing does, or it cannot be told. */
      readonly after: { readonly amount: Ore; readonly by: PlainDate } | null;
    })
  | {
      readonly kind: 'next';
      readonly amount: Ore;
      readonly by: PlainDate;
      readonly about: readonly ClaimNumber[];
    }
  /** Nothing is asked for, but interest is added to so much. */
  | { readonly kind: 'waiting'; readonly amount: Ore }
  | { readonly kind: 'nothing-now' }
  | { readonly kind: 'not-known' };

export interface CitizenOverview {
  readonly asOf: PlainDate;
  /** Owed to us; the sum of all that is left in the groups. */
  readonly owed: Ore;
  /** Null = it cannot be told now. */
  readonly atRecovery: Ore | null;
  /** Interest that has run up to now, and is not posted yet: it is owed besides. */
  readonly interestRun: Ore;
  readonly held: Ore;
  readonly onItsWayBack: Ore;
  readonly owedBack: Ore;
  /** What is being paid on the web. */
  readonly underWay: readonly UnderWay[];
  readonly next: NextPayment;
  /** Those that hold anything, in their order. */
  readonly groups: readonly { readonly group: Group; readonly debts: readonly DebtLine[] }[];
  readonly down: readonly BookPart[];
}
