import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clamdScanner } from '../../src/outside/clamd/client.ts';
import { EICAR, startClamdSimulator, type ClamdSimulator } from '../../src/outside/clamd/simulator.ts';
import { CHUNK, readReply } from '../../src/outside/clamd/wire.ts';

let clamd: ClamdSimulator;
beforeEach(async () => {
  clamd = await startClamdSimulator();
});
afterEach(() => clamd.close());
const scan = (content: Buffer, timeoutMs = 5_000) =>
  clamdScanner({ address: clamd.address, timeoutMs }).scan(content);

/** What the words of clamd’s manual ask for, byte by byte: nothing of ours is used to make it. */
const asWritten = Buffer.concat([
  Buffer.from('7a494e53545245414d00', 'hex'), // zINSTREAM and a zero byte
  Buffer.from('00000005', 'hex'),
  Buffer.from('hello'),
  Buffer.from('00000000', 'hex'),
]);

test('a file is sent as clamd’s manual says, byte by byte', async () => {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('data', (piece: Buffer) => {
      heard.push(piece);
      if (Buffer.concat(heard).length >= asWritten.length) socket.end('stream: OK\0');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const scanner = clamdScanner({ address: { host: '127.0.0.1', port } });
  expect(await scanner.scan(Buffer.from('hello'))).toEqual({ state: 'clean' });
  expect(Buffer.concat(heard)).toEqual(asWritten);
  server.close();
});

describe('a file', () => {
  test('in which nothing is found is clean, in as many chunks as it takes', async () => {
    const long = Buffer.alloc(3 * CHUNK + 17, 'afdrag ');
    expect(await scan(long)).toEqual({ state: 'clean' });
    expect(clamd.scanned.map((each) => each.equals(long))).toEqual([true]);
  });

  test('in which the test file stands is found, with the name of what it is', async () => {
    const within = Buffer.concat([Buffer.alloc(CHUNK - 10, 'x'), Buffer.from(EICAR)]);
    expect(await scan(within)).toEqual({ state: 'found', what: 'Eicar-Test-Signature' });
  });
});

describe('trouble is told as trouble, never as clean', () => {
  test.each([
    ['hangs', 'no answer in time'],
    ['closes', 'closed without an answer'],
    ['half', 'closed without an answer'],
    ['full', 'larger than it takes'],
    ['babbles', 'an answer without end'],
  ] as const)('where it %s: %s', async (mood, detail) => {
    clamd.mood = mood;
    const told = await scan(Buffer.from('hello'), mood === 'hangs' ? 50 : 5_000);
    // A connection that is torn is told as that where the machine notices it first.
    expect(told.state).toBe('unknown');
    if (mood !== 'closes') expect(told).toEqual({ state: 'unknown', detail });
  });

  test('where nobody listens', async () => {
    await clamd.close();
    const told = await scan(Buffer.from('hello'));
    expect(told).toEqual({ state: 'unknown', detail: 'connection: ECONNREFUSED' });
    clamd = await startClamdSimulator();
  });

  test.each([
    ['stream: OK\0', { state: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND\0', { state: 'found', what: 'Win.Test.EICAR_HDB-1' }],
    ['stream: OK', null],
    ['OK\0', { state: 'unknown', detail: 'another answer' }],
    ['stream: OK FOUND\0', { state: 'found', what: 'OK' }],
    ['/home/inge/x: Access denied. ERROR\0', { state: 'unknown', detail: 'another answer' }],
    ['INSTREAM size limit exceeded. ERROR\0', { state: 'unknown', detail: 'larger than it takes' }],
  ])('%j is read as it is meant', (reply, told) => {
    expect(readReply(Buffer.from(reply, 'latin1'))).toEqual(told);
  });
});
