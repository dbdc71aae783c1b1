import { sql } from 'kysely';
import type { CprNumber } from '../kernel/cpr-number.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';

declare const helperBrand: unique symbol;
/** The municipality's own number for somebody who signs in to act for others and is no debtor. */
export type HelperNumber = number & { readonly [helperBrand]: true };

/** By which somebody is known again: the CPR number, or for an employee the name of their login. */
export type HelperIdentity = { readonly cpr: CprNumber } | { readonly loginName: string };

/** The number of a helper; one who is not known gets the next. */
export async function registerHelper(
  tx: MunicipalityTx,
  identity: HelperIdentity,
  at: Temporal.Instant,
): Promise<HelperNumber> {
  const cpr = 'cpr' in identity ? identity.cpr : null;
  const loginName = 'loginName' in identity ? identity.loginName : null;
  // Two who come at once wait for each other: one person has one number.
  const { rows: counter } = await sql<{ next: HelperNumber }>`
    select last_used + 1 as next from helper_counter for update`.execute(tx);
  const { rows: known } = await sql<{ number: HelperNumber }>`
    select helper_number as number from helper where cpr = ${cpr}::char(10) or login_name = ${loginName}`.execute(
    tx,
  );
  if (known[0] !== undefined) return known[0].number;
  const next = counter[0]?.next;
  assert(next !== undefined, 'the helper counter is there');
  await sql`
    insert into helper (helper_number, cpr, login_name, registered_at)
    values (${next}, ${cpr}, ${loginName}, ${at.toString()}::timestamptz)`.execute(tx);
  await sql`update helper_counter set last_used = ${next}`.execute(tx);
  return next;
}
