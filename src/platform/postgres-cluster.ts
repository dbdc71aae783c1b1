import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeServerFolder, runAs, type PostgresPrograms } from './postgres-programs.ts';

/** A data folder with its cluster, and the server that may run over it. Connections are not this file's affair. */
export interface Cluster {
  readonly dataDir: string;
  readonly files: string;
  readonly log: string;
  readonly sockets: string;
}

export const PORT = 5432;
export const SUPERUSER = 'afdrag';
const PATIENCE_MS = 60_000;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  // Solid-state storage: a look-up by key costs little more than reading on.
  random_page_cost: '1.1',
  // Errors quote values and keys; the log must hold no personal data.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** `dataDir` must be its real path: the name of the socket folder follows from it. */
export function clusterIn(dataDir: string): Cluster {
  // A socket's path may have 107 bytes at most, so the sockets do not live below the data folder.
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const sockets = join(tmpdir(), `afdrag-${process.getuid?.() ?? 0}-${name}`);
  return { dataDir, files: join(dataDir, 'data'), log: join(dataDir, 'postgres.log'), sockets };
}

/** Where a server over the cluster listens: where the running one says, or where we would start one. */
export function socketsOf(cluster: Cluster): string {
  return readPidFile(cluster)?.sockets ?? cluster.sockets;
}

/**
 * What the data folder says about a server over it. `unreachable`: it runs, but a cleaner of temporary files took its
 * socket; nobody can join it any more.
 */
export function standingOf(cluster: Cluster): 'absent' | 'there' | 'unreachable' {
  const running = readPidFile(cluster);
  if (running === null || !isAlive(running.pid)) return 'absent';
  if (!isPostgres(running.pid, cluster)) {
    // Left by a crash, and the number has gone to another program: PostgreSQL would refuse to start.
    rmSync(pidFile(cluster), { force: true });
    return 'absent';
  }
  const socket = join(running.sockets ?? cluster.sockets, `.s.PGSQL.${PORT}`);
  const isNew = Temporal.Now.instant().epochMilliseconds / 1000 - running.startedAt < 10;
  return isNew || existsSync(socket) ? 'there' : 'unreachable';
}

/**
 * Starts a server, creating the cluster first where there is none. False when it ended at once, which another command
 * that started one in the same moment explains, or a fault that `endOfLog` shows.
 */
export async function startServer(
  cluster: Cluster,
  programs: PostgresPrograms,
  extra: Readonly<Record<string, string>>,
): Promise<boolean> {
  createFiles(cluster, programs);
  makeSocketFolder(cluster.sockets, programs);
  if (existsSync(cluster.log) && statSync(cluster.log).size > 10_000_000)
    renameSync(cluster.log, `${cluster.log}.1`);
  const log = openSync(cluster.log, 'a', 0o600);
  const given = Object.entries({ ...settings, ...extra }).map(([name, value]) => `--${name}=${value}`);
  const place = ['-D', cluster.files, '-k', cluster.sockets, '-p', String(PORT)];
  const run = runAs(programs.identity, programs.postgres, [...place, ...given]);
  // In a process group of its own: Ctrl-C stops the program first, and a killed program leaves the server whole.
  const stdio: ['ignore', number, number] = ['ignore', log, log];
  const child = spawn(run.command, run.args, { ...run.options, cwd: cluster.dataDir, detached: true, stdio });
  closeSync(log);
  const fate = { ended: false };
  child.once('error', () => (fate.ended = true));
  child.once('exit', () => (fate.ended = true));
  child.unref();
  const socket = join(cluster.sockets, `.s.PGSQL.${PORT}`);
  // A killed server leaves its socket behind: only one beside our own process number counts.
  const isUp = () => existsSync(socket) && readPidFile(cluster)?.pid === child.pid;
  while (!fate.ended && !isUp()) await pause(10);
  return !fate.ended;
}

/** Stops the server that runs over the cluster, if any: commits nothing more, loses nothing committed. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = readPidFile(cluster);
  if (running === null || !isAlive(running.pid) || !isPostgres(running.pid, cluster)) return;
  process.kill(running.pid, 'SIGINT');
  const deadline = performance.now() + PATIENCE_MS;
  while (readPidFile(cluster)?.pid === running.pid && isAlive(running.pid)) {
    if (performance.now() > deadline)
      throw new Error(`the local database (process ${running.pid}) does not stop`);
    await pause(10);
  }
}

export function endOfLog(cluster: Cluster): string {
  return existsSync(cluster.log) ? readFileSync(cluster.log, 'utf8').slice(-2_000) : '';
}

// Made beside its place and moved there whole: a killed or second starter leaves no half cluster.
function createFiles(cluster: Cluster, programs: PostgresPrograms): void {
  if (existsSync(join(cluster.files, 'PG_VERSION'))) return;
  sweepAbandoned(cluster);
  const fresh = join(cluster.dataDir, `data.new-${process.pid}`);
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const run = runAs(programs.identity, programs.initdb, [
    '-D',
    fresh,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    ...locale,
  ]);
  const made = spawnSync(run.command, run.args, { ...run.options, cwd: cluster.dataDir, encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`the local database could not be created: ${made.stderr || String(made.error)}`);
  }
  try {
    renameSync(fresh, cluster.files);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(cluster.files, 'PG_VERSION'))) throw error;
  }
}

function sweepAbandoned(cluster: Cluster): void {
  for (const name of readdirSync(cluster.dataDir)) {
    const maker = /^data\.new-(\d+)$/.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    rmSync(join(cluster.dataDir, name), { recursive: true, force: true });
  }
}

function makeSocketFolder(folder: string, programs: PostgresPrograms): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = lstatSync(folder);
  const isOurs = made.uid === process.getuid?.() || process.getuid?.() === 0;
  // Its name can be guessed: another user of the machine must not have made it for us.
  if (!made.isDirectory() || !isOurs || (made.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a private folder of ours; remove it and try again`);
  }
  makeServerFolder(programs.identity, folder);
}

interface Running {
  readonly pid: number;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly sockets: string | null;
}

// `postmaster.pid`: process, data folder, start time, port, socket folder, …
function readPidFile(cluster: Cluster): Running | null {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  } catch {
    return null; // absent: no server has run, or it ended in order
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, startedAt: Number(lines[2] ?? 0), sockets: lines[4]?.trim() || null };
}

function pidFile(cluster: Cluster): string {
  return join(cluster.files, 'postmaster.pid');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Node puts the system's code on its errors. EPERM: it lives, as somebody else.
    return (error as { code?: string }).code === 'EPERM';
  }
}

function isPostgres(pid: number, cluster: Cluster): boolean {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
      cluster.files,
    );
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster.files);
  } catch {
    return false; // ended between the two looks
  }
}
