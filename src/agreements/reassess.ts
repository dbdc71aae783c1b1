import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { latestBatch } from '../facts/as-of.ts';
import { currentRule } from '../law/rule-versions.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { claimsToDecide } from './claims-to-decide.ts';
import { configuredNow } from './configured.ts';
import { decisionRule } from './decision-rule.ts';
import { configurationOfRun } from './explain.ts';
import { askingForEarlier, earlierOf, findingsOf, outcomesOf, type PageFound } from './run-page.ts';
import { readDebtors } from './read-run-page.ts';
import type { RunContext } from './run-context.ts';
import { lastFinishedMonth, runGoesOn, storedRun, type RunGoesOn } from './runs.ts';
import { writeOutcomes } from './store.ts';
import type { DebtorOutcome } from './types.ts';

export interface LookingAgain {
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  /** Why, in words to the citizen; printed in the letter. Null = as always. */
  readonly because: string | null;
  /** The person who asked for it; null = the program. */
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

/** A person asks for it. */
export interface Reassessing extends LookingAgain {
  readonly because: string;
  readonly by: string;
}

export type ReassessRefusal =
  /** No run has been made yet: the first will look at everybody. */
  | { readonly tag: 'month-not-run'; readonly month: YearMonth }
  | RunGoesOn
  | { readonly tag: 'before-the-run'; readonly calculationDate: PlainDate }
  | { readonly tag: 'nothing-owed' }
  | { readonly tag: 'too-often' }
  | { readonly tag: 'no-table'; readonly date: PlainDate };

/** How a debtor who is looked at again stands, before anything is written. */
export interface LookedAtAgain {
  readonly found: PageFound;
  readonly outcome: DebtorOutcome;
  readonly write: (outcome: DebtorOutcome) => Promise<void>;
}

/**
 * Looks at one debtor again within the latest month that has been run, with the facts as they are known now, compares with what is
 * in force, and writes what follows. What the finding does not touch stays.
 */
export async function reassess(
  tx: MunicipalityTx,
  request: LookingAgain,
): Promise<Result<DebtorOutcome, ReassessRefusal>> {
  const looked = await lookAgain(tx, request);
  if (!looked.ok) return looked;
  await looked.value.write(looked.value.outcome);
  return ok(looked.value.outcome);
}

/** Why a debtor cannot be looked at again now; null when they can. Asked before anything is undone. */
export async function refusesAgain(
  tx: MunicipalityTx,
  request: LookingAgain,
): Promise<ReassessRefusal | null> {
  const planned = await contextOf(tx, request);
  if (!planned.ok) return planned.refusal;
  return (await claimsToDecide(tx, [request.debtor])).has(request.debtor) ? null : { tag: 'nothing-owed' };
}

/** The same without writing; `write` writes what the caller makes of it. */
export async function lookAgain(
  tx: MunicipalityTx,
  request: LookingAgain,
): Promise<Result<LookedAtAgain, ReassessRefusal>> {
  const planned = await contextOf(tx, request);
  if (!planned.ok) return planned;
  const { context, answers } = planned.value;
  const page = await readDebtors(tx, context, [request.debtor]);
  const found = { page, findings: findingsOf(page, context), context };
  const [outcome] = outcomesOf(found, await earlierOf(tx, askingForEarlier(found), context));
  if (outcome === undefined) return refuse({ tag: 'nothing-owed' });
  const write = (written: DebtorOutcome) => writeOutcomes(tx, [written], { at: request.at, answers });
  return ok({ found, outcome, write });
}

async function contextOf(tx: MunicipalityTx, { debtor, on, because, by }: LookingAgain) {
  const going = await runGoesOn(tx);
  if (going !== null) return refuse(going);
  const today = await contextToday(tx, on);
  if (!today.ok) return today;
  const { context, answers } = today.value;
  const ordinal = await nextOrdinal(tx, debtor, context.month);
  if (ordinal > LAST_ORDINAL) return refuse({ tag: 'too-often' as const });
  return ok({ context: { ...context, ordinal, because, proposedBy: by }, answers });
}

/** How debtors would be looked at on a day, each again within the latest month that has been run. */
async function contextToday(tx: MunicipalityReadTx, on: PlainDate) {
  // In the first days of a month the latest run is that of the month before.
  const month = await lastFinishedMonth(tx);
  const run = month === null ? null : await storedRun(tx, month);
  if (month === null || run === null) return refuse({ tag: 'month-not-run' as const, month: monthOf(on) });
  if (on < run.calculationDate)
    return refuse({ tag: 'before-the-run' as const, calculationDate: run.calculationDate });
  if (!currentRule.hasTable(on)) return refuse({ tag: 'no-table' as const, date: on });
  const { version, configuration } = await configuredNow(tx);
  const batch = await latestBatch(tx);
  assert(batch !== null, 'a month that was run had facts');
  const context: RunContext = {
    month,
    calculationDate: on,
    factsAsOf: batch,
    rule: currentRule,
    decisions: decisionRule(configuration),
    // The month's own: what has been chosen since is about the months to come.
    incomeLagMonths: (await configurationOfRun(tx, month)).run.incomeLagMonths,
    ordinal: 1,
    because: null,
    proposedBy: null,
    configurationVersion: version,
  };
  return ok({ context, answers: configuration });
}

/** What looking at these debtors again would come to on a day, and the facts behind it. Writes nothing. */
export async function wouldComeTo(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  on: PlainDate,
): Promise<Result<Map<DebtorNumber, WouldCome>, Pick<ReassessRefusal, 'tag'>>> {
  const today = await contextToday(tx, on);
  if (!today.ok) return today;
  const { context } = today.value;
  const page = await readDebtors(tx, context, debtors);
  const found = { page, findings: findingsOf(page, context), context };
  const outcomes = outcomesOf(found, await earlierOf(tx, askingForEarlier(found), context));
  return ok(
    new Map(
      outcomes.map((outcome) => {
        const { debtor } = outcome.determination;
        return [debtor, { outcome, askedOn: page.facts.get(debtor)?.inquiry?.askedOn ?? null }];
      }),
    ),
  );
}

export interface WouldCome {
  readonly outcome: DebtorOutcome;
  /** The day on which the registers were last asked about the debtor; null = never. */
  readonly askedOn: PlainDate | null;
}

// A decision's number has one digit for its place in the month.
const LAST_ORDINAL = 9;

async function nextOrdinal(tx: MunicipalityReadTx, debtor: DebtorNumber, month: YearMonth): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(ordinal)::int as last from determination
    where month = ${firstDayOf(month)}::date and debtor_number = ${debtor}`.execute(tx);
  return (rows[0]?.last ?? 0) + 1;
}
