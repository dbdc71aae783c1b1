import { readableMonth } from '../../kernel/dates.ts';
import { html, type Html } from '../ui/html.ts';
import type { MonthFigures } from './month-figures.ts';
import { startTexts as texts } from './texts.ts';

const ROW = 68;
const BAR = { top: 26, height: 30 } as const;
/** Per cent of the bar that a number needs: on any phone, and on a wider screen. The table has every number. */
const ROOM = { phone: 12, wide: 4 } as const;

const parts = [
  { of: 'plan', label: texts.plan },
  { of: 'deferral', label: texts.deferral },
  { of: 'noAnswer', label: texts.noAnswer },
] as const;
const classes = { plan: 'plan', deferral: 'deferral', noAnswer: 'no-answer' } as const;

/**
 * One bar a month: how many shall pay, have deferral, or got no answer. Widths are per cent and heights are pixels, so
 * that the text keeps its size on a phone. `id` is for the chart's title and description.
 */
export function outcomesChart(id: string, months: readonly MonthFigures[]): Html {
  const described = months.map((figures) => `${inWords(figures)}.`).join(' ');
  return html`<ul class="unstyled-list legend">
      ${parts.map(({ of, label }) => legend(classes[of], label))}
    </ul>
    <svg
      class="chart"
      width="100%"
      height="${months.length * ROW}"
      role="img"
      aria-labelledby="${id}-title ${id}-description"
      focusable="false"
    >
      <title id="${id}-title">${texts.chartTitle}</title>
      <desc id="${id}-description">${described}</desc>
      ${months.map((figures, index) => bar(figures, index * ROW))}
    </svg>`;
}

function legend(className: string, label: string): Html {
  return html`<li>
    <svg width="18" height="18" aria-hidden="true" focusable="false">
      <rect class="${className}" x="1" y="1" width="16" height="16"></rect>
    </svg>
    ${label}
  </li>`;
}

function bar(figures: MonthFigures, top: number): Html {
  let left = 0;
  const drawn = parts.map(({ of }) => {
    const width = figures.debtors === 0 ? 0 : (figures[of] / figures.debtors) * 100;
    const part = segment({ of, count: figures[of], left, width }, top + BAR.top);
    left += width;
    return part;
  });
  return html`<text class="month" x="0" y="${top + 17}">${readableMonth(figures.month)}</text>${drawn}`;
}

interface Segment {
  readonly of: keyof typeof classes;
  readonly count: number;
  /** Per cent of the bar. */
  readonly left: number;
  readonly width: number;
}

function segment({ of, count, left, width }: Segment, top: number): Html | null {
  if (count === 0) return null;
  const name = classes[of];
  const room = width < ROOM.phone ? 'roomy' : 'always';
  const number =
    width < ROOM.wide
      ? null
      : html`<text class="number on-${name} ${room}" x="${percent(left + width / 2)}" y="${top + 21}">
          ${count}
        </text>`;
  return html`<rect
      class="${name}"
      x="${percent(left)}"
      y="${top}"
      width="${percent(width)}"
      height="${BAR.height}"
    ></rect>
    ${number}`;
}

function percent(share: number): string {
  return `${share.toFixed(2)}%`;
}

function inWords(figures: MonthFigures): string {
  const counts = parts.map(({ of, label }) => `${label.toLowerCase()} ${figures[of]}`);
  return `${readableMonth(figures.month)}: ${counts.join(', ')}`;
}
