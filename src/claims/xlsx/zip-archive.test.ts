import { describe, expect, test } from 'vitest';
import { pack, zipOf } from '../../../test/integration/claims-workbook.ts';
import { FileRefused } from '../raw-row.ts';
import { ZipArchive } from './zip-archive.ts';

const content = 'krav '.repeat(100);

async function textOf(bytes: Buffer, path = 'a/b.xml', mostMegabytes = 1): Promise<string> {
  const archive = await ZipArchive.open(bytes);
  const pieces: Buffer[] = [];
  for await (const piece of archive.content(path, mostMegabytes)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function refusalOf(bytes: Buffer, path?: string): Promise<unknown> {
  try {
    return await textOf(bytes, path);
  } catch (error) {
    return error instanceof FileRefused ? error.refusal : error;
  }
}

const damaged = { tag: 'damaged-spreadsheet' };

describe('a file in a zip archive', () => {
  test('is unpacked, whether it was packed or only stored, and whatever the case of its name', async () => {
    const bytes = zipOf([pack('a/b.xml', content), pack('c.xml', 'æ', true)]);
    expect(await textOf(bytes, 'A/B.xml')).toBe(content);
    expect(await textOf(bytes, 'c.xml')).toBe('æ');
  });

  test('that is not there is damage', async () => {
    expect(await refusalOf(zipOf([pack('c.xml', content)]))).toEqual(damaged);
  });

  test('may be left before its end', async () => {
    const archive = await ZipArchive.open(zipOf([pack('a/b.xml', Buffer.alloc(500_000))]));
    const pieces = archive.content('a/b.xml', 1);
    expect((await pieces.next()).done).toBe(false);
    await pieces.return(undefined);
    expect((await pieces.next()).done).toBe(true);
  });
});

describe('an archive that would do harm is refused:', () => {
  const honest = pack('a/b.xml', content);

  test('it would unpack to more than the reader allows, and says so', async () => {
    expect(await refusalOf(zipOf([{ ...honest, size: 1_000_001 }]))).toEqual({
      tag: 'too-big',
      what: 'unpacked',
      mostMegabytes: 1,
    });
  });

  test('it unpacks to more than it says, and is stopped there', async () => {
    const bomb = pack('a/b.xml', Buffer.alloc(50_000_000));
    const archive = await ZipArchive.open(zipOf([{ ...bomb, size: 100_000 }]));
    let unpacked = 0;
    const unpack = async () => {
      for await (const piece of archive.content('a/b.xml', 1)) unpacked += piece.length;
    };
    await expect(unpack()).rejects.toThrow(FileRefused);
    expect(unpacked).toBeLessThanOrEqual(100_000);
  });

  test('it has a password', async () => {
    expect(await refusalOf(zipOf([{ ...honest, flags: 1 }]))).toEqual({ tag: 'locked-zip' });
  });

  test('it has more files than any workbook', async () => {
    const files = Array.from({ length: 10_001 }, (_, index) => pack(String(index), ''));
    expect(await refusalOf(zipOf(files.slice(1)), '10000')).toBe('');
    expect(await refusalOf(zipOf(files), '10000')).toEqual(damaged);
  });

  test.each<[string, Buffer]>([
    ['it unpacks to less than it says', zipOf([{ ...honest, size: 501 }])],
    ['it unpacks to something else than it says', zipOf([{ ...honest, crc: 1 }])],
    ['it stores something else than it says', zipOf([{ ...pack('a/b.xml', 'krav', true), crc: 1 }])],
    ['it is packed in a way we do not know', zipOf([{ ...honest, method: 12 }])],
    ['its packed bytes are spoiled', zipOf([{ ...honest, packed: Buffer.alloc(40, 0xff) }])],
    ['its packed bytes stop', zipOf([{ ...honest, packed: honest.packed.subarray(0, 5) }])],
    ['it has two files of one name', zipOf([honest, pack('A/b.xml', 'x')])],
    ['it is no archive', Buffer.from('PK\x03\x04 krav')],
    ['its directory lies outside of it', spoiledAt(zipOf([honest]), -6, 0xf0)],
    ['its file lies outside of it', spoiledAt(zipOf([honest]), -22 - 46 - 7 + 45, 0x70)],
  ])('%s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toEqual(damaged);
  });
});

function spoiledAt(bytes: Buffer, at: number, value: number): Buffer {
  bytes[bytes.length + at] = value;
  return bytes;
}
