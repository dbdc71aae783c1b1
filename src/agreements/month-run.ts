import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { factsFetched, latestBatch } from '../facts/as-of.ts';
import { currentRule, ruleVersion, type RuleVersion } from '../law/rule-versions.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  withMunicipalityLock,
  type Database,
} from '../platform/database.ts';
import { decisionRule } from './decision-rule.ts';
import { askingForEarlier, earlierOf, findingsOf, outcomesOf } from './run-page.ts';
import { readPage, type PageOfDebtors } from './read-run-page.ts';
import type { RunContext } from './run-context.ts';
import { addPageToReport, emptyReport, type RunReport } from './run-report.ts';
import {
  finishRun,
  lastCalculationDate,
  lastFinishedMonth,
  noteProgress,
  startRun,
  storedRun,
  type StoredRun,
} from './runs.ts';
import { sampleOf, type Sample } from './sample.ts';
import { writeOutcomes } from './store.ts';
import type { DebtorOutcome, Found } from './types.ts';

export interface MonthRunRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly month: YearMonth;
  /** The calculation date: decides the table, the children's ages and which benefits are current. */
  readonly on: PlainDate;
  /** The batch of facts to use; null = the latest. */
  readonly factsAsOf: BatchNumber | null;
  readonly dryRun: boolean;
  readonly by: string;
  readonly clock: Clock;
  /** Called after each page with the number of debtors done. */
  readonly progress?: (debtors: number) => void;
  readonly pageSize?: number;
}

export type MonthRunRefusal =
  | { readonly tag: 'no-configuration' }
  | { readonly tag: 'no-facts' }
  | { readonly tag: 'facts-not-fetched'; readonly month: YearMonth }
  | { readonly tag: 'unknown-batch'; readonly latest: BatchNumber }
  | { readonly tag: 'no-table'; readonly date: PlainDate }
  | { readonly tag: 'later-month-finished'; readonly month: YearMonth }
  | { readonly tag: 'before-last-run'; readonly calculationDate: PlainDate }
  | { readonly tag: 'unfinished'; readonly calculationDate: PlainDate; readonly factsAsOf: BatchNumber }
  | { readonly tag: 'busy'; readonly name: string };

export interface MonthRunDone {
  readonly state: 'finished' | 'dry-run' | 'was-finished';
  readonly report: RunReport;
  /** A decision of the run as an example for the reader; null when it made none but drafts. */
  readonly sample: Sample | null;
}

/** Debtors a page: some 5 MB of facts and rows; larger pages gave nothing (docs/performance.md). */
export const PAGE_SIZE = 2_000;

/**
 * Runs a month: stored facts → assess → compare with what is in force → decisions, agreements and letters to make, in
 * pages. A dry run does the same over the same facts and keeps only the report. A run that was stopped goes on where it
 * was; a finished month is only told again. Speaks to nobody outside.
 */
export async function runMonth(request: MonthRunRequest): Promise<Result<MonthRunDone, MonthRunRefusal>> {
  if (request.dryRun) return planAndRun(request);
  const { database, municipality: code } = request;
  const locked = await withMunicipalityLock(database, { code, name: 'month-run' }, (lost) =>
    planAndRun(request, lost),
  );
  return locked.ok ? locked.value : locked;
}

async function planAndRun(
  request: MonthRunRequest,
  lost?: AbortSignal,
): Promise<Result<MonthRunDone, MonthRunRefusal>> {
  const planned = await planRun(request);
  if (!planned.ok) return planned;
  const plan = planned.value;
  if (plan.state === 'was-finished') return ok({ state: 'was-finished', report: plan.report, sample: null });
  await begin(request, plan);
  const sample = await runPages(request, plan, lost);
  if (!request.dryRun) {
    await inMunicipality(request.database, request.municipality, (tx) =>
      finishRun(tx, request.month, request.clock()),
    );
  }
  return ok({ state: request.dryRun ? 'dry-run' : 'finished', report: plan.report, sample });
}

type RunPlan =
  | { readonly state: 'was-finished'; readonly report: RunReport }
  | {
      readonly state: 'to-run';
      readonly resumed: boolean;
      readonly report: RunReport;
      readonly after: DebtorNumber | 0;
      readonly context: RunContext;
      readonly configuration: Configuration;
      readonly configurationVersion: number;
    };

type RunToDo = Extract<RunPlan, { state: 'to-run' }>;

async function planRun(request: MonthRunRequest): Promise<Result<RunPlan, MonthRunRefusal>> {
  return readInMunicipality(request.database, request.municipality, async (tx) => {
    const stored = await storedRun(tx, request.month);
    if (stored?.finished === true) return ok({ state: 'was-finished', report: stored.report });
    if (stored !== null && startedOtherwise(stored, request)) {
      return refuse({
        tag: 'unfinished',
        calculationDate: stored.calculationDate,
        factsAsOf: stored.factsAsOf,
      });
    }
    // A missed month is not recovered backwards (docs/legal-review.md).
    const last = await lastFinishedMonth(tx);
    if (last !== null && last > request.month) return refuse({ tag: 'later-month-finished', month: last });
    // What is in force was decided on that date; a decision dated before it would end what had not begun.
    const lastDate = await lastCalculationDate(tx);
    if (lastDate !== null && request.on < lastDate)
      return refuse({ tag: 'before-last-run', calculationDate: lastDate });
    const configured = await configurationVersion(tx, stored?.configurationVersion ?? null);
    if (configured === null) return refuse({ tag: 'no-configuration' });
    const latest = await latestBatch(tx);
    if (latest === null) return refuse({ tag: 'no-facts' });
    const factsAsOf = stored?.factsAsOf ?? request.factsAsOf ?? latest;
    if (factsAsOf < 1 || factsAsOf > latest) return refuse({ tag: 'unknown-batch', latest });
    // Without the month's own facts everybody would be left to a person, and the month could not be run again.
    if (!(await factsFetched(tx, request.month, factsAsOf))) {
      return refuse({ tag: 'facts-not-fetched', month: request.month });
    }
    const calculationDate = stored?.calculationDate ?? request.on;
    const rule = stored === null ? currentRule : (ruleVersion(stored.ruleVersion) ?? currentRule);
    if (!rule.hasTable(calculationDate)) return refuse({ tag: 'no-table', date: calculationDate });
    return ok(toRun(request, stored, { ...configured, factsAsOf, calculationDate, rule }));
  });
}

// A run that was stopped goes on with its own date and facts, or the month would be judged by two.
function startedOtherwise(stored: StoredRun, request: MonthRunRequest): boolean {
  return (
    request.dryRun ||
    stored.calculationDate !== request.on ||
    (request.factsAsOf !== null && request.factsAsOf !== stored.factsAsOf)
  );
}

interface Settled {
  readonly version: number;
  readonly configuration: Configuration;
  readonly factsAsOf: BatchNumber;
  readonly calculationDate: PlainDate;
  readonly rule: RuleVersion;
}

function toRun({ month }: MonthRunRequest, stored: StoredRun | null, settled: Settled): RunToDo {
  const { configuration, factsAsOf, calculationDate, rule } = settled;
  return {
    state: 'to-run',
    resumed: stored !== null,
    report: stored?.report ?? emptyReport({ month, calculationDate, factsAsOf, ruleVersion: rule.id }),
    after: stored?.lastDebtor ?? 0,
    context: {
      month,
      calculationDate,
      factsAsOf,
      rule,
      decisions: decisionRule(configuration),
      incomeLagMonths: configuration.run.incomeLagMonths,
      ordinal: 0,
      because: null,
      proposedBy: null,
      configurationVersion: settled.version,
    },
    configuration,
    configurationVersion: settled.version,
  };
}

/** One entry in the access log for the whole run, dry or not; and the run itself, unless it is being resumed. */
async function begin(request: MonthRunRequest, plan: RunToDo): Promise<void> {
  await inMunicipality(request.database, request.municipality, async (tx) => {
    const at = request.clock();
    const about = `month run ${request.month}${request.dryRun ? ' (dry run)' : ''}`;
    await logAccess(tx, { at, actor: request.by, purpose: 'bek. 585/2023 §§ 4-7', debtor: null, about });
    if (request.dryRun || plan.resumed) return;
    const { report, configurationVersion: version } = plan;
    await startRun(tx, { report, configurationVersion: version, by: request.by, at });
  });
}

/**
 * Reads a page while the one before is computed, and computes it while the two before that are written: two, because the
 * database has more than one processor too. Pages are noted as done in their order, whichever is written first.
 */
async function runPages(request: MonthRunRequest, plan: RunToDo, lost?: AbortSignal): Promise<Sample | null> {
  const limit = request.pageSize ?? PAGE_SIZE;
  const read = (after: DebtorNumber | 0) =>
    readInMunicipality(request.database, request.municipality, (tx) =>
      readPage(tx, plan.context, { after, limit }),
    );
  let sample: Sample | null = null;
  let [older, newer]: Promise<void>[] = [Promise.resolve(), Promise.resolve()];
  let reading = read(plan.after);
  try {
    for (;;) {
      const page = await reading;
      const last = page.debtors.at(-1);
      if (last === undefined) break;
      reading = read(last);
      // Should a write below fail, this read is left behind; its own failure must not be an unhandled one.
      reading.catch(() => undefined);
      const outcomes = await decide(request, page, plan.context);
      sample ??= sampleOf(outcomes, plan.configuration);
      await older;
      lost?.throwIfAborted();
      older = newer ?? Promise.resolve();
      newer = finishPage(request, plan, { page, outcomes, last, pageBefore: older });
      newer.catch(() => undefined); // awaited below
    }
    await Promise.all([older, newer]);
  } finally {
    // Both, also when one has failed: the lock must not be given up while a page is still being written.
    await Promise.allSettled([older, newer]);
  }
  return sample;
}

/** Findings first; only of those for whom one month is not enough are the months before read. */
async function decide(
  { database, municipality }: MonthRunRequest,
  page: PageOfDebtors,
  context: RunContext,
): Promise<DebtorOutcome[]> {
  const found = { page, findings: findingsOf(page, context), context };
  const asking = askingForEarlier(found);
  const earlier =
    asking.length === 0
      ? new Map<DebtorNumber, Found[]>()
      : await readInMunicipality(database, municipality, (tx) => earlierOf(tx, asking, context));
  return outcomesOf(found, earlier);
}

interface DonePage {
  readonly page: PageOfDebtors;
  readonly outcomes: readonly DebtorOutcome[];
  readonly last: DebtorNumber;
  /** Settled when the page before this one is safely written. */
  readonly pageBefore: Promise<void>;
}

async function finishPage(request: MonthRunRequest, plan: RunToDo, done: DonePage): Promise<void> {
  const { page, outcomes, last, pageBefore } = done;
  const before = (debtor: DebtorNumber) => page.standings.get(debtor)?.inForce?.terms ?? null;
  addPageToReport(
    plan.report,
    outcomes.map((outcome) => ({ outcome, before: before(outcome.determination.debtor) })),
  );
  // As it stands now: the next page is added before this one is written.
  const { debtors, month } = plan.report;
  const progress = { month, report: JSON.stringify(plan.report), lastDebtor: last };
  if (!request.dryRun) {
    await inMunicipality(request.database, request.municipality, async (tx) => {
      await writeOutcomes(tx, outcomes, { at: request.clock(), answers: plan.configuration });
      // A killed run goes on after the last page noted, so no page may be noted before the one before it.
      await pageBefore;
      await noteProgress(tx, progress);
    });
  }
  request.progress?.(debtors);
}
