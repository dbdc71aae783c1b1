import { addDays, addMonths, date, dayOfMonth, monthOf, type PlainDate } from '../../kernel/dates.ts';
import { addOre, kroner, minOre, ore, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { nextBankDay } from '../../law/closing-days.ts';
import { arrivalDay } from '../../law/deadlines.ts';
import type { DemoPayment } from '../events.ts';
import { monthlyByTable } from './by-the-rule.ts';
import type { Dice } from './dice.ts';
import { FIRST_RUN, STORY_END, storyRuns } from './story.ts';
import type { DemoMunicipality } from './types.ts';
import type { Debtor } from './world.ts';

// People pay what a letter may have asked of them by the table; what is really asked is for the program to say.

/** The payments of one debtor until the story ends, in order of days. */
export function paymentsOf(debtor: Debtor, municipality: DemoMunicipality, dice: Dice): DemoPayment[] {
  switch (debtor.story.pays) {
    case 'everything':
      return [payment(debtor, { on: date('2026-02-05'), amount: owedBy(debtor) }, dice)];
    case 'too-much': {
      const amount = addOre(owedBy(debtor), kroner(500));
      return [payment(debtor, { on: date('2026-02-20'), amount }, dice)];
    }
    case 'as-asked':
      return instalments(debtor, municipality).map((asked) => payment(debtor, asked, dice));
    case 'mostly':
      return instalments(debtor, municipality)
        .filter(() => dice.chance(88))
        .map(({ on, amount }) => ({ amount, on: dice.chance(10) ? lateDay(on, dice) : on }))
        .filter(({ on }) => on <= STORY_END)
        .map((paid) => payment(debtor, paid, dice));
    default:
      return [];
  }
}

interface Paid {
  readonly on: PlainDate;
  readonly amount: Ore;
}

function payment({ number }: Debtor, { on, amount }: Paid, dice: Dice): DemoPayment {
  const channel = dice.chance(92) ? 'bank' : 'counter';
  const reference = `${channel === 'bank' ? 'B' : 'K'}-${on.replaceAll('-', '')}-${number}`;
  return { event: 'payment', on, debtor: number, amount, channel, reference };
}

/** What the plan asks for on each due day, paid on that day or the next bank day, and never more than is left. */
function instalments(debtor: Debtor, municipality: DemoMunicipality): Paid[] {
  const { dueDay = 1 } = municipality;
  const { paysUntil = addDays(STORY_END, 1) } = debtor.story;
  const paid: Paid[] = [];
  let left = owedBy(debtor);
  for (let due = firstDue(debtor, municipality); due <= STORY_END; due = dueAfter(due, dueDay)) {
    const amount = minOre(left, askedFor(debtor, due));
    const on = nextBankDay(due);
    if (amount === zeroOre || on >= paysUntil) break;
    paid.push({ on, amount });
    left = ore(left - amount);
  }
  return paid;
}

/** The lowest amount found in the runs before a due day: a fall counts at once, a rise not yet. Zero without a plan. */
function askedFor(debtor: Debtor, due: PlainDate): Ore {
  const found = storyRuns.filter(({ on }) => on < due).map((run) => monthlyByTable(debtor, run) ?? zeroOre);
  return found.reduce(minOre);
}

function owedBy({ claims }: Debtor): Ore {
  return sumOre(claims.map(({ principal, outstanding }) => outstanding ?? principal));
}

const NOTICE_DAYS = 14;
const HEARING_DAYS = 14;
const DAYS_TO_APPROVE = 2;

/** The first due day at least 14 days after the first run's decision has arrived; where people are heard, after that. */
function firstDue({ person }: Debtor, { dueDay = 1, hears = false }: DemoMunicipality): PlainDate {
  const digital = person.traits.digitalPost ?? true;
  const arrived = (sent: PlainDate) =>
    arrivalDay(
      digital
        ? { channel: 'digital', available: addDays(sent, 1) }
        : { channel: 'paper', sent: addDays(sent, 1) },
    );
  const first = arrived(FIRST_RUN.on);
  const known = hears ? arrived(addDays(first, HEARING_DAYS + DAYS_TO_APPROVE)) : first;
  const earliest = addDays(known, NOTICE_DAYS);
  const due = dayOfMonth(monthOf(earliest), dueDay);
  return due < earliest ? dueAfter(due, dueDay) : due;
}

function dueAfter(due: PlainDate, dueDay: number): PlainDate {
  return dayOfMonth(addMonths(monthOf(due), 1), dueDay);
}

function lateDay(on: PlainDate, dice: Dice): PlainDate {
  return nextBankDay(addDays(on, dice.whole(6, 20)));
}
