import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import { addOre, parseKroner, plainKroner, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { PersonReason } from './circumstances.ts';
import type { AgreedTerms, ChangeKind, Consequence, Decision, DebtorOutcome, Terms } from './types.ts';

/**
 * What a run did, or would do. Plain JSON: it is stored with each page, so that a run that was killed goes on with it,
 * and a dry run over the same facts gives the very same report. Amounts are kroner text; debtors are numbers.
 */
export interface RunReport {
  readonly month: YearMonth;
  readonly calculationDate: PlainDate;
  readonly factsAsOf: BatchNumber;
  readonly ruleVersion: string;
  debtors: number;
  outcomes: { plan: number; deferral: number; none: number };
  unchanged: number;
  /** Decisions that wait for a person to approve them. */
  drafts: number;
  /** Proposals about which the debtor is asked first. */
  hearings: number;
  /** What followed from the findings: how many debtors by consequence. */
  consequences: Partial<Record<Consequence, number>>;
  changes: Record<ChangeKind, Listed>;
  needsPerson: Partial<Record<PersonReason, Listed>>;
  /** Why payment is deferred, or the amount is what it is: number of debtors by reason. */
  reasons: Record<string, number>;
  /** What all plans together ask for a month, before and after. */
  monthlyBefore: string;
  monthlyAfter: string;
  largestChanges: ListedChange[];
}

/** How many, and the first of them. */
export interface Listed {
  count: number;
  debtors: DebtorNumber[];
}

export interface ListedChange {
  readonly debtor: DebtorNumber;
  readonly change: ChangeKind;
  /** Kroner a month; 0.00 when nothing was or is to be paid. */
  readonly before: string;
  readonly after: string;
}

const LONGEST_LIST = 1_000;
const LARGEST_CHANGES = 10;

const changeKinds: readonly ChangeKind[] = [
  'start-plan',
  'start-deferral',
  'rise',
  'fall',
  'suspend',
  'resume',
  'claims-changed',
  'manual',
  'lapse',
  'transfer',
];

export function emptyReport(
  run: Pick<RunReport, 'month' | 'calculationDate' | 'factsAsOf' | 'ruleVersion'>,
): RunReport {
  return {
    ...run,
    debtors: 0,
    outcomes: { plan: 0, deferral: 0, none: 0 },
    unchanged: 0,
    drafts: 0,
    hearings: 0,
    consequences: {},
    changes: Object.fromEntries(changeKinds.map((kind) => [kind, emptyList()])) as Record<ChangeKind, Listed>, // one for each kind
    needsPerson: {},
    reasons: {},
    monthlyBefore: plainKroner(zeroOre),
    monthlyAfter: plainKroner(zeroOre),
    largestChanges: [],
  };
}

/** What was in force for the debtor before this run; null = nothing. */
export type TermsBefore = AgreedTerms | null;

export interface ReportedOutcome {
  readonly outcome: DebtorOutcome;
  readonly before: TermsBefore;
}

/** Adds a page of outcomes to the report. */
export function addPageToReport(report: RunReport, page: readonly ReportedOutcome[]): void {
  let [before, after] = [amount(report.monthlyBefore), amount(report.monthlyAfter)];
  for (const each of page) {
    addOutcome(report, each);
    before = addOre(before, monthlyOf(each.before));
    after = addOre(after, monthlyOf(termsAfter(each)));
  }
  report.monthlyBefore = plainKroner(before);
  report.monthlyAfter = plainKroner(after);
}

function termsAfter({ outcome: { decision }, before }: ReportedOutcome): TermsBefore {
  if (decision === null || decision.decided === null) return before;
  if (decision.terms.outcome === 'transfer') return null;
  if (decision.terms.outcome !== 'lapse') return decision.terms;
  // What remains goes on as before.
  return decision.covers.length === 0 ? null : before;
}

function addOutcome(report: RunReport, { outcome, before }: ReportedOutcome): void {
  const { determination, decision, personReasons } = outcome;
  const { debtor, found, consequence } = determination;
  report.debtors += 1;
  report.consequences[consequence] = (report.consequences[consequence] ?? 0) + 1;
  report.outcomes[found.outcome] += 1;
  if (found.outcome !== 'none') report.reasons[found.reason] = (report.reasons[found.reason] ?? 0) + 1;
  for (const reason of personReasons) list((report.needsPerson[reason] ??= emptyList()), debtor);
  if (decision === null) report.unchanged += personReasons.length === 0 ? 1 : 0;
  else addDecision(report, decision, before);
}

function addDecision(report: RunReport, decision: Decision, before: TermsBefore): void {
  list(report.changes[decision.change], decision.debtor);
  if (decision.state === 'waiting') report.drafts += 1;
  if (decision.state === 'hearing') report.hearings += 1;
  if (decision.terms.outcome === 'lapse' || decision.terms.outcome === 'transfer') return;
  const [from, to] = [monthlyOf(before), monthlyOf(decision.terms)];
  if (from === to) return;
  const change = {
    debtor: decision.debtor,
    change: decision.change,
    before: plainKroner(from),
    after: plainKroner(to),
  };
  const last = report.largestChanges.at(-1);
  if (report.largestChanges.length === LARGEST_CHANGES && last !== undefined && size(last) >= size(change))
    return;
  report.largestChanges = [...report.largestChanges, change]
    .sort((a, b) => (size(a) === size(b) ? a.debtor - b.debtor : size(a) > size(b) ? -1 : 1))
    .slice(0, LARGEST_CHANGES);
}

function monthlyOf(terms: Terms | null): Ore {
  return terms?.outcome === 'plan' ? terms.monthly : zeroOre;
}

function size({ before, after }: ListedChange): bigint {
  const difference = subtractOre(amount(after), amount(before));
  return difference < 0n ? -difference : difference;
}

function amount(text: string): Ore {
  return parseKroner(text) ?? zeroOre;
}

function emptyList(): Listed {
  return { count: 0, debtors: [] };
}

function list(listed: Listed, debtor: DebtorNumber): void {
  listed.count += 1;
  if (listed.debtors.length < LONGEST_LIST) listed.debtors.push(debtor);
}
