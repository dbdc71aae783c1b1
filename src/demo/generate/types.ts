import type { ClaimRow } from '../../claims/columns.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { DebtorNumber } from '../../kernel/ids.ts';
import type { BenefitGrant } from '../../facts/ports.ts';
import type { ReportOnTheWire } from '../../outside/eindkomst/answer.ts';
import type { DemoEvent, DemoRepresentative, LetterFate } from '../events.ts';
import type { CaseName } from './case-names.ts';
import type { Horizon } from './calendar.ts';
import type { Dice } from './dice.ts';

/** The municipality whose debtors are invented. */
export interface DemoMunicipality {
  readonly code: string;
  readonly cvr: string;
  /** The number under which it pays benefits. */
  readonly seNumber: string;
  /** The day of the month on which its instalments fall due (31 = the last day); left out: the 1st. */
  readonly dueDay?: number;
  /** Whether it hears its citizens before it decides; left out: no. */
  readonly hears?: boolean;
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
  /** The very day, where the age alone is not enough. */
  readonly born?: PlainDate;
  /** Birth dates of the children, also of grown ones. */
  readonly children?: readonly PlainDate[];
  readonly digitalPost?: boolean;
  readonly addressProtected?: boolean;
  readonly addressProtectedFrom?: PlainDate;
  readonly guardianship?: 'full' | 'partial';
  /** Married to somebody who owes nothing. */
  readonly married?: boolean;
  /** The other parent of the children, unmarried and in a home of their own. */
  readonly livesApart?: boolean;
  readonly livesElsewhere?: boolean;
  /** The day of moving to another municipality. */
  readonly movesOutOn?: PlainDate;
  /** The day of taking another surname. */
  readonly newNameOn?: PlainDate;
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
  readonly story?: Story;
}

/** What the registers do not know about a debtor and their letters, payments and dealings with the municipality. */
export interface Story {
  /**
   * `as-asked`: every instalment; `mostly`: as most people do; `everything`: the whole debt at once, `too-much`: more than
   * that. Left out: nothing is paid.
   */
  readonly pays?: 'as-asked' | 'mostly' | 'everything' | 'too-much';
  /** The first day on which instalments are no longer paid; left out: all are. */
  readonly paysUntil?: PlainDate;
  readonly representatives?: (told: Told) => readonly Omit<DemoRepresentative, 'debtor'>[];
  /** What becomes of the letters, where they do not simply arrive. */
  readonly letters?: LetterFate;
  readonly happens?: (told: Told) => readonly DemoEvent[];
}

/** The debtor of whom a story is told. */
export interface Told {
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimRow[];
  readonly setting: Setting;
  readonly dice: Dice;
}

/** One debtor, or two: married to each other, with home and children in common, or parents who live apart. */
export type Household = readonly [Situation] | readonly [Situation, Situation];
