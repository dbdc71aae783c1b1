import { connect, type Socket } from 'node:net';
import type { Scanned, Scanner } from '../../messages/scanner-port.ts';
import { CHUNK, INSTREAM, LONGEST_REPLY, readReply, sized } from './wire.ts';

/** Where ClamAV's daemon listens: a port of a machine, or a socket of this one. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

export interface ClamdOptions {
  readonly address: ClamdAddress;
  /** For a whole file, from the connection to the answer. */
  readonly timeoutMs?: number;
}

/** Looks for viruses with ClamAV (clamd, INSTREAM). Nothing of a file is kept there. Never throws for outside trouble, and answers within its time. */
export function clamdScanner({ address, timeoutMs = 10_000 }: ClamdOptions): Scanner {
  return {
    scan: (content) => {
      const told = Promise.withResolvers<Scanned>();
      const socket = connect(address);
      const end = (scanned: Scanned) => {
        clearTimeout(timer);
        socket.destroy();
        told.resolve(scanned);
      };
      const timer = setTimeout(() => end({ state: 'unknown', detail: 'no answer in time' }), timeoutMs);
      listen(socket, end);
      socket.once('connect', () => void send(socket, content));
      return told.promise;
    },
  };
}

function listen(socket: Socket, end: (scanned: Scanned) => void): void {
  let reply = Buffer.alloc(0);
  socket.on('data', (piece) => {
    reply = Buffer.concat([reply, typeof piece === 'string' ? Buffer.from(piece) : piece]);
    const told = readReply(reply);
    if (told !== null) end(told);
    else if (reply.length > LONGEST_REPLY) end({ state: 'unknown', detail: 'an answer without end' });
  });
  socket.once('error', (error) => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
    end({ state: 'unknown', detail: `connection: ${code}` });
  });
  socket.once('close', () => end({ state: 'unknown', detail: 'closed without an answer' }));
}

/** A chunk at a time, as fast as it is taken; what goes wrong, the socket says itself. */
async function send(socket: Socket, content: Buffer): Promise<void> {
  socket.write(INSTREAM);
  for (let at = 0; at < content.length && !socket.destroyed; at += CHUNK) {
    const isTaken = socket.write(sized(content.subarray(at, at + CHUNK)));
    if (!isTaken) await drained(socket);
  }
  if (!socket.destroyed) socket.write(sized(Buffer.alloc(0)));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
