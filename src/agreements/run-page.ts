import { addMonths, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../claims/outstanding.ts';
import type { OpenBalance } from '../claims/types.ts';
import { debtorPage } from '../debtors/register.ts';
import { factsAsOf, type FactsQuestion, type KnownFacts } from '../facts/as-of.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { changeFrom, noHistory, type AgreementHistory, type DecisionRule } from './change.ts';
import { findFor, type MonthContext } from './finding.ts';
import { agreementHistories, agreementsInForce } from './store.ts';
import type { Agreement, DebtorOutcome } from './types.ts';

/** All that the run needs to know about some debtors, read in one go. */
export interface PageOfDebtors {
  readonly debtors: readonly DebtorNumber[];
  readonly facts: ReadonlyMap<DebtorNumber, KnownFacts>;
  readonly claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>;
  readonly inForce: ReadonlyMap<DebtorNumber, Agreement>;
  /** Only of debtors with a claim whose years have run out. */
  readonly histories: ReadonlyMap<DebtorNumber, AgreementHistory>;
}

export interface RunContext extends MonthContext {
  readonly rule: MonthContext['rule'];
  readonly decisions: DecisionRule;
  readonly incomeLagMonths: number;
}

/** The two months whose income counts: those `lag` and `lag + 1` before the run's month (docs/legal-review.md). */
export function incomeMonths(
  month: YearMonth,
  lag: number,
): { readonly earlier: YearMonth; readonly later: YearMonth } {
  return { earlier: addMonths(month, -lag - 1), later: addMonths(month, -lag) };
}

export async function readPage(
  tx: MunicipalityReadTx,
  context: RunContext,
  page: { readonly after: DebtorNumber | 0; readonly limit: number },
): Promise<PageOfDebtors> {
  return readDebtors(tx, context, await debtorPage(tx, page.after, page.limit));
}

/** The question for the facts of a month's run about some debtors. */
export function factsQuestion(
  { month, factsAsOf: asOf, incomeLagMonths }: Pick<RunContext, 'month' | 'factsAsOf' | 'incomeLagMonths'>,
  debtors: readonly DebtorNumber[],
): FactsQuestion {
  const { earlier, later } = incomeMonths(month, incomeLagMonths);
  return { debtors, month, earlierMonth: earlier, laterMonth: later, asOf };
}

async function readDebtors(
  tx: MunicipalityReadTx,
  context: RunContext,
  debtors: readonly DebtorNumber[],
): Promise<PageOfDebtors> {
  const facts = await factsAsOf(tx, factsQuestion(context, debtors));
  const claims = await openBalances(tx, debtors);
  const inForce = await agreementsInForce(tx, debtors);
  const { calculationDate } = context;
  const histories = await agreementHistories(tx, pastTheirYears(claims, calculationDate), calculationDate);
  return { debtors, facts, claims, inForce, histories };
}

function pastTheirYears(
  claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>,
  day: PlainDate,
): DebtorNumber[] {
  const past = ({ lapseEarliest }: OpenBalance) => lapseEarliest !== null && lapseEarliest < day;
  return [...claims].flatMap(([debtor, open]) => (open.some(past) ? [debtor] : []));
}

/** What the run does about each debtor of the page who has open claims: pure, so that a dry run does the same. */
export function outcomesOf(page: PageOfDebtors, context: RunContext): DebtorOutcome[] {
  return page.debtors
    .filter((debtor) => page.claims.has(debtor))
    .map((debtor) => outcomeOf(debtor, page, context));
}

function outcomeOf(debtor: DebtorNumber, page: PageOfDebtors, context: RunContext): DebtorOutcome {
  const finding = findFor(page.facts.get(debtor), context);
  const { month, calculationDate } = context;
  const determination = {
    debtor,
    month,
    calculationDate,
    factsAsOf: context.factsAsOf,
    ruleVersion: context.rule.id,
    found: finding.found,
  };
  // At the limit the rule's answer stands and is only looked at (Q2); everything else waits for the person.
  const stopping = finding.personReasons.filter((reason) => reason !== 'income-at-limit');
  if (stopping.length > 0) return { determination, decision: null, personReasons: finding.personReasons };
  const change = changeFrom({
    debtor,
    month,
    calculationDate,
    found: finding.found,
    claims: page.claims.get(debtor) ?? [],
    inForce: page.inForce.get(debtor) ?? null,
    history: page.histories.get(debtor) ?? noHistory,
    rule: context.decisions,
  });
  return {
    determination,
    decision: change.kind === 'decision' ? change.decision : null,
    personReasons: change.kind === 'person' ? change.reasons : finding.personReasons,
  };
}
