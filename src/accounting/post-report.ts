import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { addOre, parseKroner, plainKroner, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { Tally } from '../platform/job-report.ts';
import type { RuleMissing } from './vouchers.ts';

/** What became of one accounting day. */
export interface PostedDay {
  readonly day: PlainDate;
  readonly state: 'closed' | 'rule-missing' | 'left-in-transit';
  readonly transfers: number;
  readonly vouchers: number;
  /** Kroner as text: what its vouchers debit. */
  readonly amount: string;
  readonly missing: readonly RuleMissing[];
  /** Transfers whose state share is not known. */
  readonly unclear: number;
}

/** The days so far, oldest first. */
export interface Posted {
  readonly days: readonly PostedDay[];
}

export const emptyPosted: Posted = { days: [] };

export function withDay({ days }: Posted, day: PostedDay): Posted {
  return { days: [...days, day] };
}

/** As other jobs report, with accounting days in the place of debtors. */
export interface PostReport {
  readonly job: 'post';
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly configuration: number;
  /** The version of the table of accounts. */
  readonly accountRules: number;
  readonly days: number;
  /** Days that stay open. */
  readonly unchanged: number;
  readonly consequences: Readonly<Record<string, number>>;
  readonly changes: { readonly closed: { readonly count: number; readonly days: readonly PlainDate[] } };
  readonly amounts: { readonly booked: string };
  readonly transfers: number;
  readonly vouchers: number;
  readonly unclear: number;
  /** Each once: what the table of accounts has no row for. */
  readonly missing: readonly RuleMissing[];
}

const LONGEST_LIST = 20;

export interface PostReportAbout {
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly configuration: number;
  readonly rules: { readonly version: number };
}

/** The report as it is told. */
export function postReportOf({ days }: Posted, about: PostReportAbout): PostReport {
  const { municipality, on, configuration, rules } = about;
  const closed = days.filter(({ state }) => state === 'closed');
  return {
    job: 'post',
    municipality,
    on,
    configuration,
    accountRules: rules.version,
    days: days.length,
    unchanged: days.length - closed.length,
    consequences: countsOf(days),
    changes: { closed: { count: closed.length, days: closed.slice(0, LONGEST_LIST).map(({ day }) => day) } },
    amounts: { booked: booked(closed) },
    transfers: sum(closed.map(({ transfers }) => transfers)),
    vouchers: sum(closed.map(({ vouchers }) => vouchers)),
    unclear: sum(closed.map(({ unclear }) => unclear)),
    missing: eachOnce(days.flatMap(({ missing }) => missing)),
  };
}

/** What is kept of the attempt beside the other jobs'. */
export function tallyOf({ days }: Posted): Tally {
  const closed = days.filter(({ state }) => state === 'closed');
  const open = days.filter(({ state }) => state !== 'closed');
  return {
    changed: countsOf(closed),
    unchanged: countsOf(open),
    changes: { closed: { count: closed.length, debtors: [] } },
    amounts: { booked: booked(closed) },
  };
}

function countsOf(days: readonly PostedDay[]): Record<string, number> {
  const counts = Map.groupBy(days, ({ state }) => state);
  return Object.fromEntries([...counts].map(([state, its]) => [state, its.length]));
}

function booked(days: readonly PostedDay[]): string {
  let total = zeroOre;
  for (const { amount } of days) {
    const read = parseKroner(amount);
    assert(read !== null, 'an amount of ours can be read');
    total = addOre(total, read);
  }
  return plainKroner(total);
}

function eachOnce(missing: readonly RuleMissing[]): RuleMissing[] {
  return [...new Map(missing.map((each) => [JSON.stringify(each), each])).values()];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
