import type { FastifyInstance } from 'fastify';
import { makeReady, sendFile, type ReadyFile } from './http/files.ts';
import { assetPrefix, assets } from './ui/assets.ts';

let made: Promise<ReadonlyMap<string, ReadyFile>> | null = null;

/** Serves the files that pages use, and no other: they are looked up by name, and no folder is opened. */
export async function serveAssets(web: FastifyInstance): Promise<void> {
  made ??= makeAllReady();
  const files = await made;
  for (const [name, file] of files) {
    web.get(`${assetPrefix}/${name}`, (request, reply) => sendFile(request, reply, { file }));
  }
  const mark = files.get('mark.svg');
  if (mark === undefined) throw new Error('the mark is one of the files');
  // Browsers ask here by habit when they show something that is no page of ours.
  web.get('/favicon.ico', (request, reply) =>
    sendFile(request, reply, { file: mark, keep: 'public, max-age=86400' }),
  );
}

async function makeAllReady(): Promise<ReadonlyMap<string, ReadyFile>> {
  const files = [...assets].map(async ([name, content]) => [name, await makeReady(name, content)] as const);
  return new Map(await Promise.all(files));
}
