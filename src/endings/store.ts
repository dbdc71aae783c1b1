import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { WriteOff, WriteOffState } from './types.ts';

interface WriteOffRow extends Omit<WriteOff, 'amount'> {
  readonly amount: bigint;
}

const columns = sql`write_off as number, claim_number as claim, debtor_number as debtor, reason, taken_from as "takenFrom",
  amount_ore as amount, about, state, configuration_version as "configurationVersion", proposed_on as "proposedOn",
  proposed_by as "proposedBy", approved_on as "approvedOn", approved_by as "approvedBy", committee, booked_on as "bookedOn"`;

function asWriteOff({ amount, ...row }: WriteOffRow): WriteOff {
  return { ...row, amount: ore(amount) };
}

/** All losses of these claims, by number; claims without any are left out. */
export async function writeOffsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, WriteOff[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<WriteOffRow>`
    select ${columns} from write_off where claim_number = any (${claims.map(String)}::bigint[])
    order by write_off`.execute(tx);
  return Map.groupBy(rows.map(asWriteOff), ({ claim }) => claim);
}

/** The next proposals about what is at the recovery authority, by claim. At most `limit`. */
export async function recoveryProposals(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from write_off
    where state = 'proposed' and taken_from = 'recovery' and claim_number > ${String(after)}::bigint
    order by claim_number limit ${limit}::int`.execute(tx);
  return rows.map(({ claim }) => claim);
}

/** The losses in these states, by their numbers. */
export async function writeOffsIn(
  tx: MunicipalityReadTx,
  states: readonly WriteOffState[],
): Promise<WriteOff[]> {
  const { rows } = await sql<WriteOffRow>`
    select ${columns} from write_off where state = any (${states}::text[]) order by write_off`.execute(tx);
  return rows.map(asWriteOff);
}

/** One loss, held until the transaction ends; null: there is none of that number. */
export async function heldWriteOff(tx: MunicipalityTx, number: bigint): Promise<WriteOff | null> {
  const { rows } = await sql<WriteOffRow>`
    select ${columns} from write_off where write_off = ${String(number)}::bigint for no key update`.execute(
    tx,
  );
  return rows.map(asWriteOff)[0] ?? null;
}

export async function insertWriteOffs(tx: MunicipalityTx, losses: readonly WriteOff[]): Promise<void> {
  if (losses.length === 0) return;
  const column = <T>(read: (loss: WriteOff) => T): T[] => losses.map(read);
  await sql`
    insert into write_off (write_off, claim_number, debtor_number, reason, taken_from, amount_ore, about, state,
      configuration_version, proposed_on, proposed_by, approved_on, approved_by, booked_on)
    select * from unnest(${column(({ number }) => String(number))}::bigint[],
      ${column(({ claim }) => String(claim))}::bigint[], ${column(({ debtor }) => debtor)}::int[],
      ${column(({ reason }) => reason)}::text[], ${column(({ takenFrom }) => takenFrom)}::text[],
      ${column(({ amount }) => String(amount))}::bigint[], ${column(({ about }) => about)}::text[],
      ${column(({ state }) => state)}::text[], ${column(({ configurationVersion }) => configurationVersion)}::int[],
      ${column(({ proposedOn }) => proposedOn)}::date[], ${column(({ proposedBy }) => proposedBy)}::text[],
      ${column(({ approvedOn }) => approvedOn)}::date[], ${column(({ approvedBy }) => approvedBy)}::text[],
      ${column(({ bookedOn }) => bookedOn)}::date[])`.execute(tx);
}

/** Notes how far losses have come. */
export async function updateWriteOffs(tx: MunicipalityTx, losses: readonly WriteOff[]): Promise<void> {
  for (const { number, state, approvedOn, approvedBy, committee, bookedOn } of losses)
    await sql`
      update write_off set state = ${state}, approved_on = ${approvedOn}::date, approved_by = ${approvedBy},
        committee = ${committee}, booked_on = ${bookedOn}::date
      where write_off = ${String(number)}::bigint`.execute(tx);
}

export interface WriteOffClosed {
  readonly number: bigint;
  readonly state: 'refused' | 'reversed';
  readonly on: PlainDate;
  readonly by: string;
  readonly why: string;
}

export async function closeWriteOff(
  tx: MunicipalityTx,
  { number, state, on, by, why }: WriteOffClosed,
): Promise<void> {
  await sql`
    update write_off set state = ${state}, closed_on = ${on}::date, closed_by = ${by}, closed_why = ${why}
    where write_off = ${String(number)}::bigint`.execute(tx);
}
