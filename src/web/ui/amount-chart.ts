import { html, type Html } from './html.ts';

/** One bar of a chart of amounts. */
export interface AmountBar {
  readonly label: string;
  /** What stands with the bar: the amount in words, or why there is none. */
  readonly figure: string;
  /** Per cent of the widest bar; 0 = there is none. */
  readonly width: number;
  /** Something else than an amount to pay: drawn as an outline, so that it is not told by colour alone. */
  readonly outlined: boolean;
}

export interface AmountChart {
  /** Of the heading that names it. */
  readonly labelledBy: string;
  readonly bars: readonly AmountBar[];
}

/**
 * Bars one under the other, each with its words above it. The words are text, which wraps, grows and is read aloud as any; the bars are for the
 * eye alone and say nothing that the words do not. It needs no colour and no script.
 */
export function amountChart({ labelledBy, bars }: AmountChart): Html {
  return html`<ul class="amounts" aria-labelledby="${labelledBy}">
    ${bars.map(drawn)}
  </ul>`;
}

function drawn({ label, figure, width, outlined }: AmountBar): Html {
  const bar = outlined
    ? html`<rect class="outlined" x="1" y="1" width="99%" height="22"></rect>`
    : html`<rect class="track" width="100%" height="24"></rect>
        <rect class="amount" width="${width.toFixed(2)}%" height="24"></rect>`;
  return html`<li>
    ${label}: <strong>${figure}</strong>
    <svg width="100%" height="24" aria-hidden="true" focusable="false">${bar}</svg>
  </li>`;
}
