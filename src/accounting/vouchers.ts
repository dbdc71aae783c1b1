import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import { accountFor, type AccountAsked, type AccountRule, type Share } from './account-rules.ts';
import type { Entry } from './entries.ts';
import { voucherEvents, type BookGroup, type VoucherEvent } from './events.ts';

/** A line of a voucher: one side of an account of the municipality's. */
export interface VoucherLine {
  readonly account: string;
  readonly group: BookGroup;
  readonly claimType: string;
  readonly share: Share;
  /** Øre; one of the two is 0. */
  readonly debit: bigint;
  readonly credit: bigint;
}

/** What one kind of event came to on an accounting day (bilag): its debits are its credits. */
export interface Voucher {
  readonly number: bigint;
  readonly bookedOn: PlainDate;
  readonly event: VoucherEvent;
  /** Øre: the sum of its debits. */
  readonly amount: bigint;
  readonly lines: readonly VoucherLine[];
}

/** An account that no row of the table gives. */
export type RuleMissing = Pick<AccountAsked, 'claimType' | 'event' | 'group' | 'percent' | 'share'>;

export interface VouchersOfDay {
  readonly vouchers: readonly Voucher[];
  /** Each once. When there is any, the day's vouchers are not all that was booked. */
  readonly missing: readonly RuleMissing[];
}

/** A day's vouchers, by the municipality's own table. Pure: the same entries and rules give the same vouchers and lines. */
export function vouchersOf(
  bookedOn: PlainDate,
  entries: readonly Entry[],
  rules: readonly AccountRule[],
): VouchersOfDay {
  const missing = new Map<string, RuleMissing>();
  const vouchers = [...Map.groupBy(entries, ({ event }) => event)].map(([event, its]): Voucher => {
    const lines = linesOf(its, rules, missing);
    const amount = lines.reduce((sum, { debit }) => sum + debit, 0n);
    return { number: voucherNumber(bookedOn, event), bookedOn, event, amount, lines };
  });
  if (missing.size === 0)
    for (const { number, amount, lines } of vouchers)
      assert(
        lines.reduce((sum, { credit }) => sum + credit, 0n) === amount,
        `voucher ${number} is not balanced`,
      );
  const inOrder = vouchers.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  return { vouchers: inOrder, missing: [...missing.values()] };
}

/** The voucher of an event on a day: `20260310` and the event's two digits. */
export function voucherNumber(day: PlainDate, event: VoucherEvent): bigint {
  return BigInt(day.replaceAll('-', '')) * 100n + BigInt(voucherEvents[event]);
}

function linesOf(
  entries: readonly Entry[],
  rules: readonly AccountRule[],
  missing: Map<string, RuleMissing>,
): VoucherLine[] {
  const lines = new Map<string, VoucherLine>();
  for (const entry of entries) {
    const account = accountFor(rules, entry);
    if (account === null) noteMissing(entry, missing);
    else for (const line of sidesOf(entry, account)) addLine(line, lines);
  }
  return [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}

function noteMissing(
  { claimType, event, group, percent, share }: Entry,
  missing: Map<string, RuleMissing>,
): void {
  const key = [claimType, event, group, percent, share].join('/');
  missing.set(key, { claimType, event, group, percent, share });
}

function sidesOf({ group, claimType, share, debit, credit }: Entry, account: string): VoucherLine[] {
  const place = { account, group, claimType, share };
  const sides = [
    { ...place, debit, credit: 0n },
    { ...place, debit: 0n, credit },
  ];
  return sides.filter((side) => side.debit !== 0n || side.credit !== 0n);
}

function addLine(line: VoucherLine, lines: Map<string, VoucherLine>): void {
  const { account, group, claimType, share, debit, credit } = line;
  const key = [account, group, claimType, share, debit === 0n ? 'credit' : 'debit'].join('/');
  const before = lines.get(key);
  lines.set(
    key,
    before === undefined ? line : { ...line, debit: before.debit + debit, credit: before.credit + credit },
  );
}
