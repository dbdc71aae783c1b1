import { addDays, addMonths, firstDayOf, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import type { Dice } from '../generate/dice.ts';

/**
 * Lives, month by month, drawn from dice: what people earn, receive, say and complain of, and how they pay. The three
 * years of `demo play` and the property tests draw from the same source, at their own odds.
 */
export interface MonthOfLife {
  /** Net pay; null = nothing is reported. */
  readonly net: number | null;
  readonly receives: string | null;
  readonly dead: boolean;
  /** The income register does not answer about this debtor. */
  readonly unanswered: boolean;
  /** In their order. */
  readonly events: readonly LifeEvent[];
}

export type LifeEvent =
  | { readonly do: 'pays'; readonly kroner: number }
  /** The source corrects the debtor's claim of that place to so many percent of what it was first; 0 = withdrawn. */
  | { readonly do: 'claim-corrected'; readonly place: number; readonly percent: number }
  | { readonly do: 'new-claim'; readonly kroner: number }
  /** The register tells otherwise about the pay of so many months ago. */
  | { readonly do: 'income-corrected'; readonly monthsAgo: number; readonly net: number }
  | { readonly do: 'documents-income'; readonly netYear: number }
  | { readonly do: 'complaint-upheld' }
  | { readonly do: 'caseworker-amount'; readonly kroner: number }
  | { readonly do: 'looked-at-again' }
  | { readonly do: 'answers' };

/** Chances in a hundred: each month, but `dies`, which is for all of the months together. */
export interface LifeOdds {
  readonly payChanges: number;
  readonly benefitChanges: number;
  readonly lowMonth: number;
  readonly dies: number;
  readonly unanswered: number;
  /** That anything happens in a month besides; 100 = the events' own odds alone decide. */
  readonly eventful: number;
  readonly events: Readonly<Record<LifeEvent['do'], number>>;
}

/** As much as can happen: for tests, where a few people must meet everything in two years. */
export const TURBULENT: LifeOdds = {
  payChanges: 15,
  benefitChanges: 8,
  lowMonth: 7,
  dies: 12,
  unanswered: 3,
  eventful: 100,
  events: {
    pays: 35,
    'claim-corrected': 4,
    'new-claim': 2,
    'income-corrected': 5,
    'documents-income': 3,
    'complaint-upheld': 4,
    'caseworker-amount': 4,
    'looked-at-again': 4,
    answers: 15,
  },
};

/** More as people live: most months nothing happens. They pay by temperament, and answer when they are asked. */
export const ORDINARY: LifeOdds = {
  payChanges: 3,
  benefitChanges: 2,
  lowMonth: 2,
  dies: 3,
  unanswered: 0,
  eventful: 6,
  events: {
    pays: 0,
    'claim-corrected': 4,
    'new-claim': 8,
    'income-corrected': 0,
    'documents-income': 6,
    'complaint-upheld': 4,
    'caseworker-amount': 4,
    'looked-at-again': 4,
    answers: 0,
  },
};

const LEVELS = [null, 9_000, 11_000, 13_000, 15_000, 18_000, 21_000, 23_000, 26_000, 40_000] as const;

export interface LifeWanted {
  readonly months: number;
  readonly odds: LifeOdds;
  /** On help when it begins; left out: drawn. */
  readonly onHelp?: boolean;
}

/** So many months of a life; the same dice give the same one. */
export function monthsOfLife(dice: Dice, { months: count, odds, onHelp }: LifeWanted): MonthOfLife[] {
  const months: MonthOfLife[] = [];
  let level = dice.whole(1, LEVELS.length - 1);
  let receives: string | null = (onHelp ?? dice.chance(20)) ? 'kontanthjælp' : null;
  const diesIn = dice.chance(odds.dies) ? dice.whole(3, count) : count;
  for (let each = 0; each < count; each += 1) {
    if (dice.chance(odds.payChanges)) level = dice.whole(0, LEVELS.length - 1);
    if (dice.chance(odds.benefitChanges)) receives = receives === null ? 'kontanthjælp' : null;
    // A single low month now and then.
    const net = dice.chance(odds.lowMonth) ? 7_000 : (LEVELS[level] ?? null);
    const [dead, unanswered] = [each >= diesIn, dice.chance(odds.unanswered)];
    months.push({ net, receives, dead, unanswered, events: eventsOf(dice, odds) });
  }
  return months;
}

function eventsOf(dice: Dice, { eventful, events: odds }: LifeOdds): LifeEvent[] {
  if (eventful < 100 && !dice.chance(eventful)) return [];
  const events: LifeEvent[] = [];
  if (dice.chance(odds.pays))
    events.push({ do: 'pays', kroner: dice.pick([50, 350, 600, 2_100, 2_100, 3_950, 3_950, 20_000]) });
  if (dice.chance(odds['claim-corrected']))
    events.push({ do: 'claim-corrected', place: dice.whole(0, 3), percent: dice.pick([0, 40, 80, 150]) });
  if (dice.chance(odds['new-claim'])) events.push({ do: 'new-claim', kroner: dice.whole(1, 90) * 100 });
  if (dice.chance(odds['income-corrected']))
    events.push({ do: 'income-corrected', monthsAgo: dice.whole(2, 4), net: dice.whole(5, 40) * 1_000 });
  if (dice.chance(odds['documents-income']))
    events.push({ do: 'documents-income', netYear: dice.whole(80, 400) * 1_000 });
  if (dice.chance(odds['complaint-upheld'])) events.push({ do: 'complaint-upheld' });
  if (dice.chance(odds['caseworker-amount']))
    events.push({ do: 'caseworker-amount', kroner: dice.whole(2, 20) * 50 });
  if (dice.chance(odds['looked-at-again'])) events.push({ do: 'looked-at-again' });
  if (dice.chance(odds.answers)) events.push({ do: 'answers' });
  return dice.chance(50) ? events.toReversed() : events;
}

/** How somebody pays what they are asked for, as long as they live. */
export interface Temperament {
  readonly pays: 'in-time' | 'late' | 'half' | 'never' | 'too-much' | 'twice' | 'as-it-comes';
  /** The first day on which nothing more is paid; null = they go on. */
  readonly stopsOn: PlainDate | null;
}

/** Each as often as people are so. */
const TEMPERAMENTS: readonly Temperament['pays'][] = [
  ...(['in-time', 'in-time', 'in-time', 'in-time', 'in-time', 'in-time', 'in-time', 'in-time'] as const),
  ...(['late', 'late', 'half', 'half', 'never', 'never', 'never'] as const),
  ...(['too-much', 'twice', 'as-it-comes', 'as-it-comes'] as const),
];

/** How somebody pays, from a month on and through so many months. */
export function temperamentOf(
  dice: Dice,
  { from, months }: { readonly from: YearMonth; readonly months: number },
): Temperament {
  const pays = dice.pick(TEMPERAMENTS);
  const stops = dice.chance(15);
  const stopsIn = addMonths(from, dice.whole(2, Math.max(3, months)));
  return { pays, stopsOn: stops ? firstDayOf(stopsIn) : null };
}

/** What somebody means to pay of what they are asked for by a due date. */
export interface MeansToPay {
  readonly on: PlainDate;
  /** Of what is unpaid then. */
  readonly percent: number;
  readonly times: 1 | 2;
  /** Whether the payment line is written right, wrong, or left out for the debtor's number. */
  readonly line: 'right' | 'wrong' | 'none';
}

/** What they mean to pay; null = nothing. The dice are those of this debtor and due date. */
export function meansToPay({ pays, stopsOn }: Temperament, due: PlainDate, dice: Dice): MeansToPay | null {
  if (pays === 'never' || (stopsOn !== null && due >= stopsOn)) return null;
  const line = dice.chance(1) ? 'wrong' : dice.chance(15) ? 'none' : 'right';
  const intime = { on: addDays(due, -dice.whole(0, 3)), percent: 100, times: 1, line } as const;
  switch (pays) {
    case 'in-time':
      return intime;
    case 'late':
      return { ...intime, on: addDays(due, dice.whole(4, 40)) };
    case 'half':
      return { ...intime, percent: 50 };
    case 'too-much':
      return { ...intime, percent: dice.chance(30) ? 120 : 100 };
    case 'twice':
      return { ...intime, times: dice.chance(15) ? 2 : 1 };
    case 'as-it-comes':
      return dice.chance(40) ? null : { ...intime, on: addDays(due, dice.whole(0, 25)) };
  }
}
