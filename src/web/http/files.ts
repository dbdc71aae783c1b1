import type { FastifyReply, FastifyRequest } from 'fastify';
import { compress, encodingFor, type Encoding } from './compression.ts';

/** A file as it is sent: made ready once, in every encoding that makes it smaller. */
export interface ReadyFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly compressed: ReadonlyMap<Encoding, Buffer>;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Makes a file ready by its name's ending; the typeface is compressed already. */
export async function makeReady(name: string, content: string | Buffer): Promise<ReadyFile> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const type = types[ending];
  if (type === undefined) throw new Error(`no type is known for ${name}`);
  const plain = Buffer.from(content);
  const compressed = new Map<Encoding, Buffer>();
  if (ending !== 'woff2')
    for (const encoding of ['br', 'gzip'] as const)
      compressed.set(encoding, await compress(plain, encoding, 'slowly'));
  return { type, plain, compressed };
}

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Sends a file whose address changes with its content. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, keep = FOR_EVER }: { readonly file: ReadyFile; readonly keep?: string },
): FastifyReply {
  const encoding = encodingFor(request.headers['accept-encoding']);
  const body = encoding === null ? undefined : file.compressed.get(encoding);
  if (encoding !== null && body !== undefined) void reply.header('content-encoding', encoding);
  return reply
    .headers({
      'cache-control': keep,
      vary: 'accept-encoding',
      'cross-origin-resource-policy': 'same-origin',
    })
    .type(file.type)
    .send(body ?? file.plain);
}
