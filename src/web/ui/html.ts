import { assert } from '../../kernel/result.ts';
import { unbroken } from './unbroken.ts';

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

/** An attribute that is there or not, without a value: the only thing that may stand bare in a tag. */
class Flag {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  static markupOf(flag: Flag): string {
    return flag.#markup;
  }
}

export type { Flag };

export type FlagName =
  'autofocus' | 'checked' | 'disabled' | 'hidden' | 'multiple' | 'open' | 'required' | 'selected';

/** `<input ${flag('required', isNeeded)} />` */
export function flag(name: FlagName, on: boolean): Flag {
  return new Flag(on ? name : '');
}

/** What may stand in a template: text and numbers are escaped, HTML is put in as it is, null leaves nothing. */
export type Insertable = SafeHtml | string | number | null | readonly Insertable[];

/**
 * HTML from a template. Values may stand in text and inside double-quoted attribute values, and nowhere else: not as
 * names, not in a script or style. A flag stands between the attributes of a tag. Addresses in `href` and `src` come from
 * the program, never from people.
 */
export function html(template: TemplateStringsArray, ...values: readonly (Insertable | Flag)[]): SafeHtml {
  const places = placesOf(template);
  let markup = template[0] ?? '';
  for (const [index, value] of values.entries()) {
    const isFlag = value instanceof Flag;
    assert(isFlag === (places[index] === 'bare'), `${NOT_HERE}: ${template[index]?.slice(-40)}`);
    markup +=
      (isFlag ? Flag.markupOf(value) : put(value, places[index] === 'text')) + (template[index + 1] ?? '');
  }
  return new SafeHtml(markup);
}

const NOT_HERE = 'a value stands in text or in a quoted attribute, and only a flag bare in a tag';

/** The text of finished HTML, for the reply. */
export function markupOf(html: SafeHtml): string {
  return SafeHtml.markupOf(html);
}

function put(value: Insertable, isRead: boolean): string {
  if (value === null) return '';
  if (typeof value === 'string') return escape(isRead ? unbroken(value) : value);
  if (typeof value === 'number') return String(value);
  return value instanceof SafeHtml
    ? SafeHtml.markupOf(value)
    : value.map((each) => put(each, isRead)).join('');
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

/** What stands in text is read; what stands in an attribute or a field goes back as it was; a flag stands bare in a tag. */
type Place = 'text' | 'kept' | 'bare';

const checked = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Where each value of a template stands. Looked at once for each: escaping is only right in the places it was made for. */
function placesOf(template: TemplateStringsArray): readonly Place[] {
  const known = checked.get(template);
  if (known !== undefined) return known;
  const places: Place[] = [];
  let before = '';
  for (const part of template.slice(0, -1)) {
    before += part;
    const tag = before.slice(before.lastIndexOf('<'));
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
    const quoted = tag.split('"').length % 2 === 0 && /="[^"]*$/.test(tag);
    // After the name and a blank, outside of quotes: where an attribute begins. What a flag leaves is one more blank.
    const isBare = inTag && !quoted && /^<[a-z][^"]*(?:"[^"]*"[^"]*)*\s$/.test(tag);
    assert(!inTag || quoted || isBare, `${NOT_HERE}: ${tag}`);
    assert(!/\s(?:on\w+|style)="[^"]*$/i.test(tag), 'no value stands in an event handler or a style');
    const isKept = inTag || /<textarea[^>]*>$/.test(before);
    places.push(isBare ? 'bare' : isKept ? 'kept' : 'text');
  }
  assert(
    !/<(?:script(?! src=")|style)\b/i.test(template.join('')),
    'scripts and styles are files of their own',
  );
  checked.set(template, places);
  return places;
}
