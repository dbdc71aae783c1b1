import { addMonths, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { factsAsOf } from '../facts/as-of.ts';
import { correctedIncome } from '../facts/corrected-income.ts';
import { incomeMonths } from '../facts/income-months.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { paidBeyond } from './collected.ts';
import { decisionsAbout } from './decisions.ts';
import { determinationsAt } from './determinations.ts';
import { findAgain } from './explain.ts';
import { factsQuestion, type RunContext } from './run-context.ts';
import { factsOfLastRun } from './runs.ts';
import type { AskedTooMuch, Decision, Found } from './types.ts';

/**
 * Looks back at decisions whose income has been corrected since the run before this one. Such a decision stands, and
 * nothing more is collected for the past (SKM2015.718.ØLR; docs/legal-review.md): forward, the month's own finding counts.
 * Where too much was asked for, a person decides what is given back.
 */
export async function lookBack(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  context: RunContext,
): Promise<Map<DebtorNumber, AskedTooMuch[]>> {
  const since = await factsOfLastRun(tx, context.month);
  if (since === null) return new Map();
  const before = incomeMonths(context.month, context.incomeLagMonths).earlier;
  const corrected = await correctedIncome(tx, { debtors, before, since, asOf: context.factsAsOf });
  const found = new Map<DebtorNumber, AskedTooMuch[]>();
  for (const [debtor, months] of corrected) {
    const tooMuch = await askedTooMuch(tx, { debtor, months, context });
    if (tooMuch.length > 0) found.set(debtor, tooMuch);
  }
  return found;
}

interface Corrected {
  readonly debtor: DebtorNumber;
  readonly months: readonly YearMonth[];
  readonly context: RunContext;
}

async function askedTooMuch(
  tx: MunicipalityReadTx,
  { debtor, months, context }: Corrected,
): Promise<AskedTooMuch[]> {
  const { incomeLagMonths: lag } = context;
  // A month of income counts in two runs: as the later of the two months, and a month later as the earlier.
  const runs = new Set(months.flatMap((month) => [addMonths(month, lag), addMonths(month, lag + 1)]));
  const rested = (await decisionsAbout(tx, debtor)).filter(
    ({ month, state, terms }) =>
      runs.has(month) && state === 'in-force' && terms.outcome === 'plan' && terms.reason === 'table',
  );
  const tooMuch: AskedTooMuch[] = [];
  for (const decision of rested) {
    const should = asksFor(await foundNow(tx, decision, context));
    const { terms } = decision;
    if (should === null || terms.outcome !== 'plan' || should >= terms.monthly) continue;
    tooMuch.push({
      decision: decision.id,
      should,
      collected: await paidBeyond(
        tx,
        { debtor, from: decision.draftedOn, before: null, agreement: decision.id },
        should,
      ),
    });
  }
  return tooMuch;
}

/** What the decision's own question comes to with the facts of this run: its month, date and rule, today's knowledge. */
async function foundNow(tx: MunicipalityReadTx, decision: Decision, context: RunContext): Promise<Found> {
  const [then] = await determinationsAt(tx, [decision]);
  if (then === undefined) throw new Error(`decision ${decision.id} has lost its determination`);
  const { factsAsOf: asOf, incomeLagMonths } = context;
  const question = factsQuestion({ month: then.month, factsAsOf: asOf, incomeLagMonths }, [decision.debtor]);
  const facts = await factsAsOf(tx, question);
  return findAgain(facts.get(decision.debtor), then).found;
}

function asksFor(found: Found): Ore | null {
  if (found.outcome === 'none') return null;
  return found.outcome === 'plan' ? found.monthly : zeroOre;
}
