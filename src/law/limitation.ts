import { addMonths, addYears, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { nextOpenDay } from './closing-days.ts';

/** What the limitation (forældelse) of a claim is counted from. Lapse (bortfald) is another thing: lapse.ts. */
export type LimitationBasis =
  /** 3 years from the due date, or from the last timely day where law or agreement gave a later one (§§ 2–3). */
  | { readonly kind: 'ordinary'; readonly due: PlainDate; readonly srb: PlainDate | null }
  /** 3 years from the origin: an ordinary bill (CFFAKTU), by Gældsstyrelsen's claim-type document. */
  | { readonly kind: 'from-origin'; readonly origin: PlainDate }
  /** 10 years: debt instrument, written acknowledgement of existence and amount, settlement, judgment, endorsed demand (§ 5, stk. 1). */
  | { readonly kind: 'special-basis'; readonly on: PlainDate }
  /** Interest and fees: 3 years from their own due date (§ 5, stk. 2), but never longer than the main claim (§ 23, stk. 2). */
  | { readonly kind: 'charge'; readonly due: PlainDate; readonly mainUntil: PlainDate | null };

/** What starts a new period, by the day it did. */
export type Interruption =
  | {
      readonly kind: 'acknowledged';
      readonly on: PlainDate;
      /** In writing, of both: then 10 years (§ 5, stk. 1, nr. 1); otherwise the period as it was (§ 15). */
      readonly existenceAndAmount: boolean;
      /** For a minor both holders of custody must sign; an acknowledgement that lacks one interrupts nothing. */
      readonly byAllWhoMust: boolean;
    }
  /** By agreement nothing could be demanded before that day: the period runs from there (§§ 2-3). */
  | { readonly kind: 'agreed-day'; readonly on: PlainDate }
  /** A judgment or a settlement: 10 years (§ 5, stk. 1). */
  | { readonly kind: 'judgment' | 'settlement'; readonly on: PlainDate }
  /** Court (§ 16), filing in an estate (§ 17), distraint or wage withholding or set-off told by Gældsstyrelsen (§ 18). */
  | {
      readonly kind: 'court' | 'insolvency-filing' | 'distraint' | 'recovery-step' | 'set-off';
      readonly on: PlainDate;
    }
  /** Received by Gældsstyrelsen (gældsinddrivelsesloven § 18 a); `civil`: a civil claim of the municipality keeps its 10 years. */
  | {
      readonly kind: 'recovery-received';
      readonly on: PlainDate;
      readonly system: 'psrm' | 'other';
      readonly civil: boolean;
    };

export interface Limitation {
  /** The last day: time-barred when it has passed. Moved to the next open day (§ 27). */
  readonly until: PlainDate;
  /** The day the running period is counted from; it does not count itself. */
  readonly from: PlainDate;
  readonly years: 2 | 3 | 5 | 10;
}

/**
 * When a claim is time-barred (forældelsesloven). Interruptions count in the order of their days, each only if the claim was not
 * time-barred by then, and none shortens. A set-off interrupts for what is left of the claim, which is what is asked about.
 */
export function limitationUntil(basis: LimitationBasis, interruptions: readonly Interruption[]): Limitation {
  let standing = fromBasis(basis);
  for (const interruption of interruptions.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    // § 5, stk. 2: interest and fees that fall due later keep their own three years, whatever gave the main claim ten.
    if (basis.kind === 'charge' && interruption.on < basis.due) continue;
    standing = interruptedBy(standing, interruption);
  }
  if (basis.kind !== 'charge' || basis.mainUntil === null || standing.until <= basis.mainUntil)
    return standing;
  return { ...standing, until: basis.mainUntil };
}

/**
 * A period after what interrupted it, of a claim of any level; the same one where it had run out by then, or would end no later
 * (forældelsesloven §§ 15-19).
 */
export function interruptedBy(standing: Limitation, interruption: Interruption): Limitation {
  if (interruption.on > standing.until) return standing;
  const next = after(interruption, standing);
  // § 18 a, stk. 4 takes ten years down to three; nothing else ends earlier than it stood.
  const counts = next !== null && (next.until > standing.until || interruption.kind === 'recovery-received');
  return counts ? next : standing;
}

/** Whether a claim, interest or a fee has ended by time on a day: its last day has passed. Asked wherever something is collected. */
export function isTimeBarred({ until }: Pick<Limitation, 'until'>, day: PlainDate): boolean {
  return until < day;
}

/**
 * The last day on which a property claim has priority (fortrinsret): 2 years and 3 months after it fell due, not moved
 * (amtstueforordningen § 2). The claim itself lives on.
 */
export function priorityUntil(due: PlainDate): PlainDate {
  const years = addYears(due, 2);
  return dayOfMonth(addMonths(monthOf(years), 3), Number(due.slice(8)));
}

function fromBasis(basis: LimitationBasis): Limitation {
  switch (basis.kind) {
    case 'ordinary':
      return limitationPeriod(basis.srb !== null && basis.srb > basis.due ? basis.srb : basis.due, 3);
    case 'from-origin':
      return limitationPeriod(basis.origin, 3);
    case 'special-basis':
      return limitationPeriod(basis.on, 10);
    case 'charge':
      return limitationPeriod(basis.due, 3);
    default:
      return unreachable(basis);
  }
}

/** § 27: the same day so many years later; a day that the month lacks is its last; closing days move it. */
export function limitationPeriod(from: PlainDate, years: Limitation['years']): Limitation {
  return { until: nextOpenDay(addYears(from, years)), from, years };
}

/** The period after an interruption (§ 19); null: it starts none. */
function after(interruption: Interruption, standing: Limitation): Limitation | null {
  const { kind, on } = interruption;
  switch (kind) {
    case 'acknowledged':
      if (!interruption.byAllWhoMust) return null;
      return limitationPeriod(on, interruption.existenceAndAmount ? 10 : standing.years);
    case 'judgment':
    case 'settlement':
      return limitationPeriod(on, 10);
    case 'agreed-day':
    case 'court':
    case 'insolvency-filing':
    case 'distraint':
    case 'recovery-step':
    case 'set-off':
      return limitationPeriod(on, standing.years);
    case 'recovery-received':
      return atRecovery(interruption, standing);
    default:
      return unreachable(kind);
  }
}

// GIL § 18 a, stk. 1: no period runs before these days, so nothing is time-barred before 21 November three years later.
const EARLIEST_START = { psrm: '2021-11-20', other: '2027-11-20' } as const;

/** At Gældsstyrelsen: 3 years from receipt at the earliest (stk. 7), 3 also where it was longer (stk. 4), save for civil claims. */
function atRecovery(
  { on, system, civil }: Extract<Interruption, { kind: 'recovery-received' }>,
  standing: Limitation,
): Limitation {
  const earliest = EARLIEST_START[system] as PlainDate; // two days of the calendar
  const begins = on > earliest ? on : earliest;
  // What was longer is counted from its own day where that comes after the receipt.
  const shortens = !civil && standing.years > 3;
  const received = limitationPeriod(shortens && standing.from > begins ? standing.from : begins, 3);
  return !shortens && standing.until > received.until ? standing : received;
}

/** Whole days left on a day; 0 on the last one, negative when it is time-barred. */
export function daysLeft({ until }: Limitation, day: PlainDate): number {
  return Temporal.PlainDate.from(day).until(until).days;
}
