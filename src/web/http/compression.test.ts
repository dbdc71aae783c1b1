import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { compressPages, encodingFor } from './compression.ts';

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.0', null],
  ['identity', null],
  ['', null],
  [undefined, null],
] as const)('a browser that reads "%s" is answered in %s', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

test('a page goes compressed to who reads it, and is the same page; what is short or no page goes as it is', async () => {
  await using web = fastify();
  compressPages(web);
  const long = `<p>${'Du skylder 100 kr. '.repeat(200)}</p>`;
  web.get('/long', (_request, reply) => reply.type('text/html; charset=utf-8').send(long));
  web.get('/short', (_request, reply) => reply.type('text/html').send('<p></p>'));
  web.get('/file', (_request, reply) => reply.type('application/pdf').send(Buffer.from(long)));
  const get = (url: string, accepted: string) =>
    web.inject({ url, headers: accepted === '' ? {} : { 'accept-encoding': accepted } });

  const small = await get('/long', 'gzip, br');
  expect(small.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(small.rawPayload.length).toBeLessThan(200);
  expect(Number(small.headers['content-length'])).toBe(small.rawPayload.length);
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe(long);
  expect(gunzipSync((await get('/long', 'gzip')).rawPayload).toString()).toBe(long);
  expect((await get('/long', '')).body).toBe(long);
  expect((await get('/short', 'br')).headers['content-encoding']).toBeUndefined();
  expect((await get('/file', 'br')).headers['content-encoding']).toBeUndefined();
});
