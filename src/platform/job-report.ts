import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { addOre, parseKroner, plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';

/** What a job found about one claim, or whatever it goes through, and what it does or would do about it. */
export interface Outcome {
  readonly debtor: DebtorNumber;
  /** The kind of change; null = nothing is changed. */
  readonly change: string | null;
  /** What followed, as the report counts it: `reminder`, `waits-for-objection`. */
  readonly consequence: string;
  /** Amounts that the report adds up, by name: a fee, interest. */
  readonly amounts?: Readonly<Record<string, Ore>>;
}

/** How many, and the first of them by number. */
export interface Listed {
  readonly count: number;
  readonly debtors: readonly DebtorNumber[];
}

type Counts = Readonly<Record<string, number>>;

/**
 * What a job has done on a day. Plain JSON: it is stored with each page. What was changed adds up over all attempts of the
 * day, because it is changed once; what was not is of the last attempt alone, because each attempt looks at it again. So a
 * job that was killed and repeated tells the same as one that was not.
 */
export interface Tally {
  readonly changed: Counts;
  readonly unchanged: Counts;
  readonly changes: Readonly<Record<string, Listed>>;
  /** Kroner as text. */
  readonly amounts: Readonly<Record<string, string>>;
}

/** What a daily job did, or would do; amounts are kroner text, debtors are numbers. The same form for every job. */
export interface JobReport {
  readonly job: string;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly configuration: number;
  /** How many were looked at: changed on the day, or not. */
  readonly claims: number;
  readonly unchanged: number;
  readonly consequences: Counts;
  readonly changes: Readonly<Record<string, Listed>>;
  readonly amounts: Readonly<Record<string, string>>;
}

/** Planned, and not done: it had changed between reading and writing. The next attempt looks at it again. */
export const CHANGED_MEANWHILE = 'changed-meanwhile';

const LONGEST_LIST = 10;

/** Nothing done yet; the kinds of change and the amounts that are told also when there are none. */
export function emptyTally(kinds: {
  readonly changes: readonly string[];
  readonly amounts: readonly string[];
}): Tally {
  return {
    changed: {},
    unchanged: {},
    changes: Object.fromEntries(kinds.changes.map((kind) => [kind, { count: 0, debtors: [] }])),
    amounts: Object.fromEntries(kinds.amounts.map((name) => [name, plainKroner(zeroOre)])),
  };
}

/** What a new attempt of the same day goes on with. */
export function tallyForNextAttempt(tally: Tally): Tally {
  return { ...tally, unchanged: {} };
}

/** The tally with a page added to it. The order of pages and outcomes does not matter. */
export function withOutcomes(tally: Tally, outcomes: readonly Outcome[]): Tally {
  const changed = { ...tally.changed };
  const unchanged = { ...tally.unchanged };
  for (const { change, consequence } of outcomes) {
    const counts = change === null ? unchanged : changed;
    counts[consequence] = (counts[consequence] ?? 0) + 1;
  }
  return { changed, unchanged, changes: listed(tally, outcomes), amounts: summed(tally, outcomes) };
}

export interface ReportAbout {
  readonly job: string;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly configuration: number;
}

/** The report as it is told. */
export function reportOf({ changed, unchanged, changes, amounts }: Tally, about: ReportAbout): JobReport {
  const left = total(unchanged);
  return {
    ...about,
    claims: total(changed) + left,
    unchanged: left,
    consequences: together(changed, unchanged),
    changes,
    amounts,
  };
}

/** The reports of several jobs of one day, told as one. Asserts that they are of the same municipality, day and configuration. */
export function mergeReports(job: string, reports: readonly JobReport[]): JobReport {
  const [first] = reports;
  assert(first !== undefined, 'there is a report to tell');
  const { municipality, on, configuration } = first;
  const others = reports.filter(
    (each) => each.municipality !== municipality || each.on !== on || each.configuration !== configuration,
  );
  assert(others.length === 0, 'only reports of one day are told together');
  const sum = (of: (report: JobReport) => number) => reports.reduce((all, each) => all + of(each), 0);
  return {
    job,
    municipality,
    on,
    configuration,
    claims: sum(({ claims }) => claims),
    unchanged: sum(({ unchanged }) => unchanged),
    consequences: reports.reduce<Counts>((all, { consequences }) => together(all, consequences), {}),
    changes: reports.reduce((all, each) => bothListed(all, each.changes), {}),
    amounts: reports.reduce((all, each) => bothSummed(all, each.amounts), {}),
  };
}

function listed({ changes }: Tally, outcomes: readonly Outcome[]): Record<string, Listed> {
  const lists = { ...changes };
  for (const [kind, those] of Map.groupBy(outcomes, ({ change }) => change)) {
    if (kind === null) continue;
    const before = lists[kind];
    assert(before !== undefined, `${kind} is no kind of change of this job`);
    // By number, so that the list does not depend on which page was written first.
    const debtors = [...new Set([...before.debtors, ...those.map(({ debtor }) => debtor)])];
    const first = debtors.toSorted((a, b) => a - b).slice(0, LONGEST_LIST);
    lists[kind] = { count: before.count + those.length, debtors: first };
  }
  return lists;
}

function summed({ amounts }: Tally, outcomes: readonly Outcome[]): Record<string, string> {
  const sums = { ...amounts };
  for (const { amounts: added = {} } of outcomes)
    for (const [name, amount] of Object.entries(added)) {
      const before = parseKroner(sums[name] ?? '');
      assert(before !== null, `${name} is no amount of this job`);
      sums[name] = plainKroner(addOre(before, amount));
    }
  return sums;
}

type Lists = Readonly<Record<string, Listed>>;

function bothListed(a: Lists, b: Lists): Lists {
  const lists = { ...a };
  for (const [kind, { count, debtors }] of Object.entries(b)) {
    const before = lists[kind] ?? { count: 0, debtors: [] };
    const all = [...new Set([...before.debtors, ...debtors])].toSorted((x, y) => x - y);
    lists[kind] = { count: before.count + count, debtors: all.slice(0, LONGEST_LIST) };
  }
  return lists;
}

type Kroner = Readonly<Record<string, string>>;

function bothSummed(a: Kroner, b: Kroner): Kroner {
  const sums = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const [before, more] = [parseKroner(sums[name] ?? '0.00'), parseKroner(amount)];
    assert(before !== null && more !== null, `${name} is an amount of kroner`);
    sums[name] = plainKroner(addOre(before, more));
  }
  return sums;
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function together(a: Counts, b: Counts): Counts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
