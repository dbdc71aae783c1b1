import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

// The package shows only its script to importers; its other files lie beside it.
const designSystemRoot = dirname(dirname(createRequire(import.meta.url).resolve('dkfds')));
const designSystemPrefix = `/assets/dkfds-${versionOf(join(designSystemRoot, '../package.json'))}/`;
const ownRoot = join(import.meta.dirname, '../assets');
const ownPrefix = `/assets/afdrag-${contentHash(ownRoot)}/`;

/** The address of a file of the design system, `css/dkfds.min.css`. */
export function designSystemFile(path: string): string {
  return designSystemPrefix + path;
}

/** The address of a file of our own, `afdrag.css`. */
export function ownFile(path: string): string {
  return ownPrefix + path;
}

/**
 * Serves the files that pages use. The address changes with the content, so a browser may keep each file for ever and a
 * new version is seen at once.
 */
export async function serveAssets(web: FastifyInstance): Promise<void> {
  const forEver = { immutable: true, maxAge: '365d', index: false, redirect: false } as const;
  const looks = /^\/(?:css|fonts|img)\//;
  await web.register(fastifyStatic, {
    ...forEver,
    root: designSystemRoot,
    prefix: designSystemPrefix,
    allowedPath: (path) => looks.test(path),
    decorateReply: false,
  });
  await web.register(fastifyStatic, { ...forEver, root: ownRoot, prefix: ownPrefix });
  // Browsers ask here by habit when they show something that is no page of ours.
  web.get('/favicon.ico', (_request, reply) =>
    reply.type('image/svg+xml').sendFile('mark.svg', ownRoot, { immutable: false, maxAge: '1d' }),
  );
}

function versionOf(packageFile: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
}

function contentHash(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).toSorted())
    hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}
