import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * Statements that come again on a connection are kept ready by the server: it reads them once, and when it has planned them
 * some times, it may keep a plan too. Of a day's work planning was more than half of what the server did.
 *
 * The texts that the program has are few, but some are put together; so only what has come several times is kept, and only so
 * many on a connection. What is read over many pages goes by plans for its own values first (the server's own rule).
 */
interface Kept {
  /** How often each text has come for each owner, until it is kept. */
  readonly seen: Map<string, number>;
  readonly names: Map<string, string>;
}

const TIMES_BEFORE = 3;
/** A plan takes some tens of kilobytes of the server's memory. */
const MOST_KEPT = 600;
/** Texts that never come again are forgotten together. */
const MOST_SEEN = 5_000;

const connections = new WeakMap<pg.ClientBase, Kept>();

export interface Asked {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/**
 * The name under which the server keeps this text ready on this connection for this owner; null when it does not. The name holds
 * the owner, a municipality: the same text reads other tables for another one (prepared.ts).
 */
export function keptReady(client: pg.ClientBase, owner: string, { text, parameters }: Asked): string | null {
  // What has no parameters may be several statements, or one that begins or ends a transaction.
  if (parameters.length === 0) return null;
  const kept = connections.get(client) ?? {
    seen: new Map<string, number>(),
    names: new Map<string, string>(),
  };
  connections.set(client, kept);
  const key = `${owner} ${text}`;
  const name = kept.names.get(key);
  if (name !== undefined) return name;
  const times = (kept.seen.get(key) ?? 0) + 1;
  if (times <= TIMES_BEFORE || kept.names.size >= MOST_KEPT) {
    if (kept.seen.size >= MOST_SEEN) kept.seen.clear();
    kept.seen.set(key, times);
    return null;
  }
  kept.seen.delete(key);
  const given = `${owner}#${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  kept.names.set(key, given);
  return given;
}
