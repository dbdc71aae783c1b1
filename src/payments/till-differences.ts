import { sql } from 'kysely';
import { closeMatter } from '../agreements/work-items.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { addOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { channelAccount, roundingAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutCount, inTill, oneTillAtATime } from './tills.ts';

/** Who does something about a till's difference. */
interface Acting {
  readonly till: number;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type ProposeDifferenceRefusal = {
  /** `no-difference`: the last count agreed with the books, or its difference has been booked, or nobody has counted. */
  readonly tag: 'no-difference' | 'proposed-already' | 'reason-missing';
};

/** Proposes that the difference of a till's last count is booked, and why; another person approves it. Answers counted less books. */
export async function proposeDifference(
  tx: MunicipalityTx,
  { till, because, by, at }: Acting & { readonly because: string },
): Promise<Result<Ore, ProposeDifferenceRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  await oneTillAtATime(tx);
  const last = await lastCount(tx, till);
  if (last === null || last.difference === zeroOre || last.approvedBy !== null)
    return refuse({ tag: 'no-difference' });
  if (last.proposedBy !== null) return refuse({ tag: 'proposed-already' });
  const { on, entry, difference } = last;
  await sql`
    insert into till_difference (till, counted_on, entry, amount_ore, because, proposed_by, proposed_at)
    values (${till}::smallint, ${on}::date, ${entry}::smallint, ${difference}::bigint, ${because}, ${by},
      ${at}::timestamptz)`.execute(tx);
  return ok(difference);
}

export type ApproveDifferenceRefusal = {
  /**
   * `nothing-proposed`: nothing that is not booked, of the till's last count. `less-in-till`: since then so much has been taken out that
   * the till would hold less than nothing: it is counted again.
   */
  readonly tag: 'nothing-proposed' | 'same-person' | 'less-in-till';
};

/**
 * Books the difference of a till's last count, as another person than the one who proposed it: the till holds by the books what was
 * counted, with what has come and gone since. Answers counted less books.
 */
export async function approveDifference(
  tx: MunicipalityTx,
  { till, by, at }: Acting,
): Promise<Result<Ore, ApproveDifferenceRefusal>> {
  await oneTillAtATime(tx);
  const last = await lastCount(tx, till);
  if (last === null || last.proposedBy === null || last.approvedBy !== null)
    return refuse({ tag: 'nothing-proposed' });
  if (samePerson(last.proposedBy, by)) return refuse({ tag: 'same-person' });
  const { on, entry, difference } = last;
  if (addOre(await inTill(tx, till), difference) < zeroOre) return refuse({ tag: 'less-in-till' });
  await sql`
    update till_difference set approved_by = ${by}, approved_at = ${at}::timestamptz
    where till = ${till}::smallint and counted_on = ${on}::date and entry = ${entry}::smallint`.execute(tx);
  await book(tx, { till, at, ...last });
  await closeMatter(
    tx,
    { kind: 'till-differs', about: aboutCount(till, on) },
    { by, because: 'bogført', at },
  );
  return ok(difference);
}

async function book(
  tx: MunicipalityTx,
  { till, at, on, entry, difference }: LastCount & Pick<Acting, 'till' | 'at'>,
): Promise<void> {
  const causeNumber = BigInt(on.replaceAll('-', '')) * 100_000_000n + BigInt(till) * 100_000n + BigInt(entry);
  const bookingDate = dayInCopenhagen(at);
  const posting = {
    cause: 'till-difference',
    causeNumber,
    valueDate: on,
    bookingDate,
    recordedAt: at,
  } as const;
  const counter = channelAccount('counter', till);
  const movement =
    difference < zeroOre
      ? { debit: roundingAccount, credit: counter, amount: subtractOre(zeroOre, difference) }
      : { debit: counter, credit: roundingAccount, amount: difference };
  await postTransfers(tx, transfersIn(posting, [movement]));
}

interface LastCount {
  readonly on: PlainDate;
  readonly entry: number;
  readonly difference: Ore;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
}

async function lastCount(tx: MunicipalityReadTx, till: number): Promise<LastCount | null> {
  const { rows } = await sql<Omit<LastCount, 'difference'> & { difference: bigint }>`
    select counted_on as on, entry, counted_ore - books_ore as difference, proposed_by as "proposedBy",
      approved_by as "approvedBy"
    from till_count left join till_difference using (till, counted_on, entry)
    where till = ${till}::smallint order by counted_on desc, entry desc limit 1`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : { ...row, difference: ore(row.difference) };
}
