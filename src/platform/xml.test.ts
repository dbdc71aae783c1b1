import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfXml, editXml, readEnvelope, readXml, textAt, writeXml, xml, type XmlElement } from './xml.ts';

function read(text: string): XmlElement {
  const tree = readXml(text, null);
  if (!tree.ok) throw new Error(tree.refusal.detail);
  return tree.value;
}

describe('reading XML', () => {
  test('a document is read as names, namespaces and texts', () => {
    const tree = read('<a xmlns="urn:x"><b> æ &amp; <![CDATA[<ø>]]> </b><c/></a>');
    expect(tree).toMatchObject({ name: 'a', namespace: 'urn:x', text: '' });
    expect(textAt(tree, 'b')).toBe('æ & <ø>');
    expect(textAt(tree, 'c')).toBeNull();
    expect(textAt(tree, 'b/d')).toBeNull();
  });

  test.each(['', 'hej', '<a>', '<a></b>', '<a>&unknown;</a>'])('what is not XML is refused: %j', (text) => {
    expect(readXml(text, null)).toMatchObject({ ok: false, refusal: { tag: 'not-xml' } });
  });

  test('a document that declares entities is refused: not read from files, not grown without bound', () => {
    const file = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>';
    const grown = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;&y;</a>';
    for (const text of [file, grown]) {
      expect(readXml(text, null)).toMatchObject({ ok: false, refusal: { tag: 'not-xml' } });
    }
  });

  test('any text at all is read or refused, never an error', () => {
    fc.assert(
      fc.property(
        fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        (text) => {
          expect(typeof readXml(`<a>${text}</a>`, null).ok).toBe('boolean');
        },
      ),
    );
  });

  test('an envelope without content is refused', () => {
    const carried = { container: 'Body', exempt: 'Fault' };
    expect(readEnvelope('<Envelope><Body/></Envelope>', carried, null)).toMatchObject({ ok: false });
    expect(readEnvelope('<Envelope/>', carried, null)).toMatchObject({ ok: false });
    expect(readEnvelope('<Envelope><Body><x/></Body></Envelope>', carried, null)).toMatchObject({
      ok: true,
      value: { content: { name: 'x' } },
    });
  });

  test('a day is read as it is written, whatever time and zone stand behind it', () => {
    for (const text of ['2026-03-01', '2026-03-01Z', '2026-03-01+01:00', '2026-03-01T23:30:00.5-02:00']) {
      expect(dayOfXml(text)).toBe('2026-03-01');
    }
    for (const text of ['', '2026-02-30', '01-03-2026', '2026-03-01 12:00'])
      expect(dayOfXml(text)).toBeNull();
  });
});

describe('writing XML', () => {
  test('what is put in is escaped, markup is not', () => {
    const name = `O'Neill & "<Søn>"`;
    expect(xml`<a n="${name}">${xml`<b/>`}${null}${[xml`<c/>`, xml`<c/>`]}${7}</a>`.markup).toBe(
      '<a n="O&apos;Neill &amp; &quot;&lt;Søn&gt;&quot;"><b/><c/><c/>7</a>',
    );
  });

  test('any text that XML allows comes back as it was', () => {
    // Blanks at the ends are trimmed, and control characters are not for texts.
    const allowed = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\ufffe\uffff]/u.test(text));
    fc.assert(
      fc.property(allowed, (text) => {
        expect(read(xml`<a>${text}</a>`.markup).text).toBe(text.trim());
      }),
    );
  });

  test('a character that XML forbids stops the writing', () => {
    expect(() => xml`<a>${'\u0000'}</a>`).toThrow('characters that XML allows');
  });

  test('a tree that was read is written with its namespaces', () => {
    const tree = read('<p:a xmlns:p="urn:x" xmlns:q="urn:y"><q:b>1 &lt; 2</q:b><p:c/></p:a>');
    expect(writeXml(tree).markup).toBe('<a xmlns="urn:x"><b xmlns="urn:y">1 &lt; 2</b><c></c></a>');
    expect(read(writeXml(tree).markup)).toEqual(tree);
  });

  test('a tree is edited from the leaves up', () => {
    const tree = read('<a><b><c/></b><d>1</d></a>');
    const edited = editXml(tree, (element) => {
      if (element.name === 'c') return null;
      if (element.name === 'b' && element.children.length === 0) return null;
      return element.name === 'd' ? { ...element, text: '2' } : element;
    });
    expect(edited).toEqual(read('<a><d>2</d></a>'));
  });
});
