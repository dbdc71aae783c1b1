import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { countPlans } from '../agreements/agreements.ts';
import { consequencesForBills, type Between, type BillConsequences } from '../dunning/consequences.ts';
import { listedLosses } from '../endings/listed-losses.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What a plan for benefits is followed up by; a change of one concerns every plan that is in force. */
export const planChoices = ['firstContact', 'demand', 'transfer'] as const;
export type PlanChoice = (typeof planChoices)[number];
export type LossReason = keyof Configuration['writeOff']['automatic'];

/** Losses for a reason that would be booked without a person from now on, or no longer. */
export interface LossConsequence {
  readonly reason: LossReason;
  readonly booked: 'by-itself' | 'by-a-person';
  /** Proposals for the reason that wait for a person now. */
  readonly waiting: number;
}

/** What a new configuration would change, told before it is taken. */
export interface Consequences extends BillConsequences {
  /** Plans for benefits: which choices would be others, and how many plans are in force; null = none would be. */
  readonly plans: { readonly changed: readonly PlanChoice[]; readonly inForce: number } | null;
  readonly losses: readonly LossConsequence[];
  /** Names exactly these consequences of exactly this configuration. */
  readonly seal: string;
}

/** Tells what a configuration would change about bills, plans and losses, before it is taken. Changes nothing. */
export async function consequencesOf(tx: MunicipalityReadTx, between: Between): Promise<Consequences> {
  const bills = await consequencesForBills(tx, between);
  const told = { ...bills, plans: await plansUnder(tx, between), losses: await lossesUnder(tx, between) };
  const seal = createHash('sha256')
    .update(JSON.stringify([told, between.after]))
    .digest('hex')
    .slice(0, 12);
  return { ...told, seal };
}

/** Whether there is anything that must be accepted by its seal. */
export function changesAnything({ affected, plans, losses }: Consequences): boolean {
  return affected > 0 || plans !== null || losses.length > 0;
}

async function plansUnder(
  tx: MunicipalityReadTx,
  { before, after }: Between,
): Promise<Consequences['plans']> {
  const changed = planChoices.filter((choice) => !isDeepStrictEqual(before[choice], after[choice]));
  return changed.length === 0 ? null : { changed, inForce: await countPlans(tx) };
}

async function lossesUnder(tx: MunicipalityReadTx, { before, after }: Between): Promise<LossConsequence[]> {
  const [was, is] = [before.writeOff.automatic, after.writeOff.automatic];
  const changed = (Object.keys(is) as LossReason[]).filter(
    (reason) => (was[reason] === null) !== (is[reason] === null), // its own keys
  );
  if (changed.length === 0) return [];
  const waiting = await listedLosses(tx);
  return changed.map((reason) => ({
    reason,
    booked: is[reason] === null ? 'by-a-person' : 'by-itself',
    waiting: waiting.filter((loss) => loss.reason === reason).length,
  }));
}
