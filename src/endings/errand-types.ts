import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';

export const errandKinds = ['death', 'bankruptcy', 'debt-relief'] as const;
export type ErrandKind = (typeof errandKinds)[number];

/**
 * How an errand ended. Death: `estate-insolvent` (boudlæg) and `part-paid` leave nobody liable for the rest; in an undivided
 * estate the spouse is, after a private division the heirs. Bankruptcy: `dividend`. Debt relief: `relieved`.
 */
export const outcomes = [
  'paid',
  'part-paid',
  'estate-insolvent',
  'undivided-estate',
  'private-division',
  'dividend',
  'relieved',
  'closed-without',
  'mistake',
] as const;
export type ErrandOutcome = (typeof outcomes)[number];

/** What is to be done when a debtor has died, is bankrupt, or is relieved of debt. */
export interface Errand {
  /** The debtor's number and its place among the debtor's errands. */
  readonly number: bigint;
  readonly kind: ErrandKind;
  readonly debtor: DebtorNumber;
  /** The day of death or of the decree; of debt relief, the day the court opened the case. What arose before it belongs to the errand. */
  readonly beganOn: PlainDate;
  readonly openedOn: PlainDate;
  /** The call to creditors (proklama), and the last day to file. */
  readonly announcedOn: PlainDate | null;
  readonly fileBy: PlainDate | null;
  readonly filed: {
    /** The first time; a provisional filing is made final later. */
    readonly firstOn: PlainDate;
    readonly on: PlainDate;
    readonly how: 'provisional' | 'final';
    readonly amount: Ore;
  } | null;
  /** After a provisional filing. */
  readonly finalBy: PlainDate | null;
  /** When the executor last rejected claims. */
  readonly rejectedOn: PlainDate | null;
  /** After a rejection, until it has been sued or the claims were given up. */
  readonly sueBy: PlainDate | null;
  /** What became of the last rejection. */
  readonly sued: { readonly on: PlainDate; readonly how: 'sued' | 'waived' } | null;
  /** Claims have come since the final filing, and are not filed. */
  readonly unfiledSince: PlainDate | null;
  readonly outcome: ErrandOutcome | null;
  /** Of relief: what is still owed of each claim, in hundredths of a percent. */
  readonly kept: number | null;
  readonly closedOn: PlainDate | null;
}
