import { sql } from 'kysely';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { stateUnder } from './state-machine.ts';
import { termsOf, type StoredTerms } from './stored-terms.ts';

/** How many debtors have what in force, and how many decisions are on their way to being so. */
export interface StandingCounts {
  readonly inForce: Readonly<Record<InForce, number>>;
  readonly underWay: Readonly<Record<UnderWay, number>>;
}

/** The states in which something is in force. */
export type InForce = 'plan' | 'manual' | 'deferred' | 'suspended';
/** The debtor is asked first, a person must approve, or the letter is on its way. */
export type UnderWay = 'hearing' | 'waiting' | 'decided';

/** Counts them for a whole municipality, without looking at any debtor. */
export async function countStandings(tx: MunicipalityReadTx): Promise<StandingCounts> {
  const agreements = await sql<Omit<StoredTerms, 'monthly'> & { count: number }>`
    select outcome, case when reason = 'manual' then 'manual' else '' end as reason, suspends, count(*)::int as count
    from agreement where ended_on is null group by 1, 2, 3`.execute(tx);
  const inForce: Record<InForce, number> = { plan: 0, manual: 0, deferred: 0, suspended: 0 };
  for (const { count, ...stored } of agreements.rows) inForce[stateOf(stored)] += count;
  const decisions = await sql<{ state: UnderWay; count: number }>`
    select state, count(*)::int as count from decision
    where state in ('hearing', 'waiting', 'decided') group by state`.execute(tx);
  const underWay: Record<UnderWay, number> = { hearing: 0, waiting: 0, decided: 0 };
  for (const { state, count } of decisions.rows) underWay[state] = count;
  return { inForce, underWay };
}

function stateOf(stored: Omit<StoredTerms, 'monthly'>): InForce {
  // The amount does not matter for the state.
  const terms = termsOf({ ...stored, monthly: 0n });
  if (terms.outcome !== 'plan' && terms.outcome !== 'deferral') throw new Error('only those are in force');
  const state = stateUnder(terms);
  if (state === 'plan' || state === 'manual' || state === 'deferred' || state === 'suspended') return state;
  throw new Error(`not a state in force: ${state}`);
}
