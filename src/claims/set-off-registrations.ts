import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/**
 * A claim that we collect ourselves and have registered at the recovery authority, so that payouts of the state may be set off
 * against it (gældsinddrivelsesloven § 7, stk. 1; MODR). Amounts are øre, as the authority has them by what it was told.
 */
export interface SetOffRegistration {
  readonly claim: ClaimNumber;
  /** Which of the claim's registrations, from 1. */
  readonly entry: number;
  readonly state: 'on-its-way' | 'registered' | 'ended' | 'returned' | 'rejected' | 'cancelled';
  readonly authorityId: string | null;
  readonly askedOn: PlainDate;
  readonly registeredOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly endedWhy: string | null;
  readonly reported: Ore;
  readonly covered: Ore;
  /** A person's words; null = by the municipality's choice for all. */
  readonly because: string | null;
}

interface Row extends Omit<SetOffRegistration, 'reported' | 'covered'> {
  reported: bigint;
  covered: bigint;
}

const columns = sql`claim_number as claim, entry, state, authority_id as "authorityId", asked_on as "askedOn",
  registered_on as "registeredOn", ended_on as "endedOn", ended_why as "endedWhy", reported_ore as reported,
  covered_ore as covered, because`;

function asRegistration(row: Row): SetOffRegistration {
  return { ...row, reported: ore(row.reported), covered: ore(row.covered) };
}

/** All registrations of these claims, by claim, the oldest first; claims without are left out. */
export async function setOffRegistrationsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, SetOffRegistration[]>> {
  const { rows } = await sql<Row>`
    select ${columns} from set_off_registration where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, entry`.execute(tx);
  return Map.groupBy(rows.map(asRegistration), ({ claim }) => claim);
}

/** Those of these claims that are registered, or on their way to be. */
export async function registeredForSetOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, SetOffRegistration>> {
  const { rows } = await sql<Row>`
    select ${columns} from set_off_registration
    where claim_number = any (${claims.map(String)}::bigint[]) and ended_on is null order by claim_number`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.claim, asRegistration(row)]));
}

/** The registrations that have these numbers at the authority, also those that have ended. */
export async function setOffRegistrationsByIds(
  tx: MunicipalityReadTx,
  ids: readonly string[],
): Promise<Map<string, SetOffRegistration>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row & { authorityId: string }>`
    select ${columns} from set_off_registration where authority_id = any (${ids}::text[]) order by claim_number, entry`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.authorityId, asRegistration(row)]));
}

/** Asks for a claim to be registered; answers which of its registrations that is. None may stand. */
export async function askForSetOff(
  tx: MunicipalityTx,
  asked: Pick<SetOffRegistration, 'claim' | 'askedOn' | 'because'>,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ entry: number }>`
    insert into set_off_registration (claim_number, entry, state, asked_on, because, recorded_at, recorded_by)
    select ${String(asked.claim)}::bigint, coalesce((
        select max(entry) from set_off_registration where claim_number = ${String(asked.claim)}::bigint), 0) + 1,
      'on-its-way', ${asked.askedOn}::date, ${asked.because}, ${at}::timestamptz, ${by}
    returning entry`.execute(tx);
  return rows[0]?.entry ?? 1;
}

/** Writes how a registration stands. */
export async function writeSetOffRegistration(
  tx: MunicipalityTx,
  registration: SetOffRegistration,
): Promise<void> {
  const { claim, entry, state, authorityId, registeredOn, endedOn, endedWhy, reported, covered } =
    registration;
  await sql`
    update set_off_registration set state = ${state}, authority_id = ${authorityId}, registered_on = ${registeredOn}::date,
      ended_on = ${endedOn}::date, ended_why = ${endedWhy}, reported_ore = ${String(reported)}::bigint,
      covered_ore = ${String(covered)}::bigint
    where claim_number = ${String(claim)}::bigint and entry = ${entry}::smallint`.execute(tx);
}
