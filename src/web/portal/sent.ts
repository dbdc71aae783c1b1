import type { FastifyRequest } from 'fastify';
import { ok, refuse } from '../../kernel/result.ts';
import { acceptFiles, MEGABYTE } from '../../messages/accept-files.ts';
import { fieldsIn, TOKEN_FIELD, type SentFields } from '../http/forms.ts';
import { readMultipart, type FileLimits } from '../http/multipart.ts';
import type { PortalParts } from './portal-parts.ts';
import type { Files, LoginRoute, Route } from './route.ts';
import { maySendFiles, type Asked, type MaySend } from './visit.ts';

/** Milliseconds in which a form with files must have come: twenty megabytes from a telephone with little signal. */
export const UPLOAD_TIME = 180_000;

/** Forms with files that are read at once; each may hold some megabytes of memory. */
const AT_ONCE = 8;
let underWay = 0;

/** What a form is without its files, and somewhat over. */
const FORM_BYTES = 500_000;

export interface Sent {
  readonly fields: SentFields;
  readonly files: Files;
}

interface Sending {
  readonly route: Exclude<Route, LoginRoute>;
  readonly asked: Omit<Asked, 'fields' | 'files'>;
  readonly request: FastifyRequest;
}

/**
 * What was sent with a form. Of who may not send it, and of a form that is not ours, no file is kept, and nobody looks into one; what was typed is
 * there all the same. Null = no browser sends that; `busy`: too many send files at this moment.
 */
export async function sentWith(
  parts: Pick<PortalParts, 'database' | 'scanner' | 'log'>,
  { route, asked, request }: Sending,
): Promise<Sent | null | 'busy'> {
  const contentType = request.headers['content-type'] ?? '';
  if (route.method === 'GET' || !('takesFiles' in route) || !contentType.startsWith('multipart/form-data'))
    return { fields: fieldsIn(typeof request.body === 'string' ? request.body : ''), files: ok([]) };
  if (underWay >= AT_ONCE) return 'busy';
  underWay += 1;
  try {
    const may = await maySendFiles(parts.database, route.needs, asked);
    return await read(parts, { may, request, contentType });
  } finally {
    underWay -= 1;
  }
}

interface Reading {
  readonly may: MaySend | null;
  readonly request: FastifyRequest;
  readonly contentType: string;
}

async function read(
  { scanner, log }: Pick<PortalParts, 'scanner' | 'log'>,
  { may, request, contentType }: Reading,
): Promise<Sent | null> {
  const sent = await readMultipart(request.raw, contentType, limitsOf(may));
  if (!sent.ok) return null;
  const { fields, files, tooMuch } = sent.value;
  const token = fields.find(([name]) => name === TOKEN_FIELD)?.[1] ?? '';
  if (may === null || !may.isOurs(token)) return { fields, files: ok([]) };
  const limits = may.files;
  if (tooMuch) return { fields, files: refuse({ tag: 'too-much', megabytes: limits.megabytesInAll }) };
  const trouble = (detail: string) =>
    log.error({ detail, requestId: request.id }, 'nobody could look for viruses in a file');
  return { fields, files: await acceptFiles(files, { limits, scanner, trouble }) };
}

function limitsOf(may: MaySend | null): FileLimits {
  if (may === null) return { most: 0, bytes: FORM_BYTES, bytesInAll: FORM_BYTES };
  const { most, megabytes, megabytesInAll } = may.files;
  // A little more, so that one that is a little too long is told as that.
  const bytesInAll = (megabytesInAll + megabytes) * MEGABYTE + FORM_BYTES;
  return { most, bytes: megabytes * MEGABYTE, bytesInAll };
}
