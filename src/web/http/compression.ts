import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

export type Encoding = 'br' | 'gzip';

/** The encoding to answer in, of those that the browser says it reads (`accept-encoding`); null = as it is. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  const read = new Set<string>();
  for (const each of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...details] = each.split(';').map((part) => part.trim());
    if (!details.some((detail) => /^q=0(?:\.0*)?$/.test(detail))) read.add(name);
  }
  if (read.has('br')) return 'br';
  return read.has('gzip') ? 'gzip' : null;
}

/** `slowly`: as small as it gets, for what is made once and sent often. */
export function compress(
  body: string | Buffer,
  encoding: Encoding,
  how: 'quickly' | 'slowly',
): Promise<Buffer> {
  const slowly = how === 'slowly';
  if (encoding === 'gzip') return inGzip(body, { level: slowly ? 9 : 6 });
  return inBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: slowly ? 11 : 4 } });
}

/** What is smaller fits into the packet that is sent anyway. */
const SMALLEST = 1_000;

/** Pages go compressed to those who read it. What already has an encoding, as files have, is left as it is. */
export function compressPages(web: FastifyInstance): void {
  web.addHook('onSend', async (request, reply, body) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    if (!isPage || typeof body !== 'string' || reply.hasHeader('content-encoding')) return body;
    void reply.header('vary', 'accept-encoding');
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding === null || body.length < SMALLEST) return body;
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    return compress(body, encoding, 'quickly');
  });
}
