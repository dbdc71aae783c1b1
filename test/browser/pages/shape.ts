/** Elements that hold nothing. */
const EMPTY = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** What of an element a style or a rule can ask for, besides what is written in it. */
const TELLING =
  / (class|role|type|scope|open|checked|disabled|required|hidden|aria-[a-z]+|for|lang|autocomplete)(?:="([^"]*)")?(?=[ />])/g;

/**
 * What a page consists of without its words: each kind of element in what is its own – name, classes, role and the like – with the kind that
 * it stands in. What leads from one element to another counts as that it does, not where to.
 */
export function shapeOf(body: string): string {
  const main = /<main.*<\/main>/s.exec(body)?.[0] ?? body;
  const shape = new Set<string>();
  const within: string[] = [];
  for (const [, closing, name = '', attributes = ''] of main.matchAll(
    /<(\/?)([a-z][a-z0-9-]*)((?:\s[^>]*)?)>/g,
  )) {
    if (closing === '/') {
      within.pop();
      continue;
    }
    const told = Array.from(` ${attributes} `.matchAll(TELLING), ([, what = '', value = '']) =>
      ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-label'].includes(what)
        ? what
        : `${what}=${value}`,
    );
    const kind = [name, ...told.toSorted()].join(' ');
    shape.add(`${within.at(-1) ?? ''} > ${kind}`);
    if (!EMPTY.has(name) && !attributes.endsWith('/')) within.push(kind);
  }
  return [...shape].toSorted().join('\n');
}
