import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flag, html, markupOf, type FlagName, type Insertable } from './html.ts';

const shown = (value: Insertable) => markupOf(html`<p title="${value}">${value}</p>`);

test('a name with signs of HTML is shown as it is written', () => {
  expect(shown(`<b>"Åse" & 'Bo'</b>`)).toBe(
    '<p title="&lt;b&gt;&quot;Åse&quot; &amp; &#39;Bo&#39;&lt;/b&gt;">' +
      '&lt;b&gt;&quot;Åse&quot; &amp; &#39;Bo&#39;&lt;/b&gt;</p>',
  );
});

test('HTML made by a template is put in as it is, lists one after the other, and null leaves nothing', () => {
  const items = ['a', '<'].map((text) => html`<b>${text}</b>`);
  expect(markupOf(html`<p>${items}${null}${3}</p>`)).toBe('<p><b>a</b><b>&lt;</b>3</p>');
});

test('no text whatever can open a tag or end an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const markup = shown(text);
      expect(markup.match(/</g)).toHaveLength(2);
      expect(markup.match(/"/g)).toHaveLength(2);
      expect(decoded(/>(.*)</s.exec(markup)?.[1] ?? '')).toBe(text);
    }),
  );
});

test('lists in lists of texts are escaped each and lose nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string())), (lists) => {
      expect(decoded(markupOf(html`${lists}`))).toBe(lists.flat().join(''));
    }),
  );
});

test('a value cannot stand where escaping does not protect', () => {
  const value = 'x';
  expect(() => html`<p title=${value}></p>`).toThrow(/quoted attribute/);
  expect(() => html`<p ${value}></p>`).toThrow(/quoted attribute/);
  expect(() => html`<p class="a" ${value}></p>`).toThrow(/quoted attribute/);
  expect(() => html`<${value}></${value}>`).toThrow(/quoted attribute/);
  expect(() => html`<a onclick="${value}"></a>`).toThrow(/event handler/);
  expect(() => html`<p style="width: ${value}"></p>`).toThrow(/style/);
  expect(
    () =>
      html`<script>
        ${value};
      </script>`,
  ).toThrow(/files of their own/);
});

test('a flag stands bare in a tag, and leaves nothing where it does not hold', () => {
  const box = (on: boolean) => markupOf(html`<input type="checkbox" ${flag('checked', on)} name="a" />`);
  expect(box(true)).toBe('<input type="checkbox" checked name="a" />');
  expect(box(false)).toBe('<input type="checkbox"  name="a" />');
});

test('a flag stands nowhere else, and nothing else stands where a flag does', () => {
  const open = flag('open', true);
  expect(() => html`<p>${open}</p>`).toThrow(/only a flag bare/);
  expect(() => html`<p title="${open}"></p>`).toThrow(/only a flag bare/);
  expect(() => html`<details ${'open'}></details>`).toThrow(/only a flag bare/);
  expect(() => html`<details ${html`<b></b>`}></details>`).toThrow(/only a flag bare/);
  expect(() => html`<p title=${open}></p>`).toThrow(/quoted attribute/);
  expect(() => html`<${open} p></p>`).toThrow(/quoted attribute/);
  expect(() => html`<details a=" ${open}></details>`).toThrow(/quoted attribute|flag/);
});

test('whatever stands beside them, flags are in the tag and text is not', () => {
  const names: FlagName[] = ['checked', 'disabled', 'hidden', 'multiple', 'open', 'required', 'selected'];
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...names), fc.boolean(), (text, name, on) => {
      const markup = markupOf(html`<p title="${text}" ${flag(name, on)}>${text}</p>`);
      expect(markup).toContain(on ? `" ${name}>` : '" >');
      expect(markup.match(/[<>]/g)).toHaveLength(4);
    }),
  );
});

test('a script of ours may be referred to, never written in the page', () => {
  expect(markupOf(html`<script src="${'/a.js'}" defer></script>`)).toBe(
    '<script src="/a.js" defer></script>',
  );
  expect(() => html`<script defer></script>`).toThrow(/files of their own/);
});

test('an object that only looks like HTML is not one', () => {
  // What JSON from outside could bring; the type forbids it, and so does the program.
  const forged = { markup: '<script>' } as unknown as Insertable;
  expect(() => markupOf(html`${forged}`)).toThrow(/not a function/);
});

function decoded(markup: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '');
}
