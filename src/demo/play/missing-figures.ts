import { addDays, firstDayOf, lastDayOf, monthOf, type PlainDate } from '../../kernel/dates.ts';
import { feeFigureOn, feeFigures } from '../../law/fee-figures.ts';
import { figuresEdition1 } from '../../law/figures.ts';
import { entryOn, interestRates, rateOn } from '../../law/interest-rates.ts';
import { currentRule } from '../../law/rule-versions.ts';

/** A figure of law that nobody has found for some days: nothing is decided or charged by it then, and it is not guessed. */
export interface MissingFigure {
  readonly figure: string;
  readonly paragraph: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

interface Figure extends Pick<MissingFigure, 'figure' | 'paragraph'> {
  readonly isThere: (day: PlainDate) => boolean;
}

/** What the program asks for by date. */
const figures: readonly Figure[] = [
  {
    figure: 'betalingsevnetabellen',
    paragraph: 'gældsinddrivelsesbekendtgørelsen § 11',
    isThere: (day) => currentRule.hasTable(day),
  },
  {
    figure: 'afdraget uden oplysninger om indkomst',
    paragraph: 'bek. 585/2023 § 5, stk. 2',
    isThere: (day) =>
      figuresEdition1.noIncomeInstalments.some(({ from, to }) => from <= day && (to === null || day <= to)),
  },
  {
    figure: 'renten for hver påbegyndt måned',
    paragraph: 'gebyrloven § 3',
    isThere: (day) => entryOn(interestRates.monthly, day) !== null,
  },
  {
    figure: 'renten om året',
    paragraph: 'renteloven § 5',
    isThere: (day) => rateOn(interestRates, day) !== null,
  },
  {
    figure: 'det højeste rykkergebyr',
    paragraph: 'gebyrloven § 2',
    isThere: (on) => feeFigureOn(feeFigures, { kind: 'reminder', regime: 'gebyrloven', on }) !== null,
  },
  {
    figure: 'det højeste rykkergebyr',
    paragraph: 'renteloven § 9 b',
    isThere: (on) => feeFigureOn(feeFigures, { kind: 'reminder', regime: 'renteloven', on }) !== null,
  },
];

/** The figures that are missing for days from one to another, by their first day; they change with months at most. */
export function missingFigures(from: PlainDate, to: PlainDate): MissingFigure[] {
  return figures
    .flatMap((figure) => gapsOf(figure, from, to))
    .toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
}

function gapsOf({ figure, paragraph, isThere }: Figure, from: PlainDate, to: PlainDate): MissingFigure[] {
  const gaps: { from: PlainDate; to: PlainDate }[] = [];
  for (let day = from; day <= to; day = addDays(lastDayOf(monthOf(day)), 1)) {
    if (isThere(day)) continue;
    const end = lastDayOf(monthOf(day)) < to ? lastDayOf(monthOf(day)) : to;
    const last = gaps.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = end;
    else gaps.push({ from: day === from ? from : firstDayOf(monthOf(day)), to: end });
  }
  return gaps.map((gap) => ({ figure, paragraph, ...gap }));
}
