import {
  addDays,
  addMonths,
  date,
  dayOfMonth,
  firstDayOf,
  lastDayOf,
  month,
  monthsBetween,
  type PlainDate,
  type YearMonth,
} from '../../src/kernel/dates.ts';
import { diceFor, type Dice } from '../../src/demo/generate/dice.ts';
import { cprNumber, type RowText } from '../integration/claims-rows.ts';
import { aDebtor, pay, type Debtor } from '../vocabulary.ts';

/** Lives of some debtors, month by month, drawn from a number: what they earn, receive, pay, say and complain of. */

export const BEGINS: YearMonth = month('2024-07');

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

export interface MonthOfLife {
  /** Net pay; null = nothing is reported. */
  readonly net: number | null;
  readonly receives: string | null;
  readonly dead: boolean;
  /** The income register does not answer about this debtor. */
  readonly unanswered: boolean;
  /** In their order, after the run. */
  readonly events: readonly LifeEvent[];
}

export interface Life {
  readonly index: number;
  readonly rows: readonly RowText[];
  readonly months: readonly MonthOfLife[];
}

const LEVELS = [null, 9_000, 11_000, 13_000, 15_000, 18_000, 21_000, 23_000, 26_000, 40_000] as const;

/** So many lives of so many months; the same number gives the same lives. The first two are married. */
export function livesOf(
  seed: number,
  { debtors, months }: { readonly debtors: number; readonly months: number },
): Life[] {
  return Array.from({ length: debtors }, (_, place) => {
    const index = place + 1;
    const dice = diceFor(`${seed}/${index}`);
    return { index, rows: claimsOf(index, dice), months: monthsOf(dice, months) };
  });
}

function claimsOf(index: number, dice: Dice): RowText[] {
  const count = dice.whole(1, 3);
  return Array.from({ length: count }, (_, place) => {
    const stopped = addDays(date('2021-08-15'), dice.whole(0, 1_000));
    const joint = index === 1 && place === 0;
    const together: RowText = joint ? { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) } : {};
    return claimRow(`${index}-${place + 1}`, {
      cpr: cprNumber(index),
      kroner: dice.whole(3, 600) * 100,
      stopped,
      ...together,
    });
  });
}

/** A row of the claims file about help that stopped on a day. */
export function claimRow(
  name: string,
  {
    cpr,
    kroner,
    stopped,
    ...changes
  }: { readonly cpr: string; readonly kroner: number; readonly stopped: PlainDate } & RowText,
): RowText {
  const of = addMonths(monthOfDay(stopped), -1);
  return {
    accountId: `S-${name}`,
    debtorCpr: cpr,
    claimId: `K-${name}`,
    principal: `${kroner},00`,
    periodFrom: firstDayOf(of),
    periodTo: lastDayOf(of),
    paidOn: lastDayOf(of),
    decisionDate: addDays(stopped, 20),
    decisionDelivered: addDays(stopped, 20),
    decisionPeriodFrom: of,
    decisionPeriodTo: of,
    helpStopped: stopped,
    knownFrom: '',
    knownReason: '',
    planFrom: '',
    planTo: '',
    deferralGranted: '',
    description: '',
    ...changes,
  };
}

function monthOfDay(day: PlainDate): YearMonth {
  return month(day.slice(0, 7));
}

function monthsOf(dice: Dice, count: number): MonthOfLife[] {
  const months: MonthOfLife[] = [];
  let level = dice.whole(1, LEVELS.length - 1);
  let receives: string | null = dice.chance(20) ? 'kontanthjælp' : null;
  const diesIn = dice.chance(12) ? dice.whole(3, count) : count;
  for (let each = 0; each < count; each += 1) {
    if (dice.chance(15)) level = dice.whole(0, LEVELS.length - 1);
    if (dice.chance(8)) receives = receives === null ? 'kontanthjælp' : null;
    // A single low month now and then.
    const net = dice.chance(7) ? 7_000 : (LEVELS[level] ?? null);
    months.push({ net, receives, dead: each >= diesIn, unanswered: dice.chance(3), events: eventsOf(dice) });
  }
  return months;
}

function eventsOf(dice: Dice): LifeEvent[] {
  const events: LifeEvent[] = [];
  if (dice.chance(35))
    events.push({ do: 'pays', kroner: dice.pick([50, 350, 600, 2_100, 2_100, 3_950, 3_950, 20_000]) });
  if (dice.chance(4))
    events.push({ do: 'claim-corrected', place: dice.whole(0, 3), percent: dice.pick([0, 40, 80, 150]) });
  if (dice.chance(2)) events.push({ do: 'new-claim', kroner: dice.whole(1, 90) * 100 });
  if (dice.chance(5))
    events.push({ do: 'income-corrected', monthsAgo: dice.whole(2, 4), net: dice.whole(5, 40) * 1_000 });
  if (dice.chance(3)) events.push({ do: 'documents-income', netYear: dice.whole(80, 400) * 1_000 });
  if (dice.chance(4)) events.push({ do: 'complaint-upheld' });
  if (dice.chance(4)) events.push({ do: 'caseworker-amount', kroner: dice.whole(2, 20) * 50 });
  if (dice.chance(4)) events.push({ do: 'looked-at-again' });
  if (dice.chance(15)) events.push({ do: 'answers' });
  return dice.chance(50) ? events.toReversed() : events;
}

/** What the registers tell about a debtor in a month: the pay of the months before it, and the benefits until then. */
export function toldIn({ index, months }: Life, of: YearMonth): Debtor {
  const now = monthsBetween(BEGINS, of);
  const net = months.map(({ net: each }) => each);
  for (const [at, { events }] of months.entries()) {
    for (const event of at < now ? events : []) {
      if (event.do === 'income-corrected' && at - event.monthsAgo >= 0) net[at - event.monthsAgo] = event.net;
    }
  }
  // Everybody has worked for half a year before it begins.
  const before = Array.from({ length: 6 }, (_, each) => pay(addMonths(BEGINS, each - 6), 18_000));
  const reports = net
    .slice(0, now)
    .flatMap((each, at) => (each === null ? [] : [pay(addMonths(BEGINS, at), each)]));
  let debtor = aDebtor(index)
    .withReports(...before, ...reports)
    .withPerson({ status: months[now]?.dead === true ? 90 : 1 });
  for (const { from, to } of spells(months.slice(0, now + 1).map(({ receives }) => receives !== null)))
    debtor = debtor.receiving(
      'kontanthjælp',
      firstDayOf(addMonths(BEGINS, from)),
      to === null ? null : lastDayOf(addMonths(BEGINS, to)),
    );
  return debtor;
}

/** The spells of months in which it was so; one that goes to the end has none. */
function spells(so: readonly boolean[]): { readonly from: number; readonly to: number | null }[] {
  const found: { from: number; to: number | null }[] = [];
  for (const [at, yes] of so.entries()) {
    const last = found.at(-1);
    if (yes && (last === undefined || last.to !== null)) found.push({ from: at, to: null });
    if (!yes && last?.to === null) last.to = at - 1;
  }
  return found;
}

/** The day of that number in a month of the lives. */
export function dayIn(of: YearMonth, day: number): PlainDate {
  return dayOfMonth(of, day);
}
