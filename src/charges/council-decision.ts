import type { PlainDate } from '../kernel/dates.ts';
import { parseKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { Configuration } from '../municipality/configuration.ts';

/** What the municipality has chosen about charges; of a whole configuration only this is read. */
export type ChargesConfigured = Pick<Configuration, 'claimTypes' | 'ownTypes'> & {
  readonly charges: Pick<Configuration['charges'], 'smallestInterest'>;
};

/** What a month of interest must amount to, to be charged; 0 = nothing is too little. */
export function smallestInterest({ charges }: ChargesConfigured): Ore {
  return charges.smallestInterest === null ? zeroOre : (parseKroner(charges.smallestInterest) ?? zeroOre);
}

/** The day on which it was decided to charge interest on a type of claim; null = it was not, and nothing is charged. */
export function interestDecidedOn({ claimTypes }: ChargesConfigured, type: string): PlainDate | null {
  return claimTypes[type]?.interest?.decidedOn ?? null;
}

/** The decision to charge a fee for reminding of a type of claim; null = none, and letters cost nothing. */
export function feeDecided(
  { claimTypes }: ChargesConfigured,
  type: string,
): {
  readonly on: PlainDate;
  /** Null = the most that the law allows. */ readonly amount: Ore | null;
} | null {
  const decided = claimTypes[type]?.fee ?? null;
  if (decided === null) return null;
  return { on: decided.decidedOn, amount: decided.amount === null ? null : parseKroner(decided.amount) };
}
