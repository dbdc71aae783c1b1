import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How the simulated clamd behaves from now on. */
export type Mood = 'well' | 'hangs' | 'closes' | 'full' | 'babbles' | 'half';

export interface ClamdSimulator {
  readonly address: { readonly host: string; readonly port: number };
  mood: Mood;
  /** Each stream that came whole. */
  readonly scanned: readonly Buffer[];
  close(): Promise<void>;
}

/** The file that every scanner finds and that harms nobody (eicar.org); in two parts, so that no scanner finds this program. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** Streams longer than this are refused, as by clamd's `StreamMaxLength`. */
const STREAM_MAX = 30_000_000;

/** A clamd on this machine that speaks INSTREAM as the real one does, and finds the test file. */
export async function startClamdSimulator(): Promise<ClamdSimulator> {
  const open = new Set<Socket>();
  const scanned: Buffer[] = [];
  const simulator = { mood: 'well' as Mood };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, () => simulator.mood, scanned);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    address: { host: '127.0.0.1', port },
    scanned,
    get mood() {
      return simulator.mood;
    },
    set mood(mood: Mood) {
      simulator.mood = mood;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, mood: () => Mood, scanned: Buffer[]): void {
  let come = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    if (mood() === 'hangs') return;
    if (mood() === 'closes') return void socket.destroy();
    come = Buffer.concat([come, piece]);
    const stream = streamIn(come);
    if (stream === 'unknown-command') return void socket.end('UNKNOWN COMMAND\0');
    if (stream === 'too-long' || (mood() === 'full' && stream !== null))
      return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    if (stream === null) return;
    scanned.push(stream);
    socket.end(answer(stream, mood()));
  });
}

function answer(stream: Buffer, mood: Mood): string {
  if (mood === 'babbles') return 'a'.repeat(10_000);
  const reply = stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  return mood === 'half' ? reply.slice(0, 8) : reply;
}

/** The whole stream of an INSTREAM; null = more is to come. */
function streamIn(come: Buffer): Buffer | 'unknown-command' | 'too-long' | null {
  const end = come.indexOf(0);
  if (end < 0) return come.length > 100 ? 'unknown-command' : null;
  if (come.toString('latin1', 0, end) !== 'zINSTREAM') return 'unknown-command';
  const chunks: Buffer[] = [];
  let at = end + 1;
  for (let sum = 0; at + 4 <= come.length;) {
    const length = come.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    sum += length;
    if (sum > STREAM_MAX) return 'too-long';
    if (at + 4 + length > come.length) return null;
    chunks.push(come.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
