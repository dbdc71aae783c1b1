import { sql } from 'kysely';
import { closeMatter, openItems, openWorkItems } from '../agreements/work-items.ts';
import { addDays, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';

/** Movements on the bank's account that somebody told of, that stand in our books, and that no statement has told. */
export interface UnconfirmedLines {
  readonly lines: number;
  /** In and out together: the sum of their sizes, so that money in and out do not hide each other. */
  readonly amount: Ore;
  /** Days since the oldest moved, as it was told, never below 0; null = there is none. */
  readonly oldestDays: number | null;
}

/** How many they are, what they come to and how old the oldest is on a day. */
export async function unconfirmedLines(tx: MunicipalityReadTx, on: PlainDate): Promise<UnconfirmedLines> {
  const { rows } = await sql<{ lines: number; amount: bigint; oldest: PlainDate | null }>`
    select count(*)::int as lines, coalesce(sum(abs(amount_ore)), 0)::bigint as amount, min(bank_day) as oldest
    from bank_line where account = '-' and cause is not null`.execute(tx);
  const { lines = 0, amount = 0n, oldest = null } = rows[0] ?? {};
  // What is told of in advance has no age yet.
  const oldestDays = oldest === null ? null : Math.max(0, Temporal.PlainDate.from(oldest).until(on).days);
  return { lines, amount: ore(amount), oldestDays };
}

export interface UnconfirmedJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly clock: Clock;
  /** Days after which a person looks. */
  readonly days: number;
}

export interface UnconfirmedFound extends UnconfirmedLines {
  /** Months of which a person has been told that lines are missing. */
  readonly months: readonly YearMonth[];
}

/**
 * Tells a person of each month with movements that were told so long ago and that no statement has confirmed, and closes the item
 * when all of them are. The same day again tells nothing new.
 */
export function watchUnconfirmed({
  database,
  municipality,
  ...watch
}: UnconfirmedJob): Promise<UnconfirmedFound> {
  return inMunicipality(database, municipality, (tx) => watchIn(tx, watch));
}

const KIND = 'bank-line-unconfirmed';

async function watchIn(
  tx: MunicipalityTx,
  { on, clock, days }: Pick<UnconfirmedJob, 'on' | 'clock' | 'days'>,
): Promise<UnconfirmedFound> {
  const months = await lateMonths(tx, addDays(on, -days));
  const at = clock();
  const known = await openItems(tx, { debtor: null, kind: KIND });
  for (const { about } of known)
    if (about !== null && !months.some((month) => month === about))
      await closeMatter(tx, { kind: KIND, about }, { by: 'automatic', because: 'banken har bekræftet', at });
  const items = months.map((month) => ({ kind: KIND, debtor: null, month, about: month }) as const);
  await openWorkItems(tx, items, at);
  return { ...(await unconfirmedLines(tx, on)), months };
}

async function lateMonths(tx: MunicipalityReadTx, before: PlainDate): Promise<YearMonth[]> {
  const { rows } = await sql<{ first: PlainDate }>`
    select distinct date_trunc('month', bank_day)::date as first from bank_line
    where account = '-' and cause is not null and bank_day < ${before}::date order by first`.execute(tx);
  return rows.map(({ first }) => monthOf(first));
}
