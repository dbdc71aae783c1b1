import { createHash } from 'node:crypto';
import { lstatSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the tests' server keeps its files: in memory where there is room for them, for nothing in them is to outlive the machine, and
 * making a database is writing hundreds of small files; else in the project's own folder.
 */
export interface Places {
  readonly project: string;
  /** A folder whose files are in memory, `/dev/shm` on Linux. */
  readonly memory: string;
}

/** Twice what a whole run has at most. */
const ROOM_NEEDED = 2n * 1024n ** 3n;
const NOBODY = 65_534;

/** One that is there already is kept, whatever the room: all who are in must come to the same server. */
export function serverPlace({ project, memory }: Places, needed = ROOM_NEEDED): string {
  const onDisk = join(project, 'var/test-postgres');
  const user = process.getuid?.();
  const room = roomIn(memory);
  if (user === undefined || room === null) return onDisk;
  const name = createHash('sha256').update(project).digest('hex').slice(0, 12);
  const inMemory = join(memory, `afdrag-test-${user}-${name}`);
  const owner = lstatSync(inMemory, { throwIfNoEntry: false });
  if (owner === undefined) return room >= needed ? inMemory : onDisk;
  // Its name can be guessed: another user of the machine must not have made it for us. (A superuser's server runs as nobody.)
  const isOurs = owner.uid === user || (user === 0 && owner.uid === NOBODY);
  return owner.isDirectory() && isOurs ? inMemory : onDisk;
}

function roomIn(folder: string): bigint | null {
  try {
    const { bavail, bsize } = statfsSync(folder, { bigint: true });
    return bavail * bsize;
  } catch {
    return null; // no such folder: another system than Linux
  }
}
