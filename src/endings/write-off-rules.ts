import { parseKroner, type Ore } from '../kernel/money.ts';
import type { WriteOffLimits } from '../law/write-off-limits.ts';
import type { Configuration } from '../municipality/configuration.ts';

/** The municipality's choices about booking losses, as the law's limits have them. */
export function limitsOf({ writeOff }: Pick<Configuration, 'writeOff'>): WriteOffLimits {
  const { automatic, limits, committeeAbove } = writeOff;
  return {
    automatic: {
      lapse: automatic.lapse?.ground ?? null,
      limitation: automatic.limitation?.ground ?? null,
      recovery: automatic.recovery?.ground ?? null,
      rounding: automatic.rounding?.ground ?? null,
    },
    limits: limits.map(({ role, upTo }) => ({ role, upTo: amountOfChoice(upTo) })),
    committeeAbove: amountOfChoice(committeeAbove),
  };
}

/** What is left of a claim after a payment is a difference of øre below this; null = nothing is. */
export function roundingBelow({ writeOff }: Pick<Configuration, 'writeOff'>): Ore | null {
  return amountOfChoice(writeOff.roundingBelow);
}

/** An amount that may be chosen; null = none is. */
export function amountOfChoice(kroner: string | null): Ore | null {
  return kroner === null ? null : parseKroner(kroner);
}

/** A loss's number: its claim's, and its place among the claim's losses, from 1. */
export function lossNumber(claim: bigint, place: number): bigint {
  return claim * 100n + BigInt(place);
}
