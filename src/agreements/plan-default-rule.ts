import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { InstalmentId } from '../kernel/ids.ts';
import { parseKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import {
  lastQuietDay,
  nextStep,
  stepNow,
  type Course,
  type CourseFacts,
  type LifeCycle,
  type StepNow,
} from '../law/dunning-steps.ts';
import type { HoldReason } from '../law/holds.ts';
import { later } from '../law/interest-facts.ts';
import type { Configuration } from '../municipality/configuration.ts';

/** The municipality's choices about demands, and how long a claim rests after what kept it at rest has ended. */
export type DemandRule = Configuration['demand'] & Pick<Configuration['lifeCycles'], 'pauseDays'>;

export function demandRule({ demand, lifeCycles: { pauseDays } }: Configuration): DemandRule {
  return { ...demand, pauseDays };
}

/** For less than this that is missing of a plan or a bill nothing is asked, falls away or is sent (own choice, open question Q78). */
export function leastToAsk({ least }: Pick<Configuration['demand'], 'least'>): Ore {
  return parseKroner(least) ?? zeroOre;
}

/** An instalment of which something is unpaid. */
export interface UnpaidInstalment {
  readonly instalment: InstalmentId;
  readonly dueOn: PlainDate;
  readonly unpaid: Ore;
}

/** What makes a plan that is not kept wait, whatever the day. */
export interface Waits {
  readonly holds: readonly HoldReason[];
  /** Money from the debtor lies that has not been allocated. */
  readonly unallocated: boolean;
  /** The day on which the last hold that stopped it was lifted: the debtor has some days then; null = none has stood. */
  readonly restedTo: PlainDate | null;
}

/** Nothing that makes a plan wait. */
export const NOTHING_WAITS: Waits = { holds: [], unallocated: false, restedTo: null };

/**
 * The two steps of a plan that is not kept (bek. 585/2023 § 10) as a life cycle like any other: a demand after a missed
 * instalment, whose fee is the council's to decide (agreements/demand-fees.ts), and default after its deadline. That nobody approves them has its ground in the order itself; that
 * the debt is sent is decided apart.
 */
export function benefitCycle({ graceDays, deadlineDays, registrationBankDays }: DemandRule): LifeCycle {
  const step = {
    fee: null,
    deadlineDays,
    warnsOfTransfer: true,
    by: { ground: 'bek. 585/2023 § 10' },
  } as const;
  const bankDaysForPayments = registrationBankDays;
  return {
    name: 'bek. 585/2023',
    steps: [
      {
        ...step,
        do: 'demand',
        after: { from: 'missed', days: graceDays, bankDaysForPayments },
        letter: true,
      },
      {
        ...step,
        do: 'default',
        after: { from: 'previous-deadline', days: 1, bankDaysForPayments },
        letter: false,
      },
    ],
  };
}

/** The instalments to be demanded on a day: those that are unpaid when payments must have been registered. */
export function missedOn(
  unpaid: readonly UnpaidInstalment[],
  rule: DemandRule,
  on: PlainDate,
): UnpaidInstalment[] {
  return unpaid.filter(({ dueOn }) => demandNow(dueOn, NOTHING_WAITS, { rule, on }) === 'do');
}

/** Whether an instalment is demanded on a day, or what that waits for. */
export function demandNow(
  due: PlainDate,
  waits: Waits,
  { rule, on }: { readonly rule: DemandRule; readonly on: PlainDate },
): StepNow {
  return now({ rule, on, waits }, { step: 0, lastDeadline: null }, { missedOn: due });
}

/** When a demand arrived, and until when its reader has to pay. */
export interface Demanded {
  readonly arrivedOn: PlainDate | null;
  readonly deadline: PlainDate | null;
}

/** Whether it is looked at on a day what follows from a demand that was not paid, or what that waits for. */
export function defaultNow(
  { arrivedOn, deadline }: Demanded,
  waits: Waits,
  { rule, on }: { readonly rule: DemandRule; readonly on: PlainDate },
): StepNow {
  return now(
    { rule, on, waits },
    { step: 1, lastDeadline: deadline },
    { arrivedOn, letterOnItsWay: arrivedOn === null },
  );
}

/** The last day to pay what was demanded: never before the days that a debtor has after an answer are over. */
export function lastDayToPay(
  deadline: PlainDate,
  { restedTo }: Pick<Waits, 'restedTo'>,
  { pauseDays }: Pick<DemandRule, 'pauseDays'>,
): PlainDate {
  return restedTo === null ? deadline : later(deadline, lastQuietDay(restedTo, pauseDays));
}

function now(
  { rule, on, waits }: { readonly rule: DemandRule; readonly on: PlainDate; readonly waits: Waits },
  course: Pick<Course, 'step' | 'lastDeadline'>,
  facts: Partial<CourseFacts>,
): StepNow {
  const due = nextStep(
    benefitCycle(rule),
    { lastFeeOn: null, approved: false, ...course },
    {
      srb: null,
      missedOn: null,
      arrivedOn: null,
      letterOnItsWay: false,
      restedTo: waits.restedTo === null ? null : lastQuietDay(waits.restedTo, rule.pauseDays),
      feeDaysBetween: null,
      unallocated: waits.unallocated,
      ...facts,
    },
  );
  assert(due !== null, 'the cycle has both steps');
  return stepNow(due, waits.holds, on);
}

/** Stored facts as old as this say no longer whether the debtor is able. */
const OLDEST_FACTS_DAYS = 35;

/** Whether facts are fresh enough to tell whether one who did not pay was able to (bek. 585/2023 § 10). */
export function areFresh(askedOn: PlainDate | null, on: PlainDate): boolean {
  return askedOn !== null && askedOn >= addDays(on, -OLDEST_FACTS_DAYS);
}

/** Whether facts say whether one who did not pay by a day was able to when that day had passed. */
export function areOfAfter(askedOn: PlainDate | null, lastDay: PlainDate): boolean {
  return askedOn !== null && askedOn > lastDay;
}

/** Days until a debtor about whom a person must look is looked at again: facts and grounds may be others then. */
const LOOK_AGAIN_DAYS = 7;

/** Whether one who was looked at is looked at again on a day. */
export function isToLook(lookedOn: PlainDate | null, on: PlainDate): boolean {
  return lookedOn === null || lookedOn <= addDays(on, -LOOK_AGAIN_DAYS);
}
