import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MessageChoices } from '../municipality/choices/messages.ts';
import { typeOfContent, type Unlike } from './file-type.ts';
import type { Scanner } from './scanner-port.ts';
import type { AcceptedFile, Scan } from './types.ts';

/** A file as it was sent; `cut` = it was longer than may be, and the rest was not read. */
export interface SentFile {
  readonly name: string;
  readonly content: Buffer;
  readonly cut: boolean;
}

/** Why the files are not taken; `place` from 1 among them. */
export type FileRefusal =
  | { readonly tag: 'too-many'; readonly most: number }
  | { readonly tag: 'too-much'; readonly megabytes: number }
  | { readonly tag: 'too-large'; readonly place: number; readonly megabytes: number }
  | { readonly tag: 'other-type' | 'not-whole' | 'empty' | 'virus'; readonly place: number };

export interface Taking {
  readonly limits: MessageChoices['files'];
  /** Null = none is set up here: nobody looks. */
  readonly scanner: Scanner | null;
  /** Says in the log that nobody could look; nothing of the file. */
  readonly trouble: (detail: string) => void;
}

/**
 * Files that may be kept with a message: few, small and whole enough, of the types that the municipality takes, by their content, and with
 * no virus that the scanner knows. All or none. Where no scanner answers they are kept, and say so: a deadline is worth more than
 * a machine, and staff are told before they open one.
 */
export async function acceptFiles(
  sent: readonly SentFile[],
  { limits, scanner, trouble }: Taking,
): Promise<Result<readonly AcceptedFile[], FileRefusal>> {
  if (sent.length > limits.most) return refuse({ tag: 'too-many', most: limits.most });
  const sum = sent.reduce((bytes, { content }) => bytes + content.length, 0);
  const accepted: AcceptedFile[] = [];
  for (const [index, { name, content, cut }] of sent.entries()) {
    const place = index + 1;
    if (cut || content.length > limits.megabytes * MEGABYTE)
      return refuse({ tag: 'too-large', place, megabytes: limits.megabytes });
    const type = typeOfContent(content);
    if (isUnlike(type)) return refuse({ tag: type === 'unknown' ? 'other-type' : type, place });
    if (!limits.types.includes(type)) return refuse({ tag: 'other-type', place });
    accepted.push({ name: keptName(name, place), type, content, scan: 'no-scanner' });
  }
  if (sum > limits.megabytesInAll * MEGABYTE)
    return refuse({ tag: 'too-much', megabytes: limits.megabytesInAll });
  return scanner === null ? ok(accepted) : scanned(accepted, { scanner, trouble });
}

/** Bytes; as the pages and telephones count them. */
export const MEGABYTE = 1_000_000;

function isUnlike(type: ReturnType<typeof typeOfContent>): type is Unlike {
  return type === 'empty' || type === 'unknown' || type === 'not-whole';
}

async function scanned(
  files: readonly AcceptedFile[],
  { scanner, trouble }: { readonly scanner: Scanner; readonly trouble: Taking['trouble'] },
): Promise<Result<readonly AcceptedFile[], FileRefusal>> {
  const after: AcceptedFile[] = [];
  for (const [index, file] of files.entries()) {
    const told = await scanner.scan(file.content);
    if (told.state === 'found') return refuse({ tag: 'virus', place: index + 1 });
    if (told.state === 'unknown') trouble(told.detail);
    const scan: Scan = told.state === 'clean' ? 'clean' : 'no-answer';
    after.push({ ...file, scan });
  }
  return ok(after);
}

const LONGEST_NAME = 120;

/** What a citizen calls a file, without a path, signs that cannot be seen, and what turns the direction of writing. */
function keptName(name: string, place: number): string {
  const own = (name.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = Array.from(own).slice(0, LONGEST_NAME).join('').slice(0, LONGEST_NAME).trim();
  return short === '' ? `fil-${place}` : short.toWellFormed();
}
