import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  clusterIn,
  endOfLog,
  PORT,
  socketsOf,
  standingOf,
  startServer,
  stopServer,
  SUPERUSER,
  type Cluster,
} from './postgres-cluster.ts';
import { makeServerFolder, postgresPrograms, type PostgresPrograms } from './postgres-programs.ts';

/**
 * The local PostgreSQL that every command on this machine shares. A command joins the server that runs over the data
 * folder, or starts one; the last one to leave stops it.
 *
 * Who is in: each user holds a connection with a shared advisory lock on USERS. Who leaves gives that lock up and asks
 * for it alone: granted means that nobody else is in, and that nobody can come in while the server is being stopped
 * (a newcomer waits for the lock, loses its connection with the server, and starts a new one). A killed user's lock
 * goes with its connection. Who starts: PostgreSQL's own lock on the data folder decides; the loser joins.
 */
export interface LocalPostgres {
  /** Where to connect: a folder of sockets; there is no TCP port. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  /** True when this call started the server. */
  readonly started: boolean;
  /** Leaves the server; stops it when nobody else uses it. */
  leave(): Promise<void>;
}

export interface LocalPostgresOptions {
  /** Server settings beside our own, `{ fsync: 'off' }` for tests. Ignored when the server runs already. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Programs and identity other than this machine's own choice. */
  readonly programs?: PostgresPrograms;
}

const USERS = 7_232_011;
const PATIENCE_MS = 60_000;
const MOST_STARTS = 4;

/** Joins or starts the server over `dataDir`. Throws with the end of the server's log when it cannot be had. */
export async function useLocalPostgres(
  dataDir: string,
  options: LocalPostgresOptions = {},
): Promise<LocalPostgres> {
  const programs = options.programs ?? (await postgresPrograms());
  const cluster = clusterIn(makeServerFolder(programs.identity, dataDir));
  const deadline = performance.now() + PATIENCE_MS;
  let starts = 0;
  let started = false;
  for (;;) {
    const seat = await takeSeat(cluster);
    if (seat !== null) return seatedAt(cluster, { seat, started });
    const standing = standingOf(cluster);
    if (standing === 'unreachable') await stopServer(cluster);
    if (standing === 'absent') {
      // More than once: the start fails when another command's server is just coming or going.
      if (starts === MOST_STARTS) throw new Error(`the local database does not start\n${endOfLog(cluster)}`);
      starts += 1;
      started = await startServer(cluster, programs, options.settings ?? {});
    }
    if (performance.now() > deadline)
      throw new Error(`the local database does not answer\n${endOfLog(cluster)}`);
    await pause(25);
  }
}

/** A connection that counts as a user, or null when no server takes us in just now. */
async function takeSeat(cluster: Cluster): Promise<pg.Client | null> {
  const address = { host: socketsOf(cluster), port: PORT, user: SUPERUSER, database: 'postgres' };
  const seat = new pg.Client({ ...address, application_name: 'afdrag-user', keepAlive: true });
  // The server may go away under us; the next query says so.
  seat.on('error', () => undefined);
  try {
    await seat.connect();
    await seat.query('select pg_advisory_lock_shared($1)', [USERS]);
    return seat;
  } catch (error) {
    await seat.end().catch(() => undefined);
    if (isComingOrGoing(error)) return null;
    throw error;
  }
}

function seatedAt(
  cluster: Cluster,
  { seat, started }: { readonly seat: pg.Client; readonly started: boolean },
): LocalPostgres {
  let left: Promise<void> | null = null;
  return {
    connection: { host: socketsOf(cluster), port: PORT, user: SUPERUSER },
    started,
    leave: () => (left ??= leaveServer(cluster, seat)),
  };
}

async function leaveServer(cluster: Cluster, seat: pg.Client): Promise<void> {
  try {
    await seat.query('select pg_advisory_unlock_shared($1)', [USERS]);
    const answer = await seat.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [USERS]);
    if (answer.rows[0]?.alone === true) await stopServer(cluster);
  } catch (error) {
    // Gone already: somebody stopped the server by hand.
    if (!isComingOrGoing(error)) throw error;
  } finally {
    await seat.end().catch(() => undefined);
  }
}

// No socket, nobody listening, cut off, starting up or shutting down, all seats taken.
const PASSING = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

function isComingOrGoing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Node and the server both put a short code on their errors; of a connection that ends early `pg` only tells in words.
  const code = (error as { code?: string }).code;
  return code === undefined ? /terminated|not queryable|closed/i.test(error.message) : PASSING.has(code);
}
