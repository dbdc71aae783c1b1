import { covers, date, type DateRange, type PlainDate } from '../kernel/dates.ts';
import { kroner, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import feeList from '../../statute/fees.json' with { type: 'json' };

/** A letter that reminds, compensation in a commercial transaction, or a notice of distraint. */
export type FeeKind = 'reminder' | 'compensation' | 'distraint-notice';

/** The most that the law allows, from a day to a day. */
export interface FeeFigure {
  readonly kind: FeeKind;
  readonly regime: string;
  readonly applies: DateRange;
  readonly most: Ore;
  /** How many times for one claim; null = the law has no number. */
  readonly mostLetters: number | null;
  /** Whole days from one letter with a fee to the next; null = the law has no number. */
  readonly daysBetween: number | null;
  readonly paragraph: string;
  readonly verified: boolean;
}

export type FeeFigures = readonly FeeFigure[];

export const feeFigures: FeeFigures = feeList.entries.map((raw) => ({
  kind: kindOf(raw.kind),
  regime: raw.regime,
  applies: { from: date(raw.from), to: raw.to === null ? null : date(raw.to) },
  most: kroner(raw.mostKroner),
  mostLetters: raw.mostLetters,
  daysBetween: raw.daysBetween,
  paragraph: raw.paragraph,
  verified: raw.verified,
}));

/** The figure for a kind of fee under a regime on a day; null: the law knows no such fee, or none was found for the day. */
export function feeFigureOn(
  figures: FeeFigures,
  asked: { readonly kind: FeeKind; readonly regime: string; readonly on: PlainDate },
): FeeFigure | null {
  const isIt = ({ kind, regime, applies }: FeeFigure) =>
    kind === asked.kind && regime === asked.regime && covers(applies, asked.on);
  return figures.find(isIt) ?? null;
}

/** The figure that allows the most of a kind of fee under a regime, whatever the day; null: the law knows no such fee. */
export function highestFeeFigure(
  figures: FeeFigures,
  asked: { readonly kind: FeeKind; readonly regime: string },
): FeeFigure | null {
  const such = figures.filter(({ kind, regime }) => kind === asked.kind && regime === asked.regime);
  return such.toSorted((a, b) => (a.most < b.most ? 1 : -1))[0] ?? null;
}

function kindOf(text: string): FeeKind {
  assert(
    text === 'reminder' || text === 'compensation' || text === 'distraint-notice',
    `statute/fees.json: unknown kind ${text}`,
  );
  return text;
}
