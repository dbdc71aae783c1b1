import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { addWeekdays, isBankClosingDay, nextBankDay } from './closing-days.ts';
import { effects, type HoldReason } from './holds.ts';

/**
 * A life cycle is data that a municipality chooses per type of claim. No law sets the days or the number of reminders (Den
 * juridiske vejledning G.A.1.3.2); that the usual reminders are sent is an order rule.
 */
export interface LifeCycle {
  readonly name: string;
  readonly steps: readonly LifeCycleStep[];
}

export interface LifeCycleStep {
  readonly do: 'invoice' | 'reminder' | 'demand' | 'default' | 'warn' | 'propose-transfer' | 'transfer';
  readonly after: {
    readonly from: 'srb' | 'previous-deadline' | 'missed' | 'arrived';
    /** Whole days after that day. */
    readonly days: number;
    /** Bank days until a payment of that day must have been registered. */
    readonly bankDaysForPayments: number;
  };
  readonly letter: boolean;
  /** Øre; null = no fee. */
  readonly fee: Ore | null;
  /** Days that the letter gives, at least ten. */
  readonly deadlineDays: number;
  readonly warnsOfTransfer: boolean;
  /** `person`: nobody but a person takes the step; otherwise the recorded ground to take it without one. */
  readonly by: 'person' | { readonly ground: string };
}

/** How far a claim has come. */
export interface Course {
  /** Steps taken; the next one's place. */
  readonly step: number;
  /** The deadline of the last letter, known when it has arrived. */
  readonly lastDeadline: PlainDate | null;
  /** The day of the last letter with a fee that stands. */
  readonly lastFeeOn: PlainDate | null;
  /** A person has approved the next step. */
  readonly approved: boolean;
}

export interface CourseFacts {
  /** The last day on which payment is not late. */
  readonly srb: PlainDate | null;
  /** The due date of the first instalment that is missed. */
  readonly missedOn: PlainDate | null;
  /** The day the last letter arrived; null: it has not, or there was none. */
  readonly arrivedOn: PlainDate | null;
  /** A letter is on its way. */
  readonly letterOnItsWay: boolean;
  /** Money from the debtor lies that has not been allocated. */
  readonly unallocated: boolean;
  /** The last day to pay since what kept the claim at rest, as an agreement or an objection, was over; null = it has not rested. */
  readonly restedTo: PlainDate | null;
  /** Whole days that the law wants between two letters with a fee; null = none (law/fees.ts). */
  readonly feeDaysBetween: number | null;
}

/** The next step, the first day for it, and what that day rests on. */
export interface StepDue {
  readonly place: number;
  readonly step: LifeCycleStep;
  /** Null: the day that it is counted from is not known yet. */
  readonly on: PlainDate | null;
  /** Every day that it waits for; `on` is the latest. */
  readonly days: readonly { readonly why: StepDay; readonly on: PlainDate }[];
  readonly letterOnItsWay: boolean;
  readonly unallocated: boolean;
  readonly approved: boolean;
}

/** The days of the life cycle; when payments must have been registered, also those made while the claim rested; when the law allows the next fee. */
export type StepDay = 'days-passed' | 'payments-registered' | 'rest-over' | 'fee-allowed';

export const LEAST_DEADLINE_DAYS = 10;

/**
 * The next step of a claim's life cycle; null when there is none left. A payment on a bank closing day counts for the bank
 * day after it, so the days begin there.
 */
export function nextStep(cycle: LifeCycle, course: Course, facts: CourseFacts): StepDue | null {
  const step = cycle.steps[course.step];
  if (step === undefined) return null;
  const { letterOnItsWay, unallocated } = facts;
  const days = daysOf(step, course, facts);
  return {
    place: course.step,
    step,
    on:
      days
        .map(({ on }) => on)
        .toSorted()
        .at(-1) ?? null,
    days,
    letterOnItsWay,
    unallocated,
    approved: course.approved,
  };
}

function daysOf(step: LifeCycleStep, course: Course, facts: CourseFacts): StepDue['days'] {
  assert(!step.letter || step.deadlineDays >= LEAST_DEADLINE_DAYS, 'a letter gives at least ten days');
  const reference = {
    srb: facts.srb,
    // What was agreed since moves the last timely day: that is the debtor's last deadline then.
    'previous-deadline': course.lastDeadline === null ? null : later(course.lastDeadline, facts.srb),
    missed: facts.missedOn,
    arrived: facts.arrivedOn,
  }[step.after.from];
  if (reference === null) return [];
  // Arrival is no payment day: it is not moved.
  const from = step.after.from === 'arrived' ? reference : nextBankDay(reference);
  const days: { why: StepDay; on: PlainDate }[] = [
    // Never on the very day: the debtor may still pay then.
    { why: 'days-passed', on: addDays(from, Math.max(1, step.after.days)) },
  ];
  if (step.after.bankDaysForPayments > 0)
    days.push({ why: 'payments-registered', on: addBankDays(from, step.after.bankDaysForPayments) });
  // Never in the night in which the rest ends: what was agreed may have been paid in time, and the whole fallen due just now.
  if (facts.restedTo !== null)
    days.push({
      why: 'rest-over',
      on: addBankDays(nextBankDay(facts.restedTo), Math.max(1, step.after.bankDaysForPayments)),
    });
  if (step.fee !== null && course.lastFeeOn !== null && facts.feeDaysBetween !== null)
    days.push({ why: 'fee-allowed', on: addDays(course.lastFeeOn, facts.feeDaysBetween) });
  return days;
}

/** What a municipality has chosen about the days after an answer. */
export interface AnswerDays {
  /** How many there are; 0 = what was answered about goes on at once. */
  readonly pauseDays: number;
  /** Weekdays until an ordinary letter counts as arrived. */
  readonly paperWeekdays: number;
}

/**
 * The day from which a debtor has days after an answer: that by which its letter must have arrived, also on paper, as the deadline that a reminder
 * prints counts. Who gets it later has them from then (claims/answer-days.ts). Null = there are none.
 */
export function answerDaysFrom(
  answeredOn: PlainDate,
  { pauseDays, paperWeekdays }: AnswerDays,
): PlainDate | null {
  return pauseDays === 0 ? null : addWeekdays(answeredOn, paperWeekdays);
}

/** The last day on which a debtor pays in time after an answer, as its letter prints it. */
export function lastQuietDayPrinted(answeredOn: PlainDate, days: AnswerDays): PlainDate {
  return lastQuietDay(answerDaysFrom(answeredOn, days) ?? answeredOn, days.pauseDays);
}

/**
 * The last day on which a debtor pays in time after what kept a claim at rest has ended on a day, or the letter that answers it has arrived: the municipality chooses for how many days
 * nothing follows then (own choice, no source).
 */
export function lastQuietDay(endedOn: PlainDate, pauseDays: number): PlainDate {
  return addDays(endedOn, Math.max(0, pauseDays - 1));
}

function later(a: PlainDate, b: PlainDate | null): PlainDate {
  return b === null || a > b ? a : b;
}

/** The last day on which a payment that was made by a deadline may still come to be known (registration by bank days). */
export function registeredBy(deadline: PlainDate, bankDays: number): PlainDate {
  return addBankDays(nextBankDay(deadline), bankDays);
}

function addBankDays(day: PlainDate, count: number): PlainDate {
  let next = day;
  for (let left = count; left > 0; left--) {
    do next = addDays(next, 1);
    while (isBankClosingDay(next));
  }
  return next;
}

export type StepNow = 'do' | { readonly waits: HoldReason | Waiting };
type Waiting = 'day' | 'money-unallocated' | 'letter-not-arrived' | 'person';

/**
 * Whether a step is taken on a day, or what it waits for, the first of: a hold that stops it, a letter that has not arrived,
 * its day, money that is not allocated, a person. No reminder and no default while money lies unallocated.
 */
export function stepNow(due: StepDue, holds: readonly HoldReason[], day: PlainDate): StepNow {
  const hold = holds.find((reason) => stops(due.step, reason));
  if (hold !== undefined) return { waits: hold };
  if (due.letterOnItsWay) return { waits: 'letter-not-arrived' };
  if (due.on === null || day < due.on) {
    return { waits: due.on === null && due.step.after.from === 'arrived' ? 'letter-not-arrived' : 'day' };
  }
  if (due.unallocated) return { waits: 'money-unallocated' };
  return due.step.by === 'person' && !due.approved ? { waits: 'person' } : 'do';
}

function stops({ do: what }: LifeCycleStep, reason: HoldReason): boolean {
  const { dunning, transfer } = effects([reason]);
  return what === 'transfer' || what === 'propose-transfer' ? transfer || dunning : dunning;
}
