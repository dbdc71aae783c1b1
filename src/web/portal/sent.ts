import type { FastifyRequest } from 'fastify';
import { ok, refuse } from '../../kernel/result.ts';
import { acceptFiles, MEGABYTE } from '../../messages/accept-files.ts';
import { fieldsIn, TOKEN_FIELD, type SentFields } from '../http/forms.ts';
import { readMultipart, type FileLimits } from '../http/multipart.ts';
import { roomOf } from '../http/room.ts';
import type { PortalParts } from './portal-parts.ts';
import type { Files, LoginRoute, Route } from './route.ts';
import { maySendFiles, type Asked, type MaySend } from './visit.ts';

/** Milliseconds in which a form with files must have come: twenty megabytes from a telephone with little signal. */
export const UPLOAD_TIME = 180_000;

/** What a form is without its files, and somewhat over. One that is no longer takes no room of those who send files. */
const FORM_BYTES = 500_000;

/** Bytes of forms with files that are read at once: eight of the usual size, and two of one person. */
const filesRoom = roomOf({ all: 240 * MEGABYTE, each: 80 * MEGABYTE });

/** The same for what somebody has typed who is not signed in, by their address: it is only shown to them again. */
const typedRoom = roomOf({ all: 20 * MEGABYTE, each: 2 * MEGABYTE });

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
 * there all the same where the browser says that it comes from here, and there is room. Who may send it and finds no room for files gets back what was typed. Null = no browser
 * sends that.
 */
export async function sentWith(
  parts: Pick<PortalParts, 'database' | 'scanner' | 'log'>,
  { route, asked, request }: Sending,
): Promise<Sent | null> {
  const contentType = request.headers['content-type'] ?? '';
  if (route.method === 'GET' || !('takesFiles' in route) || !contentType.startsWith('multipart/form-data'))
    return { fields: fieldsIn(typeof request.body === 'string' ? request.body : ''), files: ok([]) };
  const may = await maySendFiles(parts.database, route.needs, asked);
  const leave = may === null ? roomForTyped(asked, request) : roomForFiles(may, request);
  // What nobody would be shown again is not read.
  if (may === null && leave === null) return { fields: [], files: ok([]) };
  try {
    return await read(parts, { may, hasRoom: leave !== null, request, contentType });
  } finally {
    leave?.();
  }
}

function roomForTyped({ fromHere }: Pick<Asked, 'fromHere'>, { ip }: FastifyRequest) {
  return fromHere ? typedRoom(ip, FORM_BYTES) : null;
}

function roomForFiles(may: MaySend, { headers }: FastifyRequest) {
  const most = limitsOf(may).bytesInAll;
  const bytes = Math.min(Number(headers['content-length'] ?? most), most);
  return bytes <= FORM_BYTES ? noRoomNeeded : filesRoom(may.by, bytes);
}

const noRoomNeeded = () => undefined;

interface Reading {
  readonly may: MaySend | null;
  /** Whether there is room for files. */
  readonly hasRoom: boolean;
  readonly request: FastifyRequest;
  readonly contentType: string;
}

async function read(
  { scanner, log }: Pick<PortalParts, 'scanner' | 'log'>,
  { may, hasRoom, request, contentType }: Reading,
): Promise<Sent | null> {
  const sent = await readMultipart(request.raw, contentType, limitsOf(hasRoom ? may : null));
  if (!sent.ok) return null;
  const { fields, files, tooMuch } = sent.value;
  const token = fields.find(([name]) => name === TOKEN_FIELD)?.[1] ?? '';
  if (may === null || !may.isOurs(token)) return { fields, files: ok([]) };
  if (!hasRoom) return { fields, files: refuse({ tag: 'busy' }) };
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
