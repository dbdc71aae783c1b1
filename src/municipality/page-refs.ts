import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * What claims, letters and the like are called in addresses: twelve signs that tell nothing, made from their number and a
 * key of the municipality. A name is no permission, and there is no way from a name to a thing: it is only ever looked for
 * among the things of the person who is signed in. So another's is not there.
 */
export type PageRef = string;

export type RefKind = 'claim' | 'letter' | 'payment' | 'decision' | 'message' | 'plan' | 'set-off';

declare const keyBrand: unique symbol;
export type PageKey = Buffer & { readonly [keyBrand]: true };

export async function pageKeyOf(tx: MunicipalityReadTx): Promise<PageKey> {
  const { rows } = await sql<{ key: PageKey }>`select key from page_key`.execute(tx);
  const [row] = rows;
  assert(row !== undefined, 'the migration has made the key');
  return row.key;
}

/** The name of a thing. */
export function pageRef(key: PageKey, kind: RefKind, number: bigint | number): PageRef {
  const bytes = createHmac('sha256', key).update(`${kind}|${number}`).digest();
  // 60 of its 256 bits: nobody guesses one, and no two of a person's things meet.
  let left = bytes.readBigUInt64BE() >> 4n;
  let name = '';
  for (let sign = 0; sign < SIGNS; sign += 1) {
    name = (ALPHABET[Number(left & 31n)] ?? '') + name;
    left >>= 5n;
  }
  return name;
}

const SIGNS = 12;
/** Crockford's: no I, L, O and U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The one of a person's own things that is called so; null when none is. */
export function ownByRef<T>(
  ref: string,
  own: readonly T[],
  {
    key,
    kind,
    numberOf,
  }: { readonly key: PageKey; readonly kind: RefKind; readonly numberOf: (thing: T) => bigint | number },
): T | null {
  const wanted = asWritten(ref);
  if (wanted === null) return null;
  return own.find((thing) => pageRef(key, kind, numberOf(thing)) === wanted) ?? null;
}

/** A name as it is printed for people to type: `K7Q4-M2XR-9TVB`. */
export function readableRef(ref: PageRef): string {
  return ref.replace(/(.{4})(?=.)/g, '$1-');
}

/** What somebody typed, as the name they meant; null when it is none. */
function asWritten(typed: string): PageRef | null {
  const ref = typed.replaceAll('-', '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(ref) ? ref : null;
}
