import { sql } from 'kysely';
import { addMonths, firstDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Kinds of device, and nothing finer. A tablet that says that it is a computer is counted as one. */
export const devices = ['phone', 'tablet', 'computer', 'unknown'] as const;
export type Device = (typeof devices)[number];

/**
 * What is counted on the citizens' pages: a visit (somebody has signed in), a payment that was begun, a document that somebody signed in has
 * fetched, a message that was sent (an objection, an answer, a complaint, documentation), a plan that was signed, a wish to pay by Betalingsservice.
 */
export const uses = ['visit', 'payment', 'document', 'message', 'plan', 'direct-debit'] as const;
export type Use = (typeof uses)[number];

/** Counts one thing more. Nothing of whoever did it is told here. */
export async function countUse(
  tx: MunicipalityTx,
  { day, device, what }: { readonly day: PlainDate; readonly device: Device; readonly what: Use },
): Promise<void> {
  await sql`
    insert into portal_use (day, device, what, count) values (${day}::date, ${device}, ${what}, 1)
    on conflict (day, device, what) do update set count = portal_use.count + 1`.execute(tx);
}

/**
 * A count or a sum as it may be shown: so few that somebody might be known by them are not told apart, and more are rounded down to whole fives, so
 * that no sum and no other choice of days gives the few away.
 */
export type Shown = number | 'under 5';

/** What is shown is a whole number of so many. */
const STEP = 5;

function shown(count: number): Shown {
  return count > 0 && count < STEP ? 'under 5' : count - (count % STEP);
}

/** How often something was done by a kind of device on a day. */
export interface UseOfDay {
  readonly day: PlainDate;
  readonly device: Device;
  readonly what: Use;
  readonly count: Shown;
}

export interface Days {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What was done on each day by each kind of device, in their order; what was not done is left out. */
export async function useByDay(tx: MunicipalityReadTx, days: Days): Promise<UseOfDay[]> {
  return (await counts(tx, days)).map((row) => ({ ...row, count: shown(row.count) }));
}

/** All days together, by what was done and the kind of device. */
export type UseByDevice = Readonly<Record<Use, Readonly<Record<Device, Shown>>>>;

/** The sums over all days, by what was done and the kind of device. */
export async function useByDevice(tx: MunicipalityReadTx, days: Days): Promise<UseByDevice> {
  const rows = await counts(tx, days);
  const sumOf = (what: Use, device: Device) =>
    rows.reduce((sum, row) => (row.what === what && row.device === device ? sum + row.count : sum), 0);
  const of = (what: Use) =>
    Object.fromEntries(devices.map((device) => [device, shown(sumOf(what, device))])) as UseByDevice[Use]; // each of them
  return Object.fromEntries(uses.map((what) => [what, of(what)])) as UseByDevice; // likewise
}

/** How many visits each day had, by whatever device; a day without any is left out. */
export async function visitsByDay(
  tx: MunicipalityReadTx,
  days: Days,
): Promise<{ readonly day: PlainDate; readonly count: Shown }[]> {
  const visits = (await counts(tx, days)).filter(({ what }) => what === 'visit');
  return [...Map.groupBy(visits, ({ day }) => day)].map(([day, rows]) => ({
    day,
    count: shown(rows.reduce((sum, { count }) => sum + count, 0)),
  }));
}

interface Row {
  day: PlainDate;
  device: Device;
  what: Use;
  count: number;
}

async function counts(tx: MunicipalityReadTx, { from, to }: Days): Promise<Row[]> {
  const { rows } = await sql<Omit<Row, 'count'> & { count: bigint }>`
    select day, device, what, count from portal_use
    where day between ${from}::date and ${to}::date and what = any (${uses}::text[])
    order by day, array_position(${uses}::text[], what), array_position(${devices}::text[], device)`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** Whole months for which counts are kept besides the one that runs: two years can be compared (own choice). */
export const MONTHS_KEPT = 24;

/** Removes what is older; answers how many counts. */
export async function forgetOldUse(tx: MunicipalityTx, today: PlainDate): Promise<number> {
  const first = firstDayOf(addMonths(monthOf(today), -MONTHS_KEPT));
  const { rows } = await sql`delete from portal_use where day < ${first}::date returning day`.execute(tx);
  return rows.length;
}
