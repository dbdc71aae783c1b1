import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, LetterId } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** How one who owes the claim was told that it will be sent to Gældsstyrelsen (gældsinddrivelsesloven § 2, stk. 4). */
export interface ToldOfTransfer {
  readonly debtor: DebtorNumber;
  readonly letter: LetterId | null;
  readonly arrivedOn: PlainDate | null;
  /** Why the letter could not, or should not, reach them; never enough under a collection order (bek. 585/2023 § 10). */
  readonly exception: 'no-address' | 'returned' | 'hurts-recovery' | null;
  /** Did not pay although able; of an ordinary claim, did not pay. */
  readonly inDefault: boolean;
}

/**
 * What has been done before a claim may be sent to Gældsstyrelsen (klar til overdragelse). It sends nothing by itself: the
 * checklist is gone through on the day that the claim would be sent.
 */
export interface TransferClearance {
  readonly claim: ClaimNumber;
  /** The first day on which it may be sent. */
  readonly from: PlainDate;
  readonly lastDeadline: PlainDate | null;
  readonly reminded: 'done' | 'recorded' | 'no';
  readonly because: 'default' | 'dunning';
  /** A decision's or notice's number. */
  readonly about: string;
  /** Null: automatic, by a recorded ground. */
  readonly approvedBy: string | null;
  readonly told: readonly ToldOfTransfer[];
}

export interface ClearanceGiven {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Writes clearances down, one for each claim; a claim that has one that stands keeps it. Answers how many were new. */
export async function clearForTransfer(
  tx: MunicipalityTx,
  clearances: readonly TransferClearance[],
  { by, at }: ClearanceGiven,
): Promise<number> {
  if (clearances.length === 0) return 0;
  const column = <T>(read: (clearance: TransferClearance) => T): T[] => clearances.map(read);
  const { rows } = await sql<{ claim_number: ClaimNumber; entry: number }>`
    insert into transfer_clearance (claim_number, entry, cleared_from, last_deadline, reminded, because, about, approved_by,
      recorded_at, recorded_by)
    select claim, coalesce((select max(entry) from transfer_clearance c where c.claim_number = claim), 0) + 1,
      begins, deadline, reminded, because, about, approved, ${at}, ${by}
    from unnest(${column(({ claim }) => String(claim))}::bigint[], ${column(({ from }) => from)}::date[],
      ${column(({ lastDeadline }) => lastDeadline)}::date[], ${column(({ reminded }) => reminded)}::text[],
      ${column(({ because }) => because)}::text[], ${column(({ about }) => about)}::text[],
      ${column(({ approvedBy }) => approvedBy)}::text[])
      told (claim, begins, deadline, reminded, because, about, approved)
    order by claim
    on conflict (claim_number) where withdrawn_on is null do nothing
    returning claim_number, entry`.execute(tx);
  await insertTold(tx, clearances, new Map(rows.map((row) => [row.claim_number, row.entry])));
  return rows.length;
}

async function insertTold(
  tx: MunicipalityTx,
  clearances: readonly TransferClearance[],
  entries: ReadonlyMap<ClaimNumber, number>,
): Promise<void> {
  const told = clearances.flatMap(({ claim, told: those }) => {
    const entry = entries.get(claim);
    return entry === undefined ? [] : those.map((each) => ({ claim, entry, ...each }));
  });
  await sql`
    insert into told_of_transfer (claim_number, entry, debtor_number, letter_id, arrived_on, exception, in_default)
    select * from unnest(${told.map(({ claim }) => String(claim))}::bigint[], ${told.map(({ entry }) => entry)}::smallint[],
      ${told.map(({ debtor }) => debtor)}::int[], ${told.map(({ letter }) => letter?.toString() ?? null)}::bigint[],
      ${told.map(({ arrivedOn }) => arrivedOn)}::date[], ${told.map(({ exception }) => exception)}::text[],
      ${told.map(({ inDefault }) => inDefault)}::bool[])`.execute(tx);
}

/** Takes back the clearances that stand on these claims; those without are passed over. Answers whose were taken back. */
export async function withdrawClearances(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  { on, why }: { readonly on: PlainDate; readonly why: string },
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ claim_number: ClaimNumber }>`
    update transfer_clearance set withdrawn_on = ${on}, withdrawn_why = ${why}
    where claim_number = any (${claims.map(String)}::bigint[]) and withdrawn_on is null
    returning claim_number`.execute(tx);
  return rows.map((row) => row.claim_number);
}

/**
 * Notes that these claims have been sent by the clearance that stands, so that the day's work looks at it no longer; `on` null:
 * they did not come there, and stand cleared as before.
 */
export async function noteSent(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  on: PlainDate | null,
): Promise<void> {
  await sql`
    update transfer_clearance set sent_on = ${on}::date
    where claim_number = any (${claims.map(String)}::bigint[]) and withdrawn_on is null`.execute(tx);
}

/**
 * Clears a claim again by what stood when it was last cleared, such as after a complaint that was not upheld; false where it
 * stands cleared, or never was. Who has come to owe it since has not been told, and the checklist says so.
 */
export async function clearAgain(
  tx: MunicipalityTx,
  { claim, from }: Pick<TransferClearance, 'claim' | 'from'>,
  { by, at }: ClearanceGiven,
): Promise<boolean> {
  const { rows } = await sql<ClearanceRow>`
    ${everyClearance} where c.claim_number = ${String(claim)}::bigint order by c.entry desc limit 1`.execute(
    tx,
  );
  const [last] = rows;
  if (last === undefined) return false;
  return (await clearForTransfer(tx, [{ ...asClearance(last), from }], { by, at })) > 0;
}

/** The clearances that stand on these claims; claims without are left out. */
export async function clearancesOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, TransferClearance>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<ClearanceRow>`
    ${standing} and c.claim_number = any (${claims.map(String)}::bigint[]) order by c.claim_number`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.claim_number, asClearance(row)]));
}

/** The next clearances after a claim that count on a day and have not been sent, in the order of their claims. At most `limit`. */
export async function clearancesFrom(
  tx: MunicipalityReadTx,
  {
    on,
    after,
    limit,
  }: { readonly on: PlainDate; readonly after: ClaimNumber | null; readonly limit: number },
): Promise<TransferClearance[]> {
  const { rows } = await sql<ClearanceRow>`
    ${standing} and c.sent_on is null and c.cleared_from <= ${on}::date and c.claim_number > ${String(after ?? 0)}::bigint
    order by c.claim_number limit ${limit}::int`.execute(tx);
  return rows.map(asClearance);
}

interface ClearanceRow {
  claim_number: ClaimNumber;
  cleared_from: PlainDate;
  last_deadline: PlainDate | null;
  reminded: TransferClearance['reminded'];
  because: TransferClearance['because'];
  about: string;
  approved_by: string | null;
  told: {
    debtor: DebtorNumber;
    letter: string | null;
    arrived: PlainDate | null;
    exception: ToldOfTransfer['exception'];
    in_default: boolean;
  }[];
}

const everyClearance = sql`
  select c.claim_number, c.cleared_from, c.last_deadline, c.reminded, c.because, c.about, c.approved_by, told
  from transfer_clearance c
  cross join lateral (
    select coalesce(json_agg(json_build_object('debtor', t.debtor_number, 'letter', t.letter_id::text,
      'arrived', t.arrived_on, 'exception', t.exception, 'in_default', t.in_default) order by t.debtor_number), '[]') told
    from told_of_transfer t where t.claim_number = c.claim_number and t.entry = c.entry) t`;
const standing = sql`${everyClearance} where c.withdrawn_on is null`;

function asClearance(row: ClearanceRow): TransferClearance {
  return {
    claim: row.claim_number,
    from: row.cleared_from,
    lastDeadline: row.last_deadline,
    reminded: row.reminded,
    because: row.because,
    about: row.about,
    approvedBy: row.approved_by,
    told: row.told.map((each) => ({
      debtor: each.debtor,
      letter: each.letter === null ? null : (BigInt(each.letter) as LetterId), // as it was written
      arrivedOn: each.arrived,
      exception: each.exception,
      inDefault: each.in_default,
    })),
  };
}
