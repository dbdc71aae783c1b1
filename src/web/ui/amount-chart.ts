import { html, type Html } from './html.ts';

/** One bar of a chart of amounts. */
export interface AmountBar {
  readonly label: string;
  /** What stands beside the bar: the amount in words, or why there is none. */
  readonly figure: string;
  /** Per cent of the widest bar; 0 = there is none. */
  readonly width: number;
  /** Something else than an amount to pay: drawn as an outline, so that it is not told by colour alone. */
  readonly outlined: boolean;
}

export interface AmountChart {
  /** For the chart's title and description. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly AmountBar[];
}

const ROW = 72;
const BAR = { top: 32, height: 24 } as const;

/**
 * Bars one under the other, each with its words above it: widths are per cent and heights are pixels, so that the words keep their size on
 * a phone. Whoever does not see it hears the same amounts; it needs no colour and no script.
 */
export function amountChart({ id, title, bars }: AmountChart): Html {
  const described = bars.map(({ label, figure }) => `${label}: ${figure.replace(/\.$/, '')}.`).join(' ');
  return html`<svg
    class="chart"
    width="100%"
    height="${bars.length * ROW}"
    role="img"
    aria-labelledby="${id}-title ${id}-description"
    focusable="false"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-description">${described}</desc>
    ${bars.map((bar, place) => drawn(bar, place * ROW))}
  </svg>`;
}

function drawn({ label, figure, width, outlined }: AmountBar, top: number): Html {
  const look = outlined ? 'amount outlined' : 'amount';
  return html`<text x="0" y="${top + 22}">${label}: <tspan class="month">${figure}</tspan></text>
    <rect class="track" x="0" y="${top + BAR.top}" width="100%" height="${BAR.height}"></rect>
    ${
      width <= 0 && !outlined
        ? null
        : html`<rect
            class="${look}"
            x="0"
            y="${top + BAR.top}"
            width="${outlined ? '100%' : `${width.toFixed(2)}%`}"
            height="${BAR.height}"
          ></rect>`
    }`;
}
