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
import { monthsOfLife, TURBULENT, type MonthOfLife } from '../../src/demo/play/lives.ts';
import { cprNumber, type RowText } from '../integration/claims-rows.ts';
import { aDebtor, pay, type Debtor } from '../vocabulary.ts';

/** Lives of some debtors in a test's town, drawn from a number (src/demo/play/lives.ts). */

export const BEGINS: YearMonth = month('2024-07');

export interface Life {
  readonly index: number;
  readonly rows: readonly RowText[];
  readonly months: readonly MonthOfLife[];
}

/** So many lives of so many months; the same number gives the same lives. The first two are married. */
export function livesOf(
  seed: number,
  { debtors, months }: { readonly debtors: number; readonly months: number },
): Life[] {
  return Array.from({ length: debtors }, (_, place) => {
    const index = place + 1;
    const dice = diceFor(`${seed}/${index}`);
    return { index, rows: claimsOf(index, dice), months: monthsOfLife(dice, { months, odds: TURBULENT }) };
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
