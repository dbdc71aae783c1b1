import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileTypes, typeOfContent } from './file-type.ts';
import { runs } from '../../test/long/length.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const text = (words: string) => Buffer.from(words, 'latin1');
/** A box of ISO/IEC 14496-12: its length, its name, what is in it. */
const box = (name: string, content: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + content.length);
  return Buffer.concat([length, text(name), text(content)]);
};
const PDF = text('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n');
const PNG = hex('89504e470d0a1a0a 0000000d49484452 0000000049454e44ae426082');
const JPEG = hex('ffd8ffe000104a46494600 ffd9');
const HEIC = Buffer.concat([box('ftyp', 'heic\0\0\0\0mif1heic'), box('mdat', 'x'.repeat(40))]);

describe('a file is what its content says', () => {
  test.each([
    ['a PDF', PDF, 'pdf'],
    [
      'a PDF with something of its program’s own behind the end',
      Buffer.concat([PDF, text('\0'.repeat(900))]),
      'pdf',
    ],
    ['a picture of a browser', PNG, 'png'],
    ['a picture of a camera', JPEG, 'jpeg'],
    ['a picture of a new telephone', HEIC, 'heic'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a text', text('Kære kommune'), 'unknown'],
    ['a web page', text('<!doctype html><script>alert(1)</script>'), 'unknown'],
    ['a drawing that may hold a program', text('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'unknown'],
    ['a program for Windows', text('MZ\x90\0'), 'unknown'],
    ['a workbook', hex('504b0304'), 'unknown'],
    ['a moving picture', Buffer.concat([box('ftyp', 'isom\0\0\0\0'), box('mdat', 'x')]), 'unknown'],
    [
      'a moving picture of a telephone',
      Buffer.concat([box('ftyp', 'qt  \0\0\0\0'), box('mdat', 'x')]),
      'unknown',
    ],
    ['a PDF of a version that does not exist', text('%PDF-9.1\n%%EOF'), 'unknown'],
    ['a web page with a PDF behind it', Buffer.concat([text('<script>'), PDF]), 'unknown'],
    ['half a PDF', PDF.subarray(0, 20), 'not-whole'],
    ['half a picture', PNG.subarray(0, 20), 'not-whole'],
    ['half a picture of a camera', JPEG.subarray(0, 8), 'not-whole'],
    ['half a picture of a telephone', HEIC.subarray(0, 40), 'not-whole'],
    [
      'a picture whose boxes have no length',
      Buffer.concat([box('ftyp', 'heic\0\0\0\0'), hex('00000002 6d646174')]),
      'not-whole',
    ],
  ])('%s', (_, content, type) => {
    expect(typeOfContent(content)).toBe(type);
  });

  test('and any bytes whatever give an answer; what begins as none of them is none of them', () => {
    const anything = fc.uint8Array({ maxLength: 300 });
    const begun = fc.tuple(fc.constantFrom(PDF, PNG, JPEG, HEIC), fc.nat(60), anything);
    fc.assert(
      fc.property(anything, begun, (bytes, [file, cut, rest]) => {
        const answers: readonly string[] = [...fileTypes, 'empty', 'unknown', 'not-whole'];
        expect(answers).toContain(typeOfContent(Buffer.concat([file.subarray(0, cut), rest])));
        const other = Buffer.concat([text('\0\0\0\0none'), bytes]);
        expect(typeOfContent(other)).toBe('unknown');
      }),
      runs(300),
    );
  });
});
