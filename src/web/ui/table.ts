import { html, type Html } from './html.ts';

export interface Table {
  /** The id of the heading that names the table. */
  readonly labelledBy: string;
  readonly columns: readonly string[];
  /** The first cell of a row is what the row is about. */
  readonly rows: readonly (readonly [string | Html, ...(string | Html)[]])[];
  /** The places of columns that hold words and not figures, besides the first. */
  readonly inWords?: readonly number[];
}

/**
 * The design system's table. Below 992 px each row is shown as a list of its own, each value under its column's name; the
 * roles keep it a table for those who hear it, which `display: block` would take away.
 */
export function table({ labelledBy, columns, rows, inWords = [] }: Table): Html {
  const look = (place: number) => (inWords.includes(place) ? 'in-words' : '');
  const head = columns.map(
    (name, place) => html`<th scope="col" role="columnheader" class="${look(place)}">${name}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr role="row">
        ${cells(row, columns, look)}
      </tr>`,
  );
  return html`<div
    class="table--responsive-scroll"
    tabindex="0"
    role="region"
    aria-labelledby="${labelledBy}"
  >
    <table
      class="table table--zebra table--compact table-md-responsive-headers figures"
      role="table"
      aria-labelledby="${labelledBy}"
    >
      <thead role="rowgroup">
        <tr role="row">
          ${head}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${body}
      </tbody>
    </table>
  </div>`;
}

function cells(
  [subject, ...values]: Table['rows'][number],
  [, ...names]: readonly string[],
  look: (place: number) => string,
): Html {
  const rest = values.map(
    (value, index) =>
      html`<td role="cell" class="${look(index + 1)}" data-title="${names[index] ?? ''}">${value}</td>`,
  );
  return html`<th scope="row" role="rowheader">${subject}</th>
    ${rest}`;
}
