import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import type { EndsBy } from '../law/claim-types.ts';
import type { LimitationBasis } from '../law/limitation.ts';

/** The dates of a claim that its limitation may be counted from. */
export interface LimitationDates {
  readonly origin: PlainDate;
  readonly due: PlainDate;
  readonly srb: PlainDate | null;
  /** Of a judgment, for the types whose limitation runs from one. */
  readonly ruledOn: PlainDate | null;
}

/** What a main claim's limitation is counted from, as its type says (forældelsesloven §§ 2-3, 5). Asserts that it does not lapse. */
export function limitationBasis(
  endsBy: EndsBy,
  { origin, due, srb, ruledOn }: LimitationDates,
): LimitationBasis {
  assert(endsBy.kind === 'limitation', 'what lapses is no ordinary claim');
  const special = endsBy.years === 10;
  switch (endsBy.from) {
    case 'due':
      return special ? { kind: 'special-basis', on: due } : { kind: 'ordinary', due, srb };
    case 'origin':
      return special ? { kind: 'special-basis', on: origin } : { kind: 'from-origin', origin };
    case 'ruling':
    default:
      assert(ruledOn !== null, 'a ruling has a day');
      return { kind: 'special-basis', on: ruledOn };
  }
}
