import { sql, type RawBuilder } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { answeredReasons, reasonsThatStop, type HoldEffect, type HoldReason } from '../law/holds.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { stopRecovery, stopsOf } from './stop-recovery.ts';
import type { ClaimNumber } from './types.ts';

/** Which hold is meant: of a claim at most one stands for each reason and debtor. */
export interface HoldOn {
  readonly claim: ClaimNumber;
  readonly reason: HoldReason;
  /** Only towards this debtor, who is or was liable; null = towards all who are. */
  readonly debtor: DebtorNumber | null;
}

export interface Hold extends HoldOn {
  /** Which of the claim's holds for that reason, from 1. */
  readonly entry: number;
  readonly from: PlainDate;
  /** The day on which a person looks at it, if it stands then. It never ends by itself, but for a `request`. */
  readonly reviewOn: PlainDate;
  /** What it rests on, such as an objection's number; no personal data. */
  readonly about: string;
}

export interface HoldToPlace extends Omit<Hold, 'entry'> {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Places holds and answers those that did not stand before, in no order; the others stay as they are, also where they rest
 * on something else. What a hold keeps from the recovery authority is called off in the same transaction, so that nobody who
 * places one can forget it.
 */
export async function placeHolds(tx: MunicipalityTx, holds: readonly HoldToPlace[]): Promise<Hold[]> {
  if (holds.length === 0) return [];
  const { rows } = await sql<HoldRow>`
    insert into hold (claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at, placed_by)
    select claim, told.reason, coalesce((
        select max(h.entry) from hold h where h.claim_number = claim and h.reason = told.reason), 0)
        + row_number() over (partition by claim, told.reason order by debtor nulls first),
      debtor, begins, reviewed, concerns, at, by
    from unnest(${holds.map(({ claim }) => String(claim))}::bigint[], ${holds.map(({ reason }) => reason)}::text[],
      ${holds.map(({ debtor }) => debtor)}::int[], ${holds.map(({ from }) => from)}::date[],
      ${holds.map(({ reviewOn }) => reviewOn)}::date[], ${holds.map(({ about }) => about)}::text[],
      ${holds.map(({ at }) => at)}::timestamptz[], ${holds.map(({ by }) => by)}::text[])
      told (claim, reason, debtor, begins, reviewed, concerns, at, by)
    order by claim, told.reason, debtor
    on conflict (claim_number, reason, debtor_number) where lifted_on is null do nothing
    returning ${columns}`.execute(tx);
  for (const [at, placed] of Map.groupBy(holds, (hold) => hold.at))
    await stopRecovery(tx, stopsOf(placed), at);
  return rows.map(asHold);
}

export interface HoldToLift extends HoldOn {
  readonly on: PlainDate;
  /** From when its debtor has some days (`RestedHold`); absent = from that day. */
  readonly daysFrom?: PlainDate | null;
  readonly why: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Lifts the holds that stand and answers them, in no order; what does not stand, or no longer, is passed over. */
export async function liftHolds(tx: MunicipalityTx, lifts: readonly HoldToLift[]): Promise<Hold[]> {
  if (lifts.length === 0) return [];
  const { rows } = await sql<HoldRow>`
    update hold set lifted_on = told.day, lifted_why = told.why, lifted_by = told.by, lifted_at = told.at,
      days_from = told.days
    from unnest(${lifts.map(({ claim }) => String(claim))}::bigint[], ${lifts.map(({ reason }) => reason)}::text[],
      ${lifts.map(({ debtor }) => debtor)}::int[], ${lifts.map(({ on }) => on)}::date[],
      ${lifts.map(({ why }) => why)}::text[], ${lifts.map(({ by }) => by)}::text[],
      ${lifts.map(({ at }) => at)}::timestamptz[], ${lifts.map(({ daysFrom = null }) => daysFrom)}::date[])
      told (claim, why_held, debtor, day, why, by, at, days)
    where hold.claim_number = told.claim and hold.reason = told.why_held
      and hold.debtor_number is not distinct from told.debtor and hold.lifted_on is null
    returning ${columns}`.execute(tx);
  return rows.map(asHold);
}

/** A matter for which claims are held towards a debtor. */
export interface HeldMatter {
  readonly claims: readonly ClaimNumber[];
  readonly debtor: DebtorNumber;
  readonly about: string;
}

/** Lifts what is held towards a debtor for one matter; what a person holds for a reason of their own stays. */
export async function liftHoldsAbout(
  tx: MunicipalityTx,
  { claims, debtor, about }: HeldMatter,
  lifting: Pick<HoldToLift, 'on' | 'why' | 'by' | 'at'>,
): Promise<void> {
  const holds = [...(await holdsOn(tx, claims)).values()].flat();
  const forThis = holds.filter((hold) => hold.about === about && hold.debtor === debtor);
  await liftHolds(
    tx,
    forThis.map((hold) => ({ ...hold, ...lifting })),
  );
}

/** A hold that turns out to have stood on days that have passed, up to the one before `on`. */
export interface Rested extends HoldToLift, Pick<HoldToPlace, 'from' | 'about'> {}

/** Notes that claims have rested on days that have passed, whatever stands on them now; of no day nothing is noted. */
export async function noteRested(tx: MunicipalityTx, rested: readonly Rested[]): Promise<void> {
  for (const { claim, reason, debtor, from, about, on, why, by, at } of rested)
    await sql`
      insert into hold (claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at, placed_by,
        lifted_on, lifted_why, lifted_by, lifted_at)
      select ${String(claim)}::bigint, ${reason}, coalesce(max(entry), 0) + 1, ${debtor}::int, ${from}::date, ${on}::date, ${about},
        ${at}::timestamptz, ${by}, ${on}::date, ${why}, ${by}, ${at}::timestamptz
      from hold where claim_number = ${String(claim)}::bigint and reason = ${reason}
      having ${from}::date < ${on}::date`.execute(tx);
}

/** The holds that stand on these claims, towards whomever; claims without any are left out. */
export async function holdsOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Hold[]>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<HoldRow>`
    select ${columns} from hold where claim_number = any (${claims.map(String)}::bigint[]) and lifted_on is null
    order by claim_number, reason, entry`.execute(tx);
  return Map.groupBy(rows.map(asHold), ({ claim }) => claim);
}

/**
 * The next holds that stand on their review day or after it, the oldest review day first; `after` null = from the first.
 * At most `limit`. What the recovery authority has is collected there: of the claims held for it only those of which something is left
 * here, which is the ledger's to say of the column with a claim's number.
 */
export async function holdsToReview(
  tx: MunicipalityReadTx,
  day: PlainDate,
  page: {
    readonly after: Hold | null;
    readonly limit: number;
    readonly leftHere: (claim: RawBuilder<unknown>) => RawBuilder<unknown>;
  },
): Promise<Hold[]> {
  const { after, limit, leftHere } = page;
  const further =
    after === null
      ? sql``
      : sql`and (review_on, claim_number, reason, entry)
          > (${after.reviewOn}::date, ${String(after.claim)}::bigint, ${after.reason}, ${after.entry}::smallint)`;
  const { rows } = await sql<HoldRow>`
    select ${columns} from hold where lifted_on is null and review_on <= ${day}::date ${further}
      and (reason <> 'recovery' or ${leftHere(sql.ref('hold.claim_number'))})
    order by review_on, claim_number, reason, entry limit ${limit}::int`.execute(tx);
  return rows.map(asHold);
}

const columns = sql`hold.claim_number, hold.reason, hold.debtor_number, hold.entry, hold.from_on, hold.review_on, hold.about`;

interface HoldRow {
  claim_number: ClaimNumber;
  reason: HoldReason;
  debtor_number: DebtorNumber | null;
  entry: number;
  from_on: PlainDate;
  review_on: PlainDate;
  about: string;
}

function asHold(row: HoldRow): Hold {
  return {
    claim: row.claim_number,
    reason: row.reason,
    debtor: row.debtor_number,
    entry: row.entry,
    from: row.from_on,
    reviewOn: row.review_on,
    about: row.about,
  };
}

/** What these debtors have come to be liable for and have not been told of yet, by debtor; those with none are left out. */
export async function notToldOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ReadonlySet<ClaimNumber>>> {
  const { rows } = await sql<{ debtor: DebtorNumber; claim: ClaimNumber }>`
    select debtor_number as debtor, claim_number as claim from hold
    where debtor_number = any (${debtors}::int[]) and reason = 'liability' and lifted_on is null`.execute(tx);
  const byDebtor = Map.groupBy(rows, ({ debtor }) => debtor);
  return new Map(
    [...byDebtor].map(([debtor, theirs]) => [debtor, new Set(theirs.map(({ claim }) => claim))]),
  );
}

/** What stood on a claim for a time. */
export interface RestedHold extends Pick<Hold, 'claim' | 'reason' | 'debtor'> {
  readonly liftedOn: PlainDate;
  /** From when its debtor has some days before anything more is done: the arrival of the letter that answers it, else the day it was lifted. */
  readonly daysFrom: PlainDate;
}

/**
 * The holds on these claims for these reasons that were lifted; one that was lifted on the day it began stopped nothing and is left out, but for one that ended with an
 * answer, whose letter gives the debtor some days all the same.
 */
export async function liftedHolds(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  reasons: readonly HoldReason[],
): Promise<RestedHold[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<RestedHold>`
    select claim_number as claim, reason, debtor_number as debtor, lifted_on as "liftedOn", ${daysFrom} as "daysFrom" from hold
    where claim_number = any (${claims.map(String)}::bigint[]) and reason = any (${reasons}::text[])
      and (lifted_on > from_on or lifted_on = from_on and reason = any (${[...answeredReasons]}::text[]))
    order by claim_number, reason, entry`.execute(tx);
  return rows;
}

const daysFrom = sql`coalesce(hold.days_from, hold.lifted_on)`;

/** Those of these debtors who have days after a hold for one of these reasons on their claims from a day or later, with each such day. */
export async function debtorsLifted(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { reasons, from }: { readonly reasons: readonly HoldReason[]; readonly from: PlainDate },
): Promise<{ readonly debtor: DebtorNumber; readonly daysFrom: PlainDate }[]> {
  const { rows } = await sql<{ debtor: DebtorNumber; daysFrom: PlainDate }>`
    select distinct liability.debtor_number as debtor, ${daysFrom} as "daysFrom"
    from liability join hold using (claim_number)
    where liability.debtor_number = any (${debtors}::int[]) and ${daysFrom} >= ${from}::date
      and hold.reason = any (${reasons}::text[])
      and (hold.debtor_number is null or hold.debtor_number = liability.debtor_number)
    order by debtor, "daysFrom"`.execute(tx);
  return rows;
}

/** Lifts the holds of requests that nobody has answered by their day, of whomever; answers how many. */
export async function liftRequestsOver(
  tx: MunicipalityTx,
  on: PlainDate,
  at: Temporal.Instant,
): Promise<number> {
  const lifted = await sql`
    update hold set lifted_on = ${on}::date, lifted_why = 'nobody answered', lifted_by = 'holds', lifted_at = ${at}::timestamptz
    where reason = 'request' and lifted_on is null and review_on <= ${on}::date`.execute(tx);
  return Number(lifted.numAffectedRows ?? 0n);
}

/** All holds towards these debtors for these reasons that stand or once stood; null = it stands. */
export async function holdsTowards(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  reasons: readonly HoldReason[],
): Promise<(Hold & { readonly liftedOn: PlainDate | null })[]> {
  const { rows } = await sql<HoldRow & { lifted_on: PlainDate | null }>`
    select ${columns}, hold.lifted_on from hold
    where debtor_number = any (${debtors}::int[]) and reason = any (${reasons}::text[])
    order by claim_number, reason, entry`.execute(tx);
  return rows.map((row) => ({ ...asHold(row), liftedOn: row.lifted_on }));
}

/** The next debtors by number towards whom a hold for one of these reasons stands. */
export async function debtorsHeld(
  tx: MunicipalityReadTx,
  reasons: readonly HoldReason[],
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from hold
    where lifted_on is null and reason = any (${reasons}::text[]) and debtor_number > ${after}::bigint
    order by debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/**
 * Those of these debtors for whom something is stopped, whatever they owe, by a hold on any claim towards them or towards all who are
 * liable for it, with the reasons. For what concerns a person and not one claim: decisions and letters.
 */
export async function debtorsStopped(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  effect: Extract<HoldEffect, 'decisions' | 'letters'>,
): Promise<Map<DebtorNumber, ReadonlySet<HoldReason>>> {
  if (debtors.length === 0) return new Map();
  const reasons = reasonsThatStop(effect);
  const { rows } = await sql<{ debtor: DebtorNumber; reason: HoldReason }>`
    select debtor_number as debtor, reason from hold
    where debtor_number = any (${debtors}::int[]) and lifted_on is null and reason = any (${reasons}::text[])
    union
    select l.debtor_number, h.reason from hold h join liability l using (claim_number)
    where h.debtor_number is null and h.lifted_on is null and h.reason = any (${reasons}::text[])
      and l.debtor_number = any (${debtors}::int[])`.execute(tx);
  const byDebtor = Map.groupBy(rows, ({ debtor }) => debtor);
  return new Map(
    [...byDebtor].map(([debtor, theirs]) => [debtor, new Set(theirs.map(({ reason }) => reason))]),
  );
}
