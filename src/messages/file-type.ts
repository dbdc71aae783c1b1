/** The types of files that can be told from their content, and how a file of theirs ends when it is saved. */
export const fileTypes = ['pdf', 'jpeg', 'png', 'heic'] as const;
export type FileType = (typeof fileTypes)[number];

export const endings: Readonly<Record<FileType, string>> = {
  pdf: 'pdf',
  jpeg: 'jpg',
  png: 'png',
  heic: 'heic',
};

/** Why bytes are no file that we know. */
export type Unlike = 'empty' | 'unknown' | 'not-whole';

/**
 * What a file is by its content: its name and what the browser says of it count for nothing. One that ends too early is `not-whole`:
 * nobody could open it.
 */
export function typeOfContent(content: Buffer): FileType | Unlike {
  if (content.length === 0) return 'empty';
  if (startsWith(content, PNG)) return content.subarray(-12).equals(PNG_END) ? 'png' : 'not-whole';
  if (startsWith(content, JPEG)) return content.subarray(-TAIL).includes(JPEG_END) ? 'jpeg' : 'not-whole';
  if (/^%PDF-[12]\.\d/.test(content.subarray(0, 8).toString('latin1')))
    return content.subarray(-TAIL).includes('%%EOF') ? 'pdf' : 'not-whole';
  return isHeic(content);
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** An empty last part, with its checksum. */
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
/** Programs put some bytes of their own behind the end. */
const TAIL = 2_048;

function startsWith(content: Buffer, sign: Buffer): boolean {
  return content.subarray(0, sign.length).equals(sign);
}

/** Its first box names the brand (ISO/IEC 14496-12); the boxes' lengths must come to the whole file. */
function isHeic(content: Buffer): FileType | Unlike {
  if (content.length < 16 || content.toString('latin1', 4, 8) !== 'ftyp') return 'unknown';
  if (!HEIC_BRANDS.has(content.toString('latin1', 8, 12))) return 'unknown';
  let at = 0;
  while (at + 8 <= content.length) {
    const length = lengthOfBox(content, at);
    if (length === null) return 'not-whole';
    at += length;
  }
  return at === content.length ? 'heic' : 'not-whole';
}

const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'mif1', 'msf1', 'heim', 'heis']);

/** 0 = to the file's end; 1 = it stands in the next eight bytes. */
function lengthOfBox(content: Buffer, at: number): number | null {
  const short = content.readUInt32BE(at);
  if (short === 0) return content.length - at;
  if (short !== 1) return short < 8 ? null : short;
  if (at + 16 > content.length) return null;
  const long = content.readBigUInt64BE(at + 8);
  return long < 16n || long > BigInt(content.length) ? null : Number(long);
}
