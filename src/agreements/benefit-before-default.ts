import type { DebtorNumber } from '../kernel/ids.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { determinationsAt } from './determinations.ts';
import { configurationOfRun, factsBehind, findAgain } from './explain.ts';
import { standingDefaults } from './plan-defaults.ts';
import type { Decision } from './types.ts';

/**
 * The debtors of these decisions of whom the registers tell that they received one of the benefits of § 6, stk. 1 already when the
 * deadline of a demand had passed, or when their plan fell away: they never were in default (bek. 585/2023 § 10), and it was only known
 * later. Income that is too low tells nothing of earlier days (open question Q32).
 */
export async function neverInDefault(
  tx: MunicipalityReadTx,
  decisions: readonly Decision[],
): Promise<ReadonlySet<DebtorNumber>> {
  const deferring = decisions.filter(
    ({ terms }) => terms.outcome === 'deferral' && terms.reason === 'benefit',
  );
  const standing = await standingDefaults(
    tx,
    deferring.map(({ debtor }) => debtor),
  );
  const never = new Set<DebtorNumber>();
  for (const decision of deferring) {
    const { deadline = null, defaultedOn = null } = standing.get(decision.debtor) ?? {};
    if (deadline === null || defaultedOn === null) continue;
    const days = [dayAfter(deadline), defaultedOn];
    if (await hadBenefit(tx, decision, days)) never.add(decision.debtor);
  }
  return never;
}

/** Whether the facts that a deferral rests on tell of such a benefit on any of these days before it. */
async function hadBenefit(
  tx: MunicipalityReadTx,
  decision: Decision,
  days: readonly Decision['draftedOn'][],
): Promise<boolean> {
  const [then] = await determinationsAt(tx, [decision]);
  if (then === undefined) return false;
  const { run } = await configurationOfRun(tx, then.month);
  const facts = (await factsBehind(tx, [then], run.incomeLagMonths)).get(decision.debtor);
  return days.some((calculationDate) => {
    const { found } = findAgain(facts, { ...then, calculationDate });
    return found.outcome === 'deferral' && found.reason === 'benefit';
  });
}
