import { addDays, addMonths, dayOfMonth, firstDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { isBankClosingDay, nextOpenDay } from './closing-days.ts';
import type {
  DateComparison,
  DateField,
  FilterOutcome,
  FilterRule,
  Op,
  StatedField,
} from './psrm-filter-rules.ts';

/** A claim as it is stated to the recovery authority; null = not stated. */
export interface StatedClaim {
  /** INDR for recovery, MODR for set-off only. */
  readonly art: string;
  /** Null: not said, the level of its type. */
  readonly level: 'main' | 'related' | null;
  /** As it first was; payments never change it. */
  readonly principal: Ore;
  /** What is left of it. */
  readonly amount: Ore;
  readonly originDate: PlainDate | null;
  readonly dueDate: PlainDate | null;
  readonly lastTimelyPayment: PlainDate | null;
  /** The last day before the claim is time-barred, or the day it lapses. */
  readonly limitationDate: PlainDate | null;
  readonly periodStart: PlainDate | null;
  readonly periodEnd: PlainDate | null;
  readonly judgmentDate: PlainDate | null;
  readonly settlementDate: PlainDate | null;
  readonly description: string | null;
  /** The day on which the authority gets it. */
  readonly received: PlainDate;
  /** Of the main claim, for interest and fees; null = not known. */
  readonly main: { readonly dueDate: PlainDate | null; readonly received: PlainDate | null } | null;
}

/** What is stated of one who owes a claim; of a claim that states it once, the claim itself. */
export type StatedLiability = Pick<StatedClaim, 'limitationDate' | 'judgmentDate' | 'settlementDate'>;

export interface FilterFinding {
  readonly outcome: FilterOutcome;
  readonly rule: string;
}

/**
 * Which rules a claim does not meet, in the order of the rules; none = it is accepted. A comparison with a day that is not
 * stated says nothing: whether the day must be stated is a rule of its own. Limitation, judgment and settlement belong to each who owes it: a
 * rule is met when it is met for each of them.
 */
export function filterClaim(
  claim: StatedClaim,
  rules: readonly FilterRule[],
  liable?: readonly StatedLiability[],
): readonly FilterFinding[] {
  const stated = statedForEach(claim, liable);
  return rules
    .filter((rule) => !stated.every((each) => holds(each, rule)))
    .map(({ outcome, rule }) => ({ outcome, rule }));
}

/** The claim as it is stated of each who owes it. */
export function statedForEach(
  claim: StatedClaim,
  liable: readonly StatedLiability[] = [claim],
): readonly StatedClaim[] {
  return liable.length === 0 ? [claim] : liable.map((each) => ({ ...claim, ...each }));
}

function holds(claim: StatedClaim, rule: FilterRule): boolean {
  switch (rule.check) {
    case 'art_in':
      return rule.values.includes(claim.art);
    case 'claim_level':
      return claim.level === null || claim.level === rule.level;
    case 'date_compare':
      return datesHold(claim, rule);
    case 'required':
      return (
        isStated(claim, rule.field) && !(rule.notOnBankClosingDay && onBankClosingDay(claim, rule.field))
      );
    case 'amount':
      return compare(
        claim[rule.left],
        rule.op,
        typeof rule.right === 'string' ? claim[rule.right] : rule.right,
      );
    case 'mutually_exclusive':
      return rule.fields.filter((field) => isStated(claim, field)).length < 2;
    case 'must_be_empty':
      return !rule.fields.some((field) => isStated(claim, field));
    case 'one_required':
      return rule.fields.some((field) => isStated(claim, field));
    case 'same_calendar':
      return withinOne(rule.unit, claim.periodStart, claim.periodEnd);
    default:
      return unreachable(rule);
  }
}

function datesHold(claim: StatedClaim, { left, op, right, offset, closingDays }: DateComparison): boolean {
  const [one, base] = [dayOf(claim, left), dayOf(claim, right)];
  if (one === null || base === null) return true;
  const moved = later(base, offset);
  // "With" closing days: the period ends on the next open day (forældelsesloven § 27). "Without", or unsaid: the bare day.
  return compare(one, op, closingDays === 'with' ? nextOpenDay(moved) : moved);
}

/** Months first, where a day that the month lacks becomes its last (31 January + 1 month = 28 February), then days. */
function later(day: PlainDate, { months, days }: DateComparison['offset']): PlainDate {
  return addDays(dayOfMonth(addMonths(monthOf(day), months), Number(day.slice(8))), days);
}

function dayOf(claim: StatedClaim, field: DateField): PlainDate | null {
  switch (field) {
    // Never both (R_7_12a), so the first that is stated is the one.
    case 'ruledOn':
      return claim.judgmentDate ?? claim.settlementDate;
    case 'mainDueDate':
      return claim.main?.dueDate ?? null;
    case 'monthAfterMainReceived': {
      const received = claim.main?.received ?? null;
      return received === null ? null : firstDayOf(addMonths(monthOf(received), 1));
    }
    default:
      return claim[field];
  }
}

function isStated(claim: StatedClaim, field: StatedField): boolean {
  const value = claim[field];
  return value !== null && value.trim() !== '';
}

function onBankClosingDay(claim: StatedClaim, field: StatedField): boolean {
  const day = field === 'description' ? null : claim[field];
  return day !== null && isBankClosingDay(day);
}

function withinOne(unit: 'month' | 'year', from: PlainDate | null, to: PlainDate | null): boolean {
  const length = unit === 'month' ? 7 : 4;
  return from === null || to === null || from.slice(0, length) === to.slice(0, length);
}

function compare<T extends bigint | string>(left: T, op: Op, right: T): boolean {
  switch (op) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '==':
      return left === right;
    case '>=':
      return left >= right;
    case '>':
      return left > right;
    default:
      return unreachable(op);
  }
}
