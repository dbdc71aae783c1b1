import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { SetOff } from './set-off-types.ts';
import type { OwedClaim } from './types.ts';

type SetOffRow = Omit<SetOff, 'payout'> & {
  readonly department: string;
  readonly reference: string;
  readonly payoutFor: string;
  readonly payoutOn: PlainDate;
  readonly payoutOre: bigint;
  readonly social: boolean;
};

const columns = sql`set_off as number, debtor_number as debtor, department, payout_reference as reference,
  payout_for as "payoutFor", payout_on as "payoutOn", payout_ore as "payoutOre", social, amount_ore as amount, state, hearing,
  noted_on as "notedOn", decided_on as "decidedOn", taken_ore as taken, settled_on as "settledOn",
  withdrawn_on as "withdrawnOn"`;

function asSetOff({
  department,
  reference,
  payoutFor,
  payoutOn,
  payoutOre,
  social,
  ...row
}: SetOffRow): SetOff {
  const payout = { department, reference, for: payoutFor, on: payoutOn, amount: ore(payoutOre), social };
  return { ...row, payout };
}

/** All set-offs of a debtor, oldest first. */
export async function setOffsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<SetOff[]> {
  const { rows } = await sql<SetOffRow>`
    select ${columns} from set_off where debtor_number = ${debtor} order by set_off`.execute(tx);
  return rows.map(asSetOff);
}

/** The set-offs that somebody has still to do something about, by the day they were noted. */
export async function openSetOffs(tx: MunicipalityReadTx): Promise<SetOff[]> {
  const { rows } = await sql<SetOffRow>`
    select ${columns} from set_off where state in ('heard', 'decided') order by noted_on, set_off`.execute(
    tx,
  );
  return rows.map(asSetOff);
}

/** The set-off of a payout; null: none was noted. */
export async function setOffOfPayout(
  tx: MunicipalityReadTx,
  { department, reference }: { readonly department: string; readonly reference: string },
): Promise<SetOff | null> {
  const { rows } = await sql<SetOffRow>`
    select ${columns} from set_off
    where department = ${department} and payout_reference = ${reference}`.execute(tx);
  return rows.map(asSetOff)[0] ?? null;
}

/** One set-off, held until the transaction ends; null: there is none of that number. */
export async function heldSetOff(tx: MunicipalityTx, number: bigint): Promise<SetOff | null> {
  const { rows } = await sql<SetOffRow>`
    select ${columns} from set_off where set_off = ${String(number)}::bigint for no key update`.execute(tx);
  return rows.map(asSetOff)[0] ?? null;
}

/** The claims that a set-off's hearing told of. */
export async function toldClaims(tx: MunicipalityReadTx, number: bigint): Promise<OwedClaim[]> {
  const { rows } = await sql<{ claim: ClaimNumber; owed: bigint }>`
    select claim_number as claim, owed_ore as owed from set_off_claim
    where set_off = ${String(number)}::bigint order by claim_number`.execute(tx);
  return rows.map(({ claim, owed }) => ({ claim, owed: ore(owed) }));
}

export async function insertSetOff(
  tx: MunicipalityTx,
  { number, debtor, payout, amount, state, hearing, notedOn }: SetOff,
  {
    by,
    at,
    claims,
  }: { readonly by: string; readonly at: Temporal.Instant; readonly claims: readonly OwedClaim[] },
): Promise<void> {
  await sql`
    insert into set_off (set_off, debtor_number, department, payout_reference, payout_for, payout_on, payout_ore, social,
      amount_ore, state, hearing, noted_on, noted_by, recorded_at)
    values (${String(number)}::bigint, ${debtor}, ${payout.department}, ${payout.reference}, ${payout.for},
      ${payout.on}::date, ${String(payout.amount)}::bigint, ${payout.social}, ${String(amount)}::bigint, ${state},
      ${String(hearing)}::bigint, ${notedOn}::date, ${by}, ${at}::timestamptz)`.execute(tx);
  await sql`
    insert into set_off_claim (set_off, claim_number, owed_ore)
    select ${String(number)}::bigint, * from unnest(${claims.map(({ claim }) => String(claim))}::bigint[],
      ${claims.map(({ owed }) => String(owed))}::bigint[])`.execute(tx);
}

export async function noteDecided(
  tx: MunicipalityTx,
  number: bigint,
  decided: {
    readonly on: PlainDate;
    readonly by: string;
    readonly taken: Ore;
    readonly decision: NoticeId;
  },
): Promise<void> {
  await sql`
    update set_off set state = 'decided', decided_on = ${decided.on}::date, decided_by = ${decided.by},
      taken_ore = ${String(decided.taken)}::bigint, decision = ${String(decided.decision)}::bigint
    where set_off = ${String(number)}::bigint`.execute(tx);
}

export async function noteSettled(
  tx: MunicipalityTx,
  number: bigint,
  settled: { readonly on: PlainDate; readonly by: string; readonly how: 'bank' | 'internal' },
): Promise<void> {
  await sql`
    update set_off set state = 'settled', settled_on = ${settled.on}::date, settled_by = ${settled.by},
      settled_how = ${settled.how}
    where set_off = ${String(number)}::bigint`.execute(tx);
}

export async function noteWithdrawn(
  tx: MunicipalityTx,
  number: bigint,
  withdrawn: { readonly on: PlainDate; readonly by: string; readonly why: string },
): Promise<void> {
  await sql`
    update set_off set state = 'withdrawn', withdrawn_on = ${withdrawn.on}::date, withdrawn_by = ${withdrawn.by},
      withdrawn_why = ${withdrawn.why}
    where set_off = ${String(number)}::bigint`.execute(tx);
}
