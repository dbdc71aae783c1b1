import type { SetOffRegistration } from '../claims/set-off-registrations.ts';
import type { Arrangement, ArrangementState } from '../arrangements/types.ts';
import type { ClaimName } from '../claims/claim-names.ts';
import type { RecoveryState } from '../collection/types.ts';
import type { CourseEnd } from '../dunning/course.ts';
import type { Errand } from '../endings/errand-types.ts';
import type { WriteOff } from '../endings/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { HoldReason } from '../law/holds.ts';
import type { ActionCode } from '../law/psrm-codes.ts';
import type { About } from '../messages/types.ts';
import type { Objection } from '../objections/types.ts';

/** Bills, and the interest and fees of claims. Amounts are øre. */
export type BillFact =
  | {
      readonly what: 'bill-raised';
      readonly claim: ClaimName;
      /** Its code in the list of claim types. */
      readonly type: string;
      /** Null where no source gives one. */
      readonly typeName: string | null;
      readonly description: string | null;
      readonly due: PlainDate | null;
      readonly amount: Ore;
      readonly joint: boolean;
      /** The BFE number of the property that it is about. */
      readonly property: string | null;
      /** The last day of its priority in the property; null = it has none. */
      readonly priorityUntil: PlainDate | null;
    }
  | {
      /** The property that claims are about has got another owner. */
      readonly what: 'owner-changed';
      readonly property: string;
      readonly note: string;
      readonly claims: readonly ClaimName[];
    }
  | {
      readonly what: 'charged';
      readonly kind: 'interest' | 'fee' | 'returned';
      /** What it is charged on. */
      readonly main: ClaimName;
      readonly from: PlainDate;
      readonly to: PlainDate;
      readonly amount: Ore;
      /** What it amounts to now; 0 = it has fallen away. */
      readonly stands: Ore;
    };

/** How an unpaid bill was followed up besides letters, and what let it rest. */
export type CourseFact =
  | { readonly what: 'bill-defaulted' | 'transfer-proposed' | 'bill-cleared'; readonly claim: ClaimName }
  | { readonly what: 'transfer-approved'; readonly claim: ClaimName; readonly by: string }
  | { readonly what: 'course-ended'; readonly claim: ClaimName; readonly as: CourseEnd }
  | {
      readonly what: 'held';
      readonly reason: HoldReason;
      readonly claims: readonly ClaimName[];
      readonly reviewOn: PlainDate;
    }
  | { readonly what: 'hold-lifted'; readonly reason: HoldReason; readonly claims: readonly ClaimName[] };

/** What the debtor said against bills, and asked for about them. */
export type WishFact =
  | {
      readonly what: 'objected';
      readonly objection: string;
      readonly against: Objection['against'];
      readonly words: string;
      readonly claims: readonly ClaimName[];
    }
  | {
      readonly what: 'objection-answered';
      readonly objection: string;
      readonly outcome: NonNullable<Objection['answered']>['outcome'];
      readonly words: string;
      readonly by: string;
    }
  /** A complaint or papers, on the citizens' pages; what else is written there is an objection, or an answer to a hearing. */
  | {
      readonly what: 'wrote';
      readonly message: string;
      readonly about: Extract<About, { readonly kind: 'complaint' | 'documentation' }>;
      readonly words: string;
      readonly files: number;
    }
  | {
      readonly what: 'wrote-ended';
      readonly message: string;
      /** What the citizen was told; null = they have taken it back. */
      readonly words: string | null;
    }
  | {
      readonly what: 'arrangement-asked';
      readonly arrangement: string;
      readonly terms: Arrangement['terms'];
      readonly owed: Ore;
      readonly state: ArrangementState;
    }
  | { readonly what: 'arrangement-missed'; readonly arrangement: string }
  | {
      readonly what: 'arrangement-ended';
      readonly arrangement: string;
      readonly state: ArrangementState;
      readonly why: string;
    };

/** Claims on their way to Gældsstyrelsen, there, and back. */
export type RecoveryFact =
  | {
      readonly what: 'recovery-told';
      readonly code: ActionCode;
      readonly reason: string | null;
      readonly claims: readonly ClaimName[];
      /** Null where the action has no amount of its own. */
      readonly amount: Ore | null;
    }
  | {
      readonly what: 'recovery-answered';
      readonly code: ActionCode;
      readonly answer: 'done' | 'rejected' | 'cancelled' | 'hearing';
      readonly errors: readonly string[];
      readonly claims: readonly ClaimName[];
    }
  | {
      readonly what: 'recovery-standing';
      readonly state: Extract<RecoveryState, 'received' | 'recalled' | 'returned'>;
      readonly claim: ClaimName;
      readonly why: string | null;
      /** Covered by the authority until now. */
      readonly covered: Ore;
    }
  | {
      /** Collected here all the time. */
      readonly what: 'set-off-registration';
      readonly state: Extract<SetOffRegistration['state'], 'registered' | 'ended' | 'returned' | 'rejected'>;
      readonly claim: ClaimName;
      readonly why: string | null;
      /** Set off by the state until now. */
      readonly covered: Ore;
    };

/** Errands and losses. */
export type EndingFact =
  | {
      readonly what: 'errand-opened';
      readonly errand: string;
      readonly kind: Errand['kind'];
      readonly beganOn: PlainDate;
    }
  | { readonly what: 'errand-announced'; readonly errand: string; readonly fileBy: PlainDate | null }
  | { readonly what: 'errand-filed'; readonly errand: string; readonly filed: NonNullable<Errand['filed']> }
  | {
      readonly what: 'errand-closed';
      readonly errand: string;
      readonly outcome: NonNullable<Errand['outcome']>;
    }
  | {
      readonly what: 'loss-proposed' | 'loss-booked';
      readonly claim: ClaimName;
      readonly reason: WriteOff['reason'];
      readonly amount: Ore;
      /** A person, or the job. */
      readonly by: string;
    }
  | {
      readonly what: 'loss-reversed';
      readonly claim: ClaimName;
      readonly reason: WriteOff['reason'];
      readonly amount: Ore;
    };
