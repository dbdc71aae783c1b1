import { createHash } from 'node:crypto';
import type pg from 'pg';

/**
 * Statements that come again on a connection are kept ready by the server: it reads and plans them once. Of a day's work
 * planning was almost half of what the server did.
 *
 * The texts that the program has are few, but some are put together; so only what has come several times is kept, and only so
 * many on a connection. What comes a few times goes by plans for its own values.
 */
interface Kept {
  /** Part of the names, so that none is given twice on a connection. */
  readonly since: number;
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
  const kept = connections.get(client) ?? nothingKept(client, 0);
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
  const given = `${owner}#${createHash('sha256').update(text).digest('hex').slice(0, 32)}.${kept.since}`;
  kept.names.set(key, given);
  return given;
}

function nothingKept(client: pg.ClientBase, since: number): Kept {
  const kept = { since, seen: new Map<string, number>(), names: new Map<string, string>() };
  connections.set(client, kept);
  return kept;
}

/** A migration has changed what a statement answers; the server refuses it as it is kept (0A000), now and later. */
export function forgetChanged(client: pg.ClientBase, error: unknown): void {
  const kept = connections.get(client);
  if (kept !== undefined && (error as { code?: unknown }).code === '0A000')
    nothingKept(client, kept.since + 1); // a driver's error has a code
}
