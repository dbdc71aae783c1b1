import type { PlainDate } from '../kernel/dates.ts';
import type { BookGroup, VoucherEvent } from './events.ts';

/** Whose money it is: all of it, or the state's or the municipality's share of a repaid benefit. */
export type Share = 'whole' | 'state' | 'municipality';
export const shares: readonly Share[] = ['whole', 'state', 'municipality'];

/** Every claim type, or every event. */
export const ANY = '*';

/** A row of the municipality's own table: which account an event's money stands on. */
export interface AccountRule {
  /** A claim type, or `*`. */
  readonly claimType: string;
  readonly event: VoucherEvent | typeof ANY;
  readonly group: BookGroup;
  /** First and last day; null = no limit to that side. */
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** Whole percent; null = whatever it is. */
  readonly percent: number | null;
  readonly share: Share;
  /** 16 digits. */
  readonly account: string;
}

/** What an account is asked for. */
export interface AccountAsked {
  /** `*` = of no claim. */
  readonly claimType: string;
  readonly event: VoucherEvent;
  readonly group: BookGroup;
  /** The first day of the claim's period where it is the claim's own money, else the accounting day. */
  readonly day: PlainDate;
  /** The state's share of the benefit, where it is shared and known. */
  readonly percent: number | null;
  readonly share: Share;
}

/**
 * The account by the most specific row that fits: the claim type's own before `*`, then the event's own before `*`, then the
 * percent's own, then one with a period. Null when none fits; no account is ever guessed.
 */
export function accountFor(rules: readonly AccountRule[], asked: AccountAsked): string | null {
  let best: AccountRule | null = null;
  for (const rule of rules)
    if (fits(rule, asked) && (best === null || weightOf(rule) > weightOf(best))) best = rule;
  return best?.account ?? null;
}

/** Two rows that would both answer the same question, neither being more specific; null when there are none. */
export function contradiction(rules: readonly AccountRule[]): readonly [number, number] | null {
  const likes = Map.groupBy(rules.keys(), (place) => likeness(rules[place]));
  for (const places of likes.values())
    for (const [index, one] of places.entries())
      for (const other of places.slice(index + 1)) if (meet(rules[one], rules[other])) return [one, other];
  return null;
}

function fits(rule: AccountRule, asked: AccountAsked): boolean {
  return (
    rule.group === asked.group &&
    rule.share === asked.share &&
    (rule.claimType === ANY || rule.claimType === asked.claimType) &&
    (rule.event === ANY || rule.event === asked.event) &&
    (rule.percent === null || rule.percent === asked.percent) &&
    (rule.from === null || rule.from <= asked.day) &&
    (rule.to === null || asked.day <= rule.to)
  );
}

function weightOf({ claimType, event, percent, from, to }: AccountRule): number {
  const dated = from !== null || to !== null;
  return (claimType === ANY ? 0 : 8) + (event === ANY ? 0 : 4) + (percent === null ? 0 : 2) + (dated ? 1 : 0);
}

function likeness(rule: AccountRule | undefined): string {
  if (rule === undefined) return '';
  const { claimType, event, group, percent, share, from, to } = rule;
  return [claimType, event, group, percent, share, from !== null || to !== null].join('/');
}

function meet(one: AccountRule | undefined, other: AccountRule | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const before = (a: AccountRule, b: AccountRule) => a.to !== null && b.from !== null && a.to < b.from;
  return !before(one, other) && !before(other, one);
}
