import { sql } from 'kysely';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { logAccess } from './access-log.ts';

export interface ActingUnder {
  /** The operating system's user: whom the program can tell by itself. */
  readonly login: string;
  /** The name that what is done is noted under. */
  readonly name: string;
  readonly at: Temporal.Instant;
  /** The municipality has chosen that a login acts under one name alone. */
  readonly oneNameEach: boolean;
}

/**
 * Notes under which name a login acts. A second name of the same login is written in the access log, and refused where the
 * municipality has chosen so: until there is a login of the program's own, two names are all that tells two persons apart.
 */
export async function actUnder(
  tx: MunicipalityTx,
  { login, name, at, oneNameEach }: ActingUnder,
): Promise<Result<null, { readonly tag: 'acts-as-another'; readonly name: string }>> {
  const { rows } = await sql<{ name: string }>`
    select name from acting_name where login = ${login} order by first_at, name`.execute(tx);
  const [first] = rows;
  if (rows.some((each) => samePerson(each.name, name))) {
    const isFirst = first !== undefined && samePerson(first.name, name);
    return oneNameEach && !isFirst ? refused(tx, { login, name, at }, first?.name ?? name) : ok(null);
  }
  if (first === undefined) {
    await note(tx, { login, name, at });
    return ok(null);
  }
  if (oneNameEach) return refused(tx, { login, name, at }, first.name);
  await note(tx, { login, name, at });
  await log(tx, { login, at }, `acts as ${name}, has acted as ${first.name}`);
  return ok(null);
}

type Acting = Pick<ActingUnder, 'login' | 'name' | 'at'>;

async function refused(tx: MunicipalityTx, acting: Acting, first: string) {
  await log(tx, acting, `refused to act as ${acting.name}, has acted as ${first}`);
  return refuse({ tag: 'acts-as-another' as const, name: first });
}

async function note(tx: MunicipalityTx, { login, name, at }: Acting): Promise<void> {
  await sql`
    insert into acting_name (login, name, first_at) values (${login}, ${name}, ${at}) on conflict do nothing`.execute(
    tx,
  );
}

async function log(tx: MunicipalityTx, { login, at }: Pick<Acting, 'login' | 'at'>, about: string) {
  await logAccess(tx, { at, actor: login, purpose: 'two persons', debtor: null, about });
}
