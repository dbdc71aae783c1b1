import { sql } from 'kysely';
import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines, transfersOf } from '../ledger/read.ts';
import { standingOn } from '../ledger/standing.ts';
import { channelAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellBank } from './bank-lines.ts';

/** What is in a till by the books, in øre. */
export function inTill(tx: MunicipalityReadTx, till: number): Promise<Ore> {
  return standingOn(tx, channelAccount('counter', till));
}

/** Cash that two have counted. */
export interface TillCount {
  readonly till: number;
  readonly counted: Ore;
  readonly by: string;
  readonly witness: string;
  /** Who typed it. */
  readonly recordedBy: string;
  readonly at: Temporal.Instant;
}

export interface TillCounted {
  readonly counted: Ore;
  readonly books: Ore;
  /** Counted less what the books say; a difference opens an item for a person. */
  readonly difference: Ore;
}

export type TillCountRefusal = { readonly tag: 'negative-amount' | 'same-person' | 'name-missing' };

/** Notes what two have counted in a till, beside what the books say. It moves no money. */
export async function countTill(
  tx: MunicipalityTx,
  { till, counted, by, witness, recordedBy, at }: TillCount,
): Promise<Result<TillCounted, TillCountRefusal>> {
  if (counted < zeroOre) return refuse({ tag: 'negative-amount' });
  if (by.trim() === '' || witness.trim() === '') return refuse({ tag: 'name-missing' });
  if (samePerson(by, witness)) return refuse({ tag: 'same-person' });
  const [on, books] = [dayInCopenhagen(at), await inTill(tx, till)];
  await oneTillAtATime(tx);
  await sql`
    insert into till_count (till, counted_on, entry, counted_ore, books_ore, counted_by, witnessed_by, recorded_at, recorded_by,
      emptied_until)
    select ${till}::smallint, ${on}::date, count(*) + 1, ${counted}::bigint, ${books}::bigint, ${by}, ${witness},
      ${at}::timestamptz, ${recordedBy}, ${await emptiedUntil(tx, till, on)}::int
    from till_count where till = ${till}::smallint and counted_on = ${on}::date`.execute(tx);
  const difference = subtractOre(counted, books);
  if (difference !== zeroOre) {
    const about = aboutCount(till, on);
    await openWorkItems(tx, [{ kind: 'till-differs', debtor: null, month: monthOf(on), about }], at);
  }
  return ok({ counted, books, difference });
}

/** Cash that is taken from a till to the bank. */
export interface TillEmptied {
  readonly till: number;
  readonly amount: Ore;
  /** The deposit's own words, by which the bank names it. */
  readonly reference: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type TillEmptyRefusal =
  | { readonly tag: 'amount-not-positive' | 'reference-missing' }
  /** Two count it first, on the same day. */
  | { readonly tag: 'not-counted' }
  | { readonly tag: 'more-than-counted'; readonly counted: Ore }
  | { readonly tag: 'more-than-books'; readonly books: Ore };

/** Moves cash from a till to the bank, on a day on which two have counted it; answers what is left in it by the books. */
export async function emptyTill(
  tx: MunicipalityTx,
  { till, amount, reference, by, at }: TillEmptied,
): Promise<Result<Ore, TillEmptyRefusal>> {
  if (amount <= zeroOre) return refuse({ tag: 'amount-not-positive' });
  if (reference.trim() === '') return refuse({ tag: 'reference-missing' });
  await oneTillAtATime(tx);
  const on = dayInCopenhagen(at);
  const counted = await countedOn(tx, till, on);
  if (counted === null) return refuse({ tag: 'not-counted' });
  if (amount > counted) return refuse({ tag: 'more-than-counted', counted });
  const books = await inTill(tx, till);
  if (amount > books) return refuse({ tag: 'more-than-books', books });
  const causeNumber = emptiedNumber(till, on);
  const booked = { cause: 'till-emptied', causeNumber } as const;
  const lastLine = await emptiedUntil(tx, till, on);
  const movement = { debit: channelAccount('bank'), credit: channelAccount('counter', till), amount };
  await postTransfers(
    tx,
    transfersIn({ ...booked, valueDate: on, bookingDate: on, recordedAt: at }, [movement], lastLine),
  );
  const line = { reference, amount, bankDay: on, kind: 'till-deposit', toldBy: 'operator' } as const;
  await tellBank(tx, [{ ...line, ...booked, bookedOn: on, by, at }]);
  return ok(subtractOre(books, amount));
}

/** Who counts or empties another till waits a moment; so nobody takes the same cash at the same time. */
export async function oneTillAtATime(tx: MunicipalityTx): Promise<void> {
  await sql`lock table till_count in share row exclusive mode`.execute(tx);
}

/** What an item for a person says of a count that differs. */
export function aboutCount(till: number, on: PlainDate): string {
  return `till ${till} ${on}`;
}

function emptiedNumber(till: number, on: PlainDate): bigint {
  return BigInt(on.replaceAll('-', '')) * 1000n + BigInt(till);
}

/** The last line of what has been taken from a till on a day; 0 = nothing. */
async function emptiedUntil(tx: MunicipalityReadTx, till: number, on: PlainDate): Promise<number> {
  const number = emptiedNumber(till, on);
  return (await lastLines(tx, 'till-emptied', [number])).get(number) ?? 0;
}

/** What is left of the day's last count when what has been taken since is gone; null = nobody has counted. */
async function countedOn(tx: MunicipalityReadTx, till: number, on: PlainDate): Promise<Ore | null> {
  const { rows } = await sql<{ counted: bigint; until: number }>`
    select counted_ore as counted, emptied_until as until from till_count where till = ${till}::smallint and counted_on = ${on}::date
    order by entry desc limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const taken = await transfersOf(tx, 'till-emptied', [emptiedNumber(till, on)]);
  const since = taken.filter(({ line }) => line > row.until).map(({ amount }) => amount);
  return subtractOre(ore(row.counted), sumOre(since));
}
