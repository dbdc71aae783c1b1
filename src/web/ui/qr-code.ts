import { qrSquares } from '../../letters/qr-code.ts';
import { html, type Html } from './html.ts';

/** A square code that holds a text; `says` is what it is for those who do not see it. It is drawn dark on white in any colours. */
export function qrCode(text: string, says: string): Html {
  const { size, path } = qrSquares(text);
  return html`<svg
    class="qr-code"
    viewBox="0 0 ${size} ${size}"
    width="180"
    height="180"
    role="img"
    aria-label="${says}"
    shape-rendering="crispEdges"
  >
    <rect width="100%" height="100%" fill="#ffffff" />
    <path fill="#000000" d="${path}" />
  </svg>`;
}
