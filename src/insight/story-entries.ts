import type { LessBecause } from '../agreements/instalment-limit.ts';
import type { DebtorState } from '../agreements/state-machine.ts';
import type { AgreedTerms, ChangeKind, Consequence, Found, Terms } from '../agreements/types.ts';
import type { WorkItemKind } from '../agreements/work-items.ts';
import type { ClaimName } from '../claims/claim-names.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import type { PersonChange } from '../debtors/history.ts';
import type { RepresentativeKind, RepresentativeMode } from '../debtors/representatives.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { ClaimState } from '../law/claim-state.ts';
import type { RefundReason } from '../ledger/refunds.ts';
import type { DeliveryChannel } from '../letters/delivery-types.ts';
import type { LetterKind } from '../letters/model.ts';
import type { Channel } from '../payments/types.ts';
import type { BillFact, CourseFact, EndingFact, RecoveryFact, WishFact } from './story-bill-facts.ts';

/** A debtor's story: everything that has happened, oldest first, and how it stands. No sentences: those are the reader's. */
export interface DebtorStory {
  readonly debtor: DebtorNumber;
  readonly entries: readonly StoryEntry[];
  readonly standing: StoryStanding;
}

export interface StoryStanding {
  /** Of repayment under chapter 12; null = the debtor owes, and has owed, none. */
  readonly state: DebtorState | null;
  /** What is in force; null = nothing. */
  readonly terms: AgreedTerms | null;
  readonly owed: Ore;
  /** Asked for by instalments and not paid. */
  readonly due: Ore;
  /** The part of what is owed that stands on bills, interest and fees. */
  readonly bills: Ore;
  /** No part of what is owed here. */
  readonly atRecovery: Ore;
  /** Held for the debtor. */
  readonly overpaid: Ore;
  /** Given back to the debtor of payments that were taken back from us since; no part of what is owed here. */
  readonly owedBack: Ore;
  /** Those with something left, by the source system's name. */
  readonly claims: readonly StandingClaim[];
}

export interface StandingClaim {
  readonly claim: ClaimName;
  /** Its code in the list of claim types. */
  readonly type: string;
  readonly state: ClaimState;
  readonly balance: Ore;
  readonly atRecovery: Ore;
}

/** One thing that happened on a day. Amounts are øre; decisions are named as letters print them. */
export type StoryEntry = { readonly on: PlainDate } & StoryFact;

export type StoryFact =
  | ClaimFact
  | FindingFact
  | DecisionFact
  | DemandFact
  | LetterFact
  | MoneyFact
  | PersonFact
  | BillFact
  | CourseFact
  | WishFact
  | RecoveryFact
  | EndingFact
  | {
      readonly what: 'work-item';
      readonly kind: WorkItemKind;
      readonly month: YearMonth;
      readonly about: string | null;
    }
  | { readonly what: 'looked'; readonly actor: string; readonly purpose: string; readonly about: string };

export type ClaimFact =
  | { readonly what: 'claims-raised'; readonly claims: readonly RaisedClaim[]; readonly total: Ore }
  | {
      readonly what: 'claim-corrected';
      readonly claim: ClaimName;
      readonly before: Ore;
      readonly after: Ore;
      readonly reason: string;
      readonly decidedOn: PlainDate;
    }
  | { readonly what: 'claim-ended'; readonly claim: ClaimName; readonly kind: LiabilityEndKind };

export interface RaisedClaim {
  readonly claim: ClaimName;
  readonly benefit: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: Ore;
  /** Two are liable for it together. */
  readonly joint: boolean;
}

export type FindingFact = {
  readonly what: 'month';
  readonly month: YearMonth;
  /** 0 = the month's run; from 1 = looked at again. */
  readonly ordinal: number;
  readonly outcome: Found['outcome'];
  readonly reason: Found['reason'];
  readonly monthly: Ore | null;
  readonly consequence: Consequence;
};

export type DecisionFact = { readonly decision: string } & (
  | {
      readonly what: 'proposed';
      readonly change: ChangeKind;
      readonly before: Terms | null;
      readonly after: Terms;
      /** The caseworker who proposed it; null = the run. */
      readonly by: string | null;
      readonly because: string | null;
    }
  | { readonly what: 'asked'; readonly kind: 'hearing' | 'income-request'; readonly deadline: PlainDate }
  | { readonly what: 'answered'; readonly answer: string; readonly reply: string | null }
  | { readonly what: 'not-answered' }
  | {
      readonly what: 'decided';
      /** `automatic`, or the person. */
      readonly by: string;
      /** Approved with others at once. */
      readonly together: boolean;
      readonly after: Terms;
      readonly firstDue: PlainDate | null;
    }
  | { readonly what: 'in-force'; readonly from: PlainDate; readonly terms: Terms }
  | { readonly what: 'withdrawn' | 'reversed'; readonly by: string; readonly why: string }
  | {
      readonly what: 'agreement-ended';
      readonly why: 'paid' | 'lapsed' | 'freed' | 'cancelled' | 'defaulted';
    }
);

/** What followed when instalments were not paid. */
export type DemandFact =
  | {
      readonly what: 'demanded';
      /** The first and the last due date that was not paid. */
      readonly from: PlainDate;
      readonly until: PlainDate;
      readonly missed: Ore;
    }
  | { readonly what: 'demand-closed'; readonly how: 'paid' | 'unable' | 'withdrawn' }
  | { readonly what: 'default-ended'; readonly why: string }
  /** From a day on so many claims may be sent to Gældsstyrelsen. */
  | { readonly what: 'cleared-for-transfer'; readonly from: PlainDate; readonly claims: number };

export type LetterFact = {
  readonly what: 'letter-made' | 'letter-sent' | 'letter-arrived' | 'letter-returned' | 'letter-failed';
  readonly letter: string;
  readonly kind: LetterKind;
  /** 0 = the debtor; from 1 the representative of that number. */
  readonly recipient: number;
  readonly role: 'addressee' | 'copy';
  /** Null when it was made: the ways come after. */
  readonly channel: DeliveryChannel | null;
};

export type MoneyFact =
  | {
      readonly what: 'instalment';
      readonly due: PlainDate;
      /** 0 = passed over. */
      readonly amount: Ore;
      readonly lessBecause: LessBecause | null;
    }
  | { readonly what: 'instalment-taken-back'; readonly due: PlainDate; readonly amount: Ore }
  | {
      readonly what: 'payment';
      readonly payment: string;
      readonly amount: Ore;
      readonly channel: Channel;
      readonly covered: readonly { readonly claim: ClaimName; readonly amount: Ore }[];
      readonly overpaid: Ore;
    }
  | {
      readonly what: 'set-off';
      readonly number: string;
      /** What the payout was for. */
      readonly payoutFor: string;
      readonly amount: Ore;
    }
  | { readonly what: 'payment-taken-back'; readonly payment: string; readonly amount: Ore }
  | {
      readonly what: 'refund';
      readonly amount: Ore;
      readonly why: RefundReason;
      readonly about: string;
      readonly closedOn: PlainDate | null;
    }
  | {
      readonly what: 'refund-order';
      readonly order: string;
      readonly amount: Ore;
      readonly step: 'proposed' | 'approved' | 'sent' | 'paid' | 'rejected';
      /** Null where it is not a person's step. */
      readonly by: string | null;
    };

export type PersonFact =
  | { readonly what: 'person'; readonly change: PersonChange }
  | {
      readonly what: 'represented';
      readonly number: number;
      readonly kind: RepresentativeKind;
      readonly mode: RepresentativeMode;
      readonly from: PlainDate;
      readonly to: PlainDate | null;
    }
  | {
      readonly what: 'income-stated';
      /** Null: what was stated is taken back. */
      readonly netIncomeYear: Ore | null;
      readonly from: YearMonth;
      readonly to: YearMonth;
      readonly evidence: string;
    };
