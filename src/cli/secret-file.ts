import { readFileSync, statSync } from 'node:fs';
import type { Config } from '../platform/config.ts';
import { PlainError } from './command.ts';

/**
 * What stands in the file that a variable of the environment names. Refused in plain words, by the variable's name alone, where there is no
 * such file, or nothing in it: neither its path nor its content is repeated.
 */
export function namedFile(variable: string, path: string): string {
  return read(variable, path, { secret: false });
}

/** The same of a file with a secret: refused also where others of the machine than the program's own user may read or change it. */
export function secretFile(variable: string, path: string): string {
  return read(variable, path, { secret: true });
}

/** The files of two-way TLS once each of them can be read; null = there is none. */
export function tlsFiles({ registers }: Pick<Config, 'registers'>): NonNullable<Config['registers']>['tls'] {
  const tls = registers?.tls ?? null;
  if (tls === null) return null;
  namedFile('AFDRAG_TLS_CERTIFICATE', tls.certificate);
  secretFile('AFDRAG_TLS_KEY', tls.key);
  if (tls.authority !== null) namedFile('AFDRAG_TLS_AUTHORITY', tls.authority);
  return tls;
}

/** The rights of everybody but the file's own user. */
const OTHERS = 0o077;

function read(variable: string, path: string, { secret }: { readonly secret: boolean }): string {
  const refused = (why: string): never => {
    throw new PlainError(`${variable}: ${why}.`);
  };
  try {
    const found = statSync(path);
    // A pipe would never be read to its end.
    if (!found.isFile()) return refused('det er ikke en fil, men en mappe eller noget andet');
    if (secret && (found.mode & OTHERS) !== 0)
      return refused('andre end programmets bruger har adgang til filen. Ret det med chmod 600');
    const text = readFileSync(path, 'utf8');
    return text.trim() === '' ? refused('filen er tom') : text;
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refused(why[code] ?? 'filen kan ikke læses');
  }
}

const why: Readonly<Record<string, string>> = {
  ENOENT: 'filen findes ikke',
  ENOTDIR: 'filen findes ikke',
  EACCES: 'programmets bruger må ikke læse filen',
};
