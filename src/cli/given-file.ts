import { existsSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { PlainError } from './command.ts';

/** A file that a command is to write, opened before it does anything that could not be told of without it. */
export interface GivenFile {
  /** Writes all of it; refused in plain words where that cannot be. */
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Nothing is to be written: what was not there before is not there afterwards. */
  readonly leave: () => Promise<void>;
}

/**
 * Opens the file of an option, for its owner alone. Refused in plain words where it cannot be written, and, unless it may `replace` one,
 * where one lies there.
 */
export async function openGivenFile(
  path: string,
  { replace }: { readonly replace: boolean },
): Promise<GivenFile> {
  const wasThere = existsSync(path);
  if (wasThere && !replace) throw new PlainError('Der ligger allerede en fil med det navn. Vælg et andet.');
  const file = await open(path, replace ? 'a' : 'wx', 0o600).catch((error: unknown) => refused(path, error));
  return {
    write: async (content) => {
      try {
        await whole(file, content);
      } catch (error) {
        refused(path, error);
      }
    },
    leave: async () => {
      await file.close();
      if (!wasThere) await rm(path, { force: true });
    },
  };
}

/** Writes a file of an option at once, in place of one that lies there. */
export async function writeGivenFile(path: string, content: string | Uint8Array): Promise<void> {
  const file = await openGivenFile(path, { replace: true });
  await file.write(content);
}

async function whole(file: FileHandle, content: string | Uint8Array): Promise<void> {
  try {
    await file.truncate(0);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const why: Readonly<Record<string, string>> = {
  ENOENT: 'mappen findes ikke',
  ENOTDIR: 'mappen findes ikke',
  EISDIR: 'det er en mappe',
  EACCES: 'der er ikke adgang til at skrive dér',
  EPERM: 'der er ikke adgang til at skrive dér',
  EROFS: 'der er ikke adgang til at skrive dér',
  ENOSPC: 'der er ikke plads på disken',
  EDQUOT: 'der er ikke plads på disken',
  ENAMETOOLONG: 'navnet er for langt',
};

function refused(path: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (why[code] === undefined) throw error;
  throw new PlainError(`Filen ${path} kunne ikke skrives: ${why[code]}.`);
}
