import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { failurePage, statuses, type Failure } from './failure-page.ts';
import { safeFields } from './safe-headers.ts';

/** For so long what still comes is let go by, so that the answer is read before the line is cut. Milliseconds. */
const LINGERS = 1_000;

/** How HTTP says that a request could not be read, with what came last of it. */
interface Unread extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

/**
 * Answers what never became a request (too much before its form, too slow, or nothing that HTTP knows) with the plain page of a failure, once, and ends the
 * line. Nothing that came stands in the answer.
 */
export function answerUnread(
  { code, rawPacket }: Unread,
  socket: Socket,
  reached: { readonly overHttps: boolean },
): void {
  if (code === 'ECONNRESET') socket.destroy();
  // Answered already: what still comes is let go by.
  if (!socket.writable) return;
  const failure = failureOf(code);
  const page = failurePage(failure, { requestId: '', address: addressIn(rawPacket) });
  const fields = {
    ...safeFields(reached),
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(page)),
    connection: 'close',
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const status = statuses[failure];
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...head, '', page].join('\r\n'));
  setTimeout(() => socket.destroy(), LINGERS).unref();
}

function failureOf(code: string | undefined): Failure {
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-much';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'not-received' : 'bad-request';
}

/** The address that was asked for, where what came last begins with it. */
function addressIn(rawPacket: unknown): string {
  const begins = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1', 0, 200) : '';
  return /^[A-Z]{3,7} (\/[^ ]*)/.exec(begins)?.[1] ?? '';
}
