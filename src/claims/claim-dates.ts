import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

export interface ClaimPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A claim's dates; null = it has none, or none yet. */
export interface ClaimDates {
  /** The day it arose. */
  readonly origin: PlainDate | null;
  readonly due: PlainDate | null;
  /** The last day of timely payment (sidste rettidige betalingsdato, SRB); never before it falls due. */
  readonly srb: PlainDate | null;
  readonly period: ClaimPeriod | null;
}

/** The dates of these claims. Unknown claims are left out. */
export async function claimDates(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimDates>> {
  const { rows } = await sql<DatesRow>`
    ${datesOf} where claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, asDates(row)]));
}

export type DateChangeBecause =
  'demand' | 'arrangement' | 'arrangement-ended' | 'source' | 'transfer' | 'correction';

/** Dates to set; those that are left out stay. */
export interface DatesToChange {
  readonly claim: ClaimNumber;
  readonly dates: { readonly [K in keyof ClaimDates]?: NonNullable<ClaimDates[K]> };
  readonly because: DateChangeBecause;
  /** What it rests on: a letter's or arrangement's number, the source's own words. No personal data. */
  readonly about: string;
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** One date of a claim that was set otherwise: days as they are, a period as both days with / between. */
export interface DateChange {
  readonly claim: ClaimNumber;
  readonly field: keyof ClaimDates;
  readonly before: string | null;
  readonly after: string;
  readonly because: DateChangeBecause;
  readonly about: string;
  readonly on: PlainDate;
}

/**
 * Sets dates of claims, each claim once, and keeps what stood before; answers what changed. A date that is so already is no
 * change. An unknown claim, or a last day of timely payment before the due date, fails the transaction.
 */
export async function changeClaimDates(
  tx: MunicipalityTx,
  changes: readonly DatesToChange[],
): Promise<DateChange[]> {
  const before = await lockedDates(
    tx,
    changes.map(({ claim }) => claim),
  );
  const made = changes.flatMap((change) => {
    const stood = before.get(change.claim);
    assert(stood !== undefined, 'a claim whose dates change is known, and named once');
    before.delete(change.claim);
    const differences = differencesOf(stood, change);
    return differences.length === 0 ? [] : [{ change, differences, dates: { ...stood, ...change.dates } }];
  });
  if (made.length === 0) return [];
  await writeDates(tx, made);
  const written = made.flatMap(({ differences, change: { at, by } }) =>
    differences.map((difference) => ({ ...difference, at, by })),
  );
  await writeDateChanges(tx, written);
  return made.flatMap(({ differences }) => differences);
}

/** How the dates of these claims were changed, by claim and in the order in which it was recorded. */
export async function dateChangesOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<DateChange[]> {
  const { rows } = await sql<DateChange>`
    select claim_number as claim, field, before, after, because, about, changed_on as "on" from claim_date_change
    where claim_number = any (${claims.map(String)}::bigint[]) order by claim_number, entry`.execute(tx);
  return rows;
}

const datesOf = sql`select claim_number, origin_on, due_on, srb_on, period_from, period_to from claim`;

interface DatesRow {
  claim_number: ClaimNumber;
  origin_on: PlainDate | null;
  due_on: PlainDate | null;
  srb_on: PlainDate | null;
  period_from: PlainDate | null;
  period_to: PlainDate | null;
}

function asDates(row: DatesRow): ClaimDates {
  const { period_from: from, period_to: to } = row;
  const period = from === null || to === null ? null : { from, to };
  return { origin: row.origin_on, due: row.due_on, srb: row.srb_on, period };
}

async function lockedDates(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimDates>> {
  const { rows } = await sql<DatesRow>`
    ${datesOf} where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number for no key update`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, asDates(row)]));
}

const fields = ['origin', 'due', 'srb', 'period'] as const;

function differencesOf(stood: ClaimDates, change: DatesToChange): DateChange[] {
  const { claim, dates, because, about, on } = change;
  return fields.flatMap((field) => {
    const [before, after] = [asText(stood[field]), asText(dates[field] ?? null)];
    return after === null || after === before ? [] : [{ claim, field, before, after, because, about, on }];
  });
}

function asText(value: PlainDate | ClaimPeriod | null): string | null {
  return value === null || typeof value === 'string' ? value : `${value.from}/${value.to}`;
}

async function writeDates(
  tx: MunicipalityTx,
  made: readonly { readonly change: DatesToChange; readonly dates: ClaimDates }[],
): Promise<void> {
  const dates = made.map((each) => each.dates);
  await writePeriods(tx, made);
  await sql`
    update claim set origin_on = told.origin_on, due_on = told.due_on, srb_on = told.srb_on,
      period_from = told.period_from, period_to = told.period_to
    from unnest(${made.map(({ change }) => String(change.claim))}::bigint[],
      ${dates.map(({ origin }) => origin)}::date[], ${dates.map(({ due }) => due)}::date[],
      ${dates.map(({ srb }) => srb)}::date[], ${dates.map(({ period }) => period?.from ?? null)}::date[],
      ${dates.map(({ period }) => period?.to ?? null)}::date[])
      told (claim_number, origin_on, due_on, srb_on, period_from, period_to)
    where claim.claim_number = told.claim_number`.execute(tx);
}

/** What the month's run reads of a repayment claim is the same. */
async function writePeriods(
  tx: MunicipalityTx,
  made: readonly { readonly change: DatesToChange; readonly dates: ClaimDates }[],
): Promise<void> {
  const changed = made.flatMap(({ change: { claim, dates } }) =>
    dates.period === undefined ? [] : [{ claim, from: dates.period.from }],
  );
  if (changed.length === 0) return;
  await sql`
    update repayment_claim r set period_from = told.period_from
    from unnest(${changed.map(({ claim }) => String(claim))}::bigint[], ${changed.map(({ from }) => from)}::date[])
      told (claim_number, period_from)
    where r.claim_number = told.claim_number`.execute(tx);
}

interface ChangeToWrite extends DateChange {
  readonly by: string;
  readonly at: Temporal.Instant;
}

async function writeDateChanges(tx: MunicipalityTx, changes: readonly ChangeToWrite[]): Promise<void> {
  await sql`
    insert into claim_date_change (claim_number, entry, field, before, after, because, about, changed_on, recorded_at,
      recorded_by)
    select claim, coalesce((select max(entry) from claim_date_change c where c.claim_number = claim), 0)
        + row_number() over (partition by claim order by place),
      field, was, becomes, reason, concerns, day, at, by
    from unnest(${changes.map(({ claim }) => String(claim))}::bigint[], ${changes.map(({ field }) => field)}::text[],
      ${changes.map(({ before }) => before)}::text[], ${changes.map(({ after }) => after)}::text[],
      ${changes.map(({ because }) => because)}::text[], ${changes.map(({ about }) => about)}::text[],
      ${changes.map(({ on }) => on)}::date[], ${changes.map(({ at }) => at)}::timestamptz[],
      ${changes.map(({ by }) => by)}::text[])
      with ordinality told (claim, field, was, becomes, reason, concerns, day, at, by, place)`.execute(tx);
}
