import type { Scanned } from '../../messages/scanner-port.ts';

/**
 * What clamd and we say to each other, by its manual (clamd(8), INSTREAM): the command, chunks with their length before them, an empty one; and one
 * line back. Commands and answers end with a zero byte, because ours begin with `z`.
 */
export const INSTREAM = Buffer.from('zINSTREAM\0', 'latin1');

/** Bytes of a chunk. */
export const CHUNK = 64 * 1024;

/** Bytes of an answer; its own are far shorter. */
export const LONGEST_REPLY = 4_096;

/** A chunk with its length before it: four bytes, the highest first. */
export function sized(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}

/** What clamd has answered; null = not all of it has come. Only a plain yes is one. */
export function readReply(bytes: Buffer): Scanned | null {
  const end = bytes.indexOf(0);
  if (end < 0) return null;
  const reply = bytes.toString('latin1', 0, end).trim();
  if (reply === 'stream: OK') return { state: 'clean' };
  const found = /^stream: (?<what>[\x21-\x7e]{1,200}) FOUND$/.exec(reply)?.groups?.['what'];
  if (found !== undefined) return { state: 'found', what: found };
  // Its own words may name files and folders of that machine.
  return {
    state: 'unknown',
    detail: reply.startsWith('INSTREAM size limit exceeded') ? 'larger than it takes' : 'another answer',
  };
}
