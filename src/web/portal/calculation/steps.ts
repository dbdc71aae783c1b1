import type { MonthExplained } from '../../../agreements/explain.ts';
import { lastSaid } from '../../../facts/answered-on.ts';
import type { Source, Step } from '../../../kernel/explanation.ts';
import { readableKroner, type Ore } from '../../../kernel/money.ts';
import { percentOf } from '../../../law/percent.ts';
import { explanationInWords, sourceInWords, type Whose } from '../../../letters/explanation-in-words.ts';
import { amountChart, type AmountBar } from '../../ui/amount-chart.ts';
import { html, type Html } from '../../ui/html.ts';
import { table } from '../../ui/table.ts';
import type { Around } from '../debt/debt-card.ts';

/** The whole way to a result, step by step, as letters and desk have it; the paragraphs last. */
export function stepsInWords(
  visit: Around,
  steps: readonly Step[],
  answered: MonthExplained['answeredOn'],
): Html {
  const { texts, language } = visit;
  const said = texts.yourPayment;
  const from = (source: Source) => sourceInWords(source, language, lastSaid(answered, source));
  const lines = explanationInWords(steps, language, from, whoseOf(visit));
  const shown = lines.map(
    ({ title, rows, sentence }, place) =>
      html`<h3 id="step-${place + 1}">${title}</h3>
        <p>${sentence}</p>
        ${table({
          labelledBy: `step-${place + 1}`,
          columns: [said.stepWhat, said.stepFigure, said.stepFrom],
          rows: rows.map((row) => [row.what, row.figure, row.from] as const),
          inWords: [2],
        })}`,
  );
  const paragraphs = [...new Set(lines.map(({ paragraph }) => paragraph))];
  return html`${shown}
    <p class="rules">${said.rules}: ${paragraphs.join('; ')}.</p>`;
}

/** The same in a sentence for each step, where the figures stand elsewhere. */
export function stepsInShort(visit: Pick<Around, 'language' | 'session'>, steps: readonly Step[]): Html {
  const lines = explanationInWords(steps, visit.language, () => '', whoseOf(visit));
  return html`<ol>
    ${lines.map(({ sentence }) => html`<li>${sentence}</li>`)}
  </ol>`;
}

/** Whose income the reader is told of. */
export function whoseOf({ session }: Pick<Around, 'session'>): Whose {
  return session.actsFor === null ? 'own' : 'another';
}

/** The three amounts that matter, as bars: the year, the part that the table takes, and a month of it. */
export function yearChart(
  visit: Around,
  {
    labelledBy,
    year,
    percent,
    monthly,
  }: {
    /** The id of its heading. */
    readonly labelledBy: string;
    readonly year: Ore;
    readonly percent: number;
    readonly monthly: Ore;
  },
): Html {
  const { texts, language } = visit;
  const said = texts.yourPayment;
  const share = percentOf(year, percent * 100);
  const bar = (label: string, amount: Ore): AmountBar => ({
    label,
    figure: readableKroner(amount, language),
    width: shareOf(amount, year),
    outlined: false,
  });
  const bars = [bar(said.barYear, year), bar(said.barShare, share), bar(said.barMonth, monthly)];
  return amountChart({ labelledBy, bars });
}

/** Per cent of the whole; what is there is always seen. */
export function shareOf(amount: Ore, whole: Ore): number {
  if (whole <= 0n || amount <= 0n) return 0;
  return Math.max(0.5, Number((amount * 10_000n) / whole) / 100);
}
