import { sql } from 'kysely';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What was read, or that it cannot be told for the moment. */
export type Read<Value> = { readonly state: 'read'; readonly value: Value } | { readonly state: 'down' };

/** What there is nothing to show without, and two parts that may be missing. */
export interface Reads<Needed, First, Second> {
  readonly needed: () => Promise<Needed>;
  readonly parts: readonly [() => Promise<First>, () => Promise<Second>];
}

/**
 * Reads everything at once. Where something of it fails, each thing is read again by itself, so that a part that cannot be read is `down`
 * and nothing else is; what is needed throws. The transaction goes on either way.
 */
export async function readPartly<Needed, First, Second>(
  tx: MunicipalityReadTx,
  { needed, parts: [first, second] }: Reads<Needed, First, Second>,
): Promise<readonly [Needed, Read<First>, Read<Second>]> {
  const [, ...read] = await Promise.allSettled([
    sql`savepoint all_at_once`.execute(tx),
    needed(),
    first(),
    second(),
  ]);
  const [own, one, other] = read;
  if (own.status === 'fulfilled' && one.status === 'fulfilled' && other.status === 'fulfilled')
    return [own.value, { state: 'read', value: one.value }, { state: 'read', value: other.value }];
  await sql`rollback to savepoint all_at_once`.execute(tx);
  return [await needed(), await orDown(tx, first), await orDown(tx, second)];
}

async function orDown<Value>(tx: MunicipalityReadTx, read: () => Promise<Value>): Promise<Read<Value>> {
  await sql`savepoint part`.execute(tx);
  try {
    return { state: 'read', value: await read() };
  } catch {
    // A connection that is gone fails here, and with it the page.
    await sql`rollback to savepoint part`.execute(tx);
    return { state: 'down' };
  }
}
