import type { CprNumber } from '../kernel/cpr-number.ts';
import type { DateRange, PlainDate, YearMonth } from '../kernel/dates.ts';
import type { IncomeReport } from '../law/net-income.ts';

/**
 * What the facts room needs from the outside, in its own words. `outside/` answers over the real protocols and never
 * throws for outside trouble: an answer that was not obtained says why.
 */
export interface IncomeRegister {
  /** The reports of one person whose pay date lies in `from`–`to`, as the register knows them at `at`. */
  incomeOf(
    cpr: CprNumber,
    from: YearMonth,
    to: YearMonth,
    at: Temporal.Instant,
  ): Promise<Answer<readonly IncomeReport[]>>;
}

export interface PersonRegister {
  personOf(cpr: CprNumber, at: Temporal.Instant): Promise<Answer<PersonRecord>>;
}

export interface BenefitRegister {
  /** The benefits granted to one person for some part of the last year, current and ended. */
  benefitsOf(cpr: CprNumber, at: Temporal.Instant): Promise<Answer<readonly BenefitGrant[]>>;
}

export type Answer<T> =
  | { readonly state: 'answered'; readonly value: T; readonly evidence: Evidence }
  | {
      readonly state: 'not-obtained';
      readonly reason: NotObtainedReason;
      readonly evidence: Evidence | null;
    };

/** Why an answer was not obtained. `detail` is for operators and never holds personal data. */
export interface NotObtainedReason {
  readonly tag:
    | 'unavailable' // connection refused, HTTP 5xx, service closed
    | 'too-slow' // no answer within the bound
    | 'refused' // the register refused the question (no agreement, too large …)
    | 'malformed' // not XML, or not valid
    | 'other-person' // the answer is about somebody else
    | 'unknown-person'; // the register does not know the number
  readonly detail: string;
}

/** The message as it came, kept as evidence. */
export interface Evidence {
  /** The transaction id that we gave the question (UUID). */
  readonly messageId: string;
  readonly receivedAt: Temporal.Instant;
  readonly body: string;
}

export interface PersonRecord {
  readonly cpr: CprNumber;
  /** Differs from `cpr` when the person has got a new number. */
  readonly currentCpr: CprNumber;
  readonly name: string;
  readonly born: PlainDate | null;
  /** CPR status: 1 and 3 live in Denmark, 5 and 7 in Greenland, 20 administrative, 30/50/60 no longer valid, 70 missing, 80 abroad, 90 dead. */
  readonly status: number;
  readonly statusFrom: PlainDate | null;
  /** Lines of the address below the name, empty when there is none. */
  readonly address: readonly string[];
  readonly municipality: string | null;
  readonly addressProtected: boolean;
  readonly guardianship: 'full' | 'partial' | null;
  readonly digitalPost: boolean;
  readonly spouse: CprNumber | null;
  readonly children: readonly { readonly cpr: CprNumber | null; readonly born: PlainDate | null }[];
  /** The register's own count of children under 18; a check on `children`. */
  readonly childrenUnder18: number;
}

export interface BenefitGrant {
  /** Danish name as in statute/benefits.json, in lower case; unknown names are kept as they came. */
  readonly name: string;
  readonly period: DateRange;
}
