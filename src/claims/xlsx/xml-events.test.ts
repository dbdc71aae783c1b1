import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileRefused } from '../raw-row.ts';
import { XmlEvents } from './xml-events.ts';
import { runs } from '../../../test/long/length.ts';

/** What is told of a document that comes in pieces of so many bytes; null when it is refused. */
function toldOf(xml: string | Buffer, size: number): readonly string[] | null {
  const told: string[] = [];
  const events = new XmlEvents({
    open: (name, attributes) => told.push(`<${name} ${JSON.stringify(attributes)}`),
    text: (text) => told.push(text),
    close: (name) => told.push(`>${name}`),
  });
  const bytes = Buffer.from(xml);
  try {
    for (let at = 0; at < bytes.length; at += size) events.write(bytes.subarray(at, at + size));
    events.end();
    return told;
  } catch (error) {
    if (error instanceof FileRefused) return null;
    throw error;
  }
}

const document =
  '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- krav --><x:sheet xmlns:x="urn:x">' +
  '<x:c a="1>2"\n b=\'&quot;\'/><v>Hjælp &amp; støtte 𝄞\r\n2</v><t><![CDATA[<æ>]]></t></x:sheet>\n';

test('elements are told without their prefixes, texts as they are meant', () => {
  expect(toldOf(document, 10_000)).toEqual([
    '<sheet {"xmlns:x":"urn:x"}',
    '<c {"a":"1>2","b":"\\""}',
    '>c',
    '<v {}',
    'Hjælp & støtte 𝄞\n2',
    '>v',
    '<t {}',
    '<æ>',
    '>t',
    '>sheet',
  ]);
});

test('what is told is the same however the document is cut into pieces, even inside a letter', () => {
  const whole = toldOf(document, 10_000);
  for (let size = 1; size < 60; size++) expect(toldOf(document, size)).toEqual(whole);
});

test('a document that ends too early is refused, wherever that is', () => {
  const bytes = Buffer.from(document.trimEnd());
  for (let end = 0; end < bytes.length; end++) expect(toldOf(bytes.subarray(0, end), 50)).toBeNull();
  expect(toldOf(bytes, 50)).not.toBeNull();
});

test('whatever has been put into a document, it is read or refused', () => {
  const insertion = fc.stringMatching(/^[<>/&;"'a= !?\]#x-]{1,6}$/);
  fc.assert(
    fc.property(fc.nat(document.length), insertion, fc.integer({ min: 1, max: 60 }), (at, text, size) => {
      expect(() => toldOf(document.slice(0, at) + text + document.slice(at), size)).not.toThrow();
    }),
    runs(500),
  );
});

test.each([
  ['a document type', '<!DOCTYPE a><a/>'],
  ['a document type, and with it entities that grow', '<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'],
  ['an entity that is not XML’s own', '<a>&aelig;</a>'],
  ['an element that is not closed', '<a><b></a>'],
  ['two roots', '<a/><b/>'],
  ['text outside the root', '<a/>krav'],
  ['nothing at all', ''],
  ['an ampersand alone', '<a>A & B</a>'],
  ['a character that there is not', '<a>&#x110000;</a>'],
  ['an attribute twice', '<a r="A1" r="A2"/>'],
  ['elements within elements without measure', '<a>'.repeat(101) + '</a>'.repeat(101)],
])('%s is refused', (_, xml) => {
  expect(toldOf(xml, 100_000)).toBeNull();
});

test('bytes that are not UTF-8 are refused', () => {
  expect(toldOf(Buffer.from('<a>\xe6</a>', 'latin1'), 100)).toBeNull();
  expect(toldOf(Buffer.concat([Buffer.from('<a/>'), Buffer.from('æ').subarray(0, 1)]), 100)).toBeNull();
});

test.each([
  ['a tag', '<a ', 'b'],
  ['a tag with attributes', '<a ', 'b="" '],
  ['a text', '<a>', 'b'],
  ['a text of entities', '<a>', '&amp;'],
  ['a value', '<a b="', 'b'],
  ['an entity', '<a>&', 'b'],
  ['a comment', '<!--', 'b'],
  ['a piece of unread text', '<a><![CDATA[', 'b'],
  ['an instruction', '<?a ', 'b'],
  ['a document type', '<!DOCTYPE a [', 'b'],
  ['white space after the root', '<a/>', ' '],
])('%s without end is refused long before it fills the memory', (_, begin, more) => {
  const events = new XmlEvents({ open: () => undefined, text: () => undefined, close: () => undefined });
  events.write(Buffer.from(begin));
  const piece = Buffer.from(more.repeat(Math.ceil(65_536 / more.length)));
  let pieces = 0;
  const write = () => {
    for (; pieces < 1000; pieces++) events.write(piece);
  };
  expect(write).toThrow(FileRefused);
  expect(pieces).toBeLessThan(20);
});

test('a document may be longer than that, as long as each thing in it has an end', () => {
  for (const part of ['<c/>', '<v>x</v>', '<!-- krav -->', '<?krav x?>', '<![CDATA[x]]>']) {
    expect(toldOf(`<a>${part.repeat(Math.ceil(1_500_000 / part.length))}</a>`, 65_536)).not.toBeNull();
  }
});
