import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMultipart, type FileLimits } from './multipart.ts';
import { runs } from '../../../test/long/length.ts';

const limits: FileLimits = { most: 2, bytes: 1_000, bytesInAll: 5_000 };
const TYPE = 'multipart/form-data; boundary=----grænse'.replace('æ', 'ae');
const BOUNDARY = '----graense';

interface Part {
  readonly name: string;
  readonly file?: string;
  readonly content: string | Buffer;
}

/** A form as a browser writes it. */
function formOf(parts: readonly Part[]): Buffer {
  const each = parts.flatMap(({ name, file, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...each, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** The same in pieces of so many bytes, as a slow line brings it. */
function inPieces(body: Buffer, size: number): Readable {
  const count = Math.ceil(body.length / size);
  return Readable.from(
    Array.from({ length: count }, (_, place) => body.subarray(place * size, (place + 1) * size)),
    { objectMode: false },
  );
}

const read = (body: Buffer, size = 64, given: FileLimits = limits) =>
  readMultipart(inPieces(body, size), TYPE, given);

describe('a form with files', () => {
  test('is read as it was sent, in whatever pieces it comes', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => text.isWellFormed());
    const bytes = fc.uint8Array({ maxLength: 900 }).map((content) => Buffer.from(content));
    await fc.assert(
      fc.asyncProperty(words, bytes, fc.integer({ min: 1, max: 400 }), async (text, content, size) => {
        const body = formOf([
          { name: 'words', content: text },
          { name: 'files', file: 'løn.pdf', content },
        ]);
        const sent = await read(body, size);
        if (!sent.ok) throw new Error(sent.refusal.why);
        expect(sent.value.fields).toEqual([['words', text]]);
        expect(sent.value.files).toEqual([{ name: 'løn.pdf', content, cut: false }]);
      }),
      runs(60),
    );
  });

  test('that has no file where one could be has none', async () => {
    const sent = await read(formOf([{ name: 'files', file: '', content: '' }]));
    expect(sent).toEqual({ ok: true, value: { fields: [], files: [], tooMuch: false } });
  });

  test('whose file is too long is cut, and says so; what was typed is there', async () => {
    const body = formOf([
      { name: 'words', content: 'Mine ord' },
      { name: 'files', file: 'x.pdf', content: Buffer.alloc(1_500) },
    ]);
    const sent = await read(body);
    if (!sent.ok) throw new Error(sent.refusal.why);
    expect(sent.value.fields).toEqual([['words', 'Mine ord']]);
    expect(sent.value.files).toEqual([{ name: 'x.pdf', content: Buffer.alloc(0), cut: true }]);
  });

  test('that is too much altogether is read to its end, and only what was typed is kept', async () => {
    const body = formOf([
      { name: 'words', content: 'Mine ord' },
      { name: 'files', file: 'x.pdf', content: Buffer.alloc(90_000) },
    ]);
    const stream = inPieces(body, 1_000);
    const sent = await readMultipart(stream, TYPE, limits);
    expect(sent).toEqual({ ok: true, value: { fields: [['words', 'Mine ord']], files: [], tooMuch: true } });
    expect(stream.readableEnded).toBe(true);
  });

  test('of who may send none keeps no file', async () => {
    const body = formOf([
      { name: 'words', content: 'Mine ord' },
      { name: 'files', file: 'x.pdf', content: 'indhold' },
    ]);
    const sent = await read(body, 64, { ...limits, most: 0 });
    expect(sent).toEqual({ ok: true, value: { fields: [['words', 'Mine ord']], files: [], tooMuch: false } });
  });

  test('with one file too many says that there were too many, and keeps no more than that', async () => {
    const body = formOf(Array.from({ length: 9 }, () => ({ name: 'files', file: 'x', content: 'a' })));
    const sent = await read(body);
    expect(sent.ok ? sent.value.files.length : null).toBe(3);
  });

  test.each([
    ['ends before its end', formOf([{ name: 'words', content: 'Mine ord' }]).subarray(0, 70), TYPE],
    ['is nothing of the kind', Buffer.from('words=hej'), TYPE],
    ['does not say where its parts begin', formOf([]), 'multipart/form-data'],
    ['has hundreds of fields', formOf(Array.from({ length: 300 }, () => ({ name: 'a', content: '' }))), TYPE],
  ])('that %s is refused', async (_, body, type) => {
    const sent = await readMultipart(inPieces(body, 50), type, { ...limits, bytesInAll: 100_000 });
    expect(sent.ok).toBe(false);
  });

  test('whose sender goes away is refused, and nobody waits', async () => {
    const stream = Readable.from(
      (async function* () {
        yield formOf([{ name: 'files', file: 'x', content: 'a' }]).subarray(0, 90);
        throw new Error('gone');
      })(),
      { objectMode: false },
    );
    expect((await readMultipart(stream, TYPE, limits)).ok).toBe(false);
  });
});
