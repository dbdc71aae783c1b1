import encodeQr from 'qr';
import { html, type Html } from './html.ts';

/** A square code that holds a text; `says` is what it is for those who do not see it. It is drawn dark on white in any colours. */
export function qrCode(text: string, says: string): Html {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg
    class="qr-code"
    viewBox="0 0 ${rows.length} ${rows.length}"
    width="180"
    height="180"
    role="img"
    aria-label="${says}"
    shape-rendering="crispEdges"
  >
    <rect width="100%" height="100%" fill="#ffffff" />
    <path fill="#000000" d="${squares.join('')}" />
  </svg>`;
}
