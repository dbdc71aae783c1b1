import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { SentFile } from '../../messages/accept-files.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { FORM_LIMITS, type BadForm, type SentFields } from './forms.ts';

export interface FileLimits {
  /** 0 = none are kept: nobody may send any here. */
  readonly most: number;
  /** Of one file. */
  readonly bytes: number;
  /** Of the whole form. */
  readonly bytesInAll: number;
}

/** A form with its files. `tooMuch`: it was longer than may be; what came before that is there, and no file. */
export interface SentForm {
  readonly fields: SentFields;
  readonly files: readonly SentFile[];
  readonly tooMuch: boolean;
}

/** Of one field: what is longer than may be is given back to its writer, and told as that. */
const FIELD_BYTES = 400_000;

/** Bytes beyond the limit that are read and thrown away, so that the browser gets to read our answer. */
const DRAINED = 50_000_000;

/**
 * Reads a form with files as it comes, and keeps no more of it than may be. A file that is too long is cut and says so. Refuses what no
 * browser sends, and what ends before its end.
 */
export async function readMultipart(
  body: Readable,
  contentType: string,
  limits: FileLimits,
): Promise<Result<SentForm, BadForm>> {
  const reading = begin(contentType, limits);
  if (reading === null) return refuse({ tag: 'bad-form', why: 'unreadable' });
  const { parser, fields, files, troubles } = reading;
  let bytes = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limits.bytesInAll + DRAINED) break;
      if (bytes > limits.bytesInAll || troubles.length > 0) continue;
      if (!parser.write(piece) && troubles.length === 0)
        await Promise.race([once(parser, 'drain'), reading.failed]);
    }
    if (bytes > limits.bytesInAll) return ok({ fields, files: [], tooMuch: true });
    parser.end();
    await Promise.race([reading.finished, reading.failed]);
  } catch {
    // The browser has gone, or what came is not whole.
    return refuse({ tag: 'bad-form', why: 'unreadable' });
  }
  if (troubles.includes('fields')) return refuse({ tag: 'bad-form', why: 'too-many-fields' });
  return troubles.length > 0
    ? refuse({ tag: 'bad-form', why: 'unreadable' })
    : ok({ fields, files, tooMuch: false });
}

interface Reading {
  readonly parser: BusboyInstance;
  readonly fields: [string, string][];
  readonly files: SentFile[];
  readonly troubles: ('fields' | 'unreadable')[];
  readonly finished: Promise<void>;
  /** Answers once something is wrong. */
  readonly failed: Promise<void>;
}

/** Null = it does not say where its parts begin. */
function begin(contentType: string, limits: FileLimits): Reading | null {
  const parser = parserOf(contentType, limits);
  if (parser === null) return null;
  const [finished, failed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reading: Reading = {
    parser,
    fields: [],
    files: [],
    troubles: [],
    finished: finished.promise,
    failed: failed.promise,
  };
  const trouble = (what: 'fields' | 'unreadable') => {
    reading.troubles.push(what);
    failed.resolve();
  };
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) trouble('unreadable');
    else reading.fields.push([name, value]);
  });
  parser.on('file', (_field, stream, name) => keepFile(stream, name, { reading, limits }));
  parser.on('fieldsLimit', () => trouble('fields'));
  parser.on('partsLimit', () => trouble('fields'));
  parser.on('error', () => trouble('unreadable'));
  parser.on('finish', () => finished.resolve());
  return reading;
}

function parserOf(contentType: string, { most, bytes }: FileLimits): BusboyInstance | null {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fieldNameSize: 100,
        fieldSize: FIELD_BYTES,
        fields: FORM_LIMITS.fields,
        fileSize: bytes,
        // One more than may be, so that it is known that there were too many.
        files: most + 1,
        parts: FORM_LIMITS.fields + most + 1,
        headerPairs: 20,
        headerSize: 4_096,
      },
    });
  } catch {
    return null; // how it says that the boundary is missing
  }
}

function keepFile(
  stream: BusboyFileStream,
  name: string | undefined,
  { reading, limits }: { readonly reading: Reading; readonly limits: FileLimits },
): void {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => {
    if (limits.most > 0) pieces.push(piece);
  });
  // What a part has that ends too early; the parser itself says so as well.
  stream.on('error', () => undefined);
  stream.on('end', () => {
    const content = Buffer.concat(pieces);
    const isEmptyField = (name ?? '') === '' && content.length === 0;
    if (limits.most === 0 || isEmptyField) return;
    const cut = stream.truncated;
    reading.files.push({ name: name ?? '', content: cut ? Buffer.alloc(0) : content, cut });
  });
}
