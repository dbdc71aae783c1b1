import type { PlainDate } from '../../kernel/dates.ts';
import type { BenefitGrant } from '../../facts/ports.ts';
import type { ReportOnTheWire } from '../../outside/eindkomst/answer.ts';
import type { CaseName } from './case-names.ts';
import type { Horizon } from './calendar.ts';
import type { Dice } from './dice.ts';

/** The municipality whose debtors are invented. */
export interface DemoMunicipality {
  readonly code: string;
  readonly cvr: string;
  /** The number under which it pays benefits. */
  readonly seNumber: string;
}

/** What every part of the invented world needs to know. */
export interface Setting extends Horizon {
  readonly municipality: DemoMunicipality;
}

/** A report to the income register, and since when the register has it. */
export interface RegisteredReport {
  readonly report: ReportOnTheWire;
  /** Null: reported in time, with the pay. */
  readonly knownFrom: PlainDate | null;
}

/** What somebody lives on. */
export interface Livelihood {
  readonly reports: readonly RegisteredReport[];
  readonly grants: readonly BenefitGrant[];
}

/** A benefit case whose help must be repaid. */
export interface AccountPlan {
  /** Null: the help still runs. */
  readonly helpStopped: PlainDate | null;
  readonly benefit?: string;
  readonly paragraph?: string;
  /** A plan was fixed after the decision, is kept and still in force: part of the oldest claim has been paid. */
  readonly planKept?: boolean;
  /** The day the municipality first knew, where that was later than the end of the help. */
  readonly knownFrom?: PlainDate;
  readonly complaintPending?: boolean;
  /** The spouse is liable too. */
  readonly joint?: boolean;
  readonly partClaims?: boolean;
}

export interface Life {
  readonly livelihood: Livelihood;
  readonly accounts: readonly AccountPlan[];
}

/** What is special about a person in the CPR register; everything left out is ordinary. */
export interface PersonTraits {
  readonly age: readonly [from: number, to: number];
  /** Birth dates of the children, also of grown ones. */
  readonly children?: readonly PlainDate[];
  readonly digitalPost?: boolean;
  readonly addressProtected?: boolean;
  readonly guardianship?: 'full' | 'partial';
  /** Married to somebody who owes nothing. */
  readonly married?: boolean;
  readonly livesElsewhere?: boolean;
  readonly diedOn?: PlainDate;
  readonly emigratedOn?: PlainDate;
  readonly missingFrom?: PlainDate;
  readonly newNumberOn?: PlainDate;
  /** By how many the register's count of children differs from the children it lists. */
  readonly miscounted?: number;
}

/** A kind of debtor: the cases it shows, and how to make one. */
export interface Situation {
  readonly cases: readonly CaseName[];
  readonly traits: (dice: Dice) => PersonTraits;
  readonly life: (dice: Dice, setting: Setting) => Life;
}

/** One debtor, or two that are married to each other and liable together; they share home and children. */
export type Household = readonly [Situation] | readonly [Situation, Situation];
