import { sql } from 'kysely';
import { firstDayOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { Source, Step } from '../kernel/explanation.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { factsAsOf, type KnownFacts } from '../facts/as-of.ts';
import { answeredOn, type AnsweredOn, type RestsOn } from '../facts/answered-on.ts';
import { batchDays } from '../facts/batches.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { ruleVersion } from '../law/rule-versions.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { findFor, type Finding } from './finding.ts';
import { factsQuestion } from './run-context.ts';
import { determinationOf, type DeterminationKey } from './determinations.ts';
import { storedRun } from './runs.ts';
import type { Determination } from './types.ts';

export interface MonthExplained {
  readonly determination: Determination;
  readonly steps: readonly Step[];
  /** The day each batch that is named as a source was fetched. */
  readonly fetchedOn: ReadonlyMap<BatchNumber, PlainDate>;
  /** When each source last said the same. */
  readonly answeredOn: AnsweredOn;
  /** Why a person had to look, if so. */
  readonly personReasons: readonly string[];
}

export type ExplainRefusal =
  | { readonly tag: 'month-not-run' }
  | { readonly tag: 'debtor-not-in-run' }
  | { readonly tag: 'unknown-debtor' };

/**
 * Why a month came out as it did for a debtor: the stored determination's own facts and rule version, computed again.
 * The tree is not stored; its hash is, and must agree.
 */
export async function explainMonth(
  tx: MunicipalityReadTx,
  key: DeterminationKey,
): Promise<Result<MonthExplained, ExplainRefusal>> {
  const { debtor, month } = key;
  const determination = await determinationOf(tx, key);
  if (determination === null) return refuse({ tag: await whyNone(tx, debtor, month) });
  const { run } = await configurationOfRun(tx, month);
  const facts = await factsBehind(tx, [determination], run.incomeLagMonths);
  const finding = findAgain(facts.get(debtor), determination);
  if (!sameFinding(determination, finding)) {
    throw new Error(`the explanation of debtor ${debtor} for ${month} does not agree with what was decided`);
  }
  return ok({
    determination,
    steps: finding.steps,
    fetchedOn: await batchDays(tx, batchesIn(finding.steps)),
    answeredOn: await answeredFor(tx, determination, finding.steps),
    personReasons: await workItems(tx, debtor, month),
  });
}

async function answeredFor(
  tx: MunicipalityReadTx,
  determination: Determination,
  steps: readonly Step[],
): Promise<AnsweredOn> {
  const [answered] = await answeredOn(tx, [restsOn(determination, steps)]);
  assert(answered !== undefined, 'each question has its answer');
  return answered;
}

/** What a determination rests on, by the sources that its steps name. */
export function restsOn({ debtor, month, factsAsOf }: Determination, steps: readonly Step[]): RestsOn {
  return { debtor, month, asOf: factsAsOf, sources: sourcesIn(steps) };
}

async function whyNone(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  month: YearMonth,
): Promise<ExplainRefusal['tag']> {
  if ((await cprOfDebtors(tx, [debtor])).size === 0) return 'unknown-debtor';
  return (await storedRun(tx, month)) === null ? 'month-not-run' : 'debtor-not-in-run';
}

/** The configuration that a month was run with. Asserts that the month was run. */
export async function configurationOfRun(tx: MunicipalityReadTx, month: YearMonth): Promise<Configuration> {
  const run = await storedRun(tx, month);
  const configured = run === null ? null : await configurationVersion(tx, run.configurationVersion);
  if (configured === null) throw new Error(`${month} has no run, or its configuration is gone`);
  return configured.configuration;
}

/** The facts that these determinations of a month were made from. They must share the batch that they were made as of. */
export async function factsBehind(
  tx: MunicipalityReadTx,
  determinations: readonly Determination[],
  incomeLagMonths: number,
): Promise<Map<DebtorNumber, KnownFacts>> {
  const [first] = determinations;
  if (first === undefined) return new Map();
  const debtors = determinations.map(({ debtor }) => debtor);
  return factsAsOf(
    tx,
    factsQuestion({ month: first.month, factsAsOf: first.factsAsOf, incomeLagMonths }, debtors),
  );
}

/** The finding computed anew from a determination's own facts, date and rule version. */
export function findAgain(facts: KnownFacts | undefined, determination: Determination): Finding {
  const rule = ruleVersion(determination.ruleVersion);
  if (rule === null) throw new Error(`rule version ${determination.ruleVersion} is not in the program`);
  // Who gets the letters is no part of what was found.
  return findFor(facts, { calculationDate: determination.calculationDate, rule, represented: true });
}

/** Whether a finding is, to the øre and to the last step of its explanation, what was stored. */
export function sameFinding({ found: stored }: Determination, { found }: Finding): boolean {
  if (stored.outcome === 'none' || found.outcome === 'none') {
    return stored.outcome === found.outcome && stored.reason === found.reason;
  }
  const monthly = (each: typeof stored) => (each.outcome === 'plan' ? each.monthly : null);
  return (
    stored.outcome === found.outcome &&
    stored.reason === found.reason &&
    monthly(stored) === monthly(found) &&
    stored.earlierMonth === found.earlierMonth &&
    stored.laterMonth === found.laterMonth &&
    stored.netIncomeYear === found.netIncomeYear &&
    stored.dependants === found.dependants &&
    stored.table === found.table &&
    stored.bandFrom === found.bandFrom &&
    stored.percent === found.percent &&
    stored.explanationHash.equals(found.explanationHash)
  );
}

/** The batches that the steps name as sources. */
function batchesIn(steps: readonly Step[]): BatchNumber[] {
  return [...new Set(sourcesIn(steps).flatMap(({ batch }) => batch ?? []))];
}

function sourcesIn(steps: readonly Step[]): Source[] {
  return steps.flatMap(({ inputs }) => inputs.flatMap(({ source }) => source ?? []));
}

async function workItems(tx: MunicipalityReadTx, debtor: DebtorNumber, month: YearMonth): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select distinct kind from work_item where debtor_number = ${debtor} and month = ${firstDayOf(month)}::date order by kind`.execute(
    tx,
  );
  return rows.map(({ kind }) => kind);
}
