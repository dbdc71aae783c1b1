import { assert } from '../../kernel/result.ts';

/** HTML that is safe to send. Only the `html` tag of this file can make it: the class is not exported. */
class SafeHtml {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  static markupOf(html: SafeHtml): string {
    return html.#markup;
  }
}

export type { SafeHtml as Html };

/** What may stand in a template: text and numbers are escaped, HTML is put in as it is, null leaves nothing. */
export type Insertable = SafeHtml | string | number | null | readonly Insertable[];

/**
 * HTML from a template. Values may stand in text and inside double-quoted attribute values, and nowhere else: not as
 * names, not in a script or style. Addresses in `href` and `src` come from the program, never from people.
 */
export function html(template: TemplateStringsArray, ...values: readonly Insertable[]): SafeHtml {
  checkPlaces(template);
  let markup = template[0] ?? '';
  for (const [index, value] of values.entries()) markup += put(value) + (template[index + 1] ?? '');
  return new SafeHtml(markup);
}

/** The text of finished HTML, for the reply. */
export function markupOf(html: SafeHtml): string {
  return SafeHtml.markupOf(html);
}

function put(value: Insertable): string {
  if (value === null) return '';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return value instanceof SafeHtml ? SafeHtml.markupOf(value) : value.map(put).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

const checked = new WeakSet<TemplateStringsArray>();

// Once for each template in the program: escaping is only right in the places it was made for.
function checkPlaces(template: TemplateStringsArray): void {
  if (checked.has(template)) return;
  let before = '';
  for (const part of template.slice(0, -1)) {
    before += part;
    const tag = before.slice(before.lastIndexOf('<'));
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
    const quoted = tag.split('"').length % 2 === 0 && /="[^"]*$/.test(tag);
    assert(!inTag || quoted, `a value stands in text or in a quoted attribute, not after: ${tag}`);
    assert(!/ (?:on\w+|style)="[^"]*$/i.test(tag), 'no value stands in an event handler or a style');
  }
  assert(!/<(?:script|style)\b/i.test(template.join('')), 'scripts and styles are files of their own');
  checked.add(template);
}
