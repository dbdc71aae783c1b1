import type { Limitation } from '../claims/limitation.ts';
import { addYears, type PlainDate } from '../kernel/dates.ts';

/** The day of a judgment or a settlement towards somebody who owes a claim; never both (R_7_12a). */
export interface Ruling {
  readonly judgmentOn: PlainDate | null;
  readonly settlementOn: PlainDate | null;
}

const none: Ruling = { judgmentOn: null, settlementOn: null };

/**
 * What is told of a judgment or a settlement: with the ten years that it gives (forældelsesloven § 5, stk. 1), and not with the three that
 * they became at the recovery authority (gældsinddrivelsesloven § 18 a, stk. 4; R_2_1a).
 */
export function rulingTold(limitation: Limitation | undefined): Ruling {
  if (limitation === undefined) return none;
  const { judgmentOn, settlementOn, until } = limitation;
  const on = judgmentOn ?? settlementOn;
  return on === null || until < addYears(on, 10) ? none : { judgmentOn, settlementOn };
}

/** Master data as they may have been kept: before it was told of each who owes the claim, a judgment stood beside them. */
export type KeptBefore<Data extends { readonly liable: readonly Ruling[] }> = Omit<Data, 'liable'> &
  Partial<Ruling> & {
    readonly liable: readonly (Omit<Data['liable'][number], keyof Ruling> & Partial<Ruling>)[];
  };

/** Master data with what is told of a judgment at each who owes the claim, also where they were kept before that. */
export function withRulings<Data extends { readonly liable: readonly Ruling[] }>(
  kept: KeptBefore<Data>,
): Data {
  const { judgmentOn = null, settlementOn = null, ...data } = kept;
  const liable = kept.liable.map((each) => ({ judgmentOn, settlementOn, ...each }));
  return { ...data, liable } as unknown as Data; // the same, with the days where they belong
}
