import { crc32 } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel, type Entry, type ZipFile } from 'yauzl';
import { FileRefused } from '../raw-row.ts';
import { damaged } from './damaged.ts';

const MEGABYTE = 1_000_000;
/** A workbook has some ten. Each costs memory, however little stands in it. */
const MOST_FILES = 10_000;

/**
 * The files of a zip archive that is in memory. What is unpacked is never more than the archive's directory says, and what
 * the directory says is bounded by the reader: an archive made to overflow us is refused. Throws the file's refusal.
 */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(bytes: Buffer): Promise<ZipArchive> {
    try {
      // Names and comments stay bytes: a comment made into text takes thirty times its size.
      const zip = await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true });
      return new ZipArchive(zip, await entriesByName(zip));
    } catch (error) {
      return refuseAsDamaged(error);
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /**
   * The file's content in pieces, at most so many megabytes of it. Refused when it is not there, too big, or damaged: at
   * the latest at its end.
   */
  async *content(path: string, mostMegabytes: number): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(path.toLowerCase()) ?? damaged();
    if (entry.uncompressedSize > mostMegabytes * MEGABYTE) {
      throw new FileRefused({ tag: 'too-big', what: 'unpacked', mostMegabytes });
    }
    let crc = 0;
    try {
      // The library counts what it unpacks, and stops at the size that has just been looked at.
      const pieces = await this.#zip.openReadStreamPromise(entry);
      // Node types a stream's pieces as any; without an encoding they are buffers.
      for await (const piece of pieces as AsyncIterable<Buffer>) {
        crc = crc32(piece, crc);
        yield piece;
      }
    } catch (error) {
      refuseAsDamaged(error);
    }
    // The one check that the library leaves to us.
    if (crc !== entry.crc32) damaged();
  }
}

async function entriesByName(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_FILES) damaged();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new FileRefused({ tag: 'locked-zip' });
    const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, false).toLowerCase();
    // Two files of one name: readers would disagree about which of them is meant.
    if (entries.has(name)) damaged();
    entries.set(name, entry);
  }
  return entries;
}

/** What the library and zlib throw for an archive's sake are plain errors; other kinds are refusals, or mistakes of ours. */
function refuseAsDamaged(error: unknown): never {
  if (error instanceof Error && error.constructor === Error) damaged();
  throw error;
}
