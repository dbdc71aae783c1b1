import { sql, type RawBuilder } from 'kysely';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { preparedToo } from '../platform/prepared.ts';
import { changesOf, keepBalances, moving } from './kept-balances.ts';
import type { Transfer } from './types.ts';

const columns = [
  'cause',
  'cause_number',
  'line',
  'debit_kind',
  'debit_number',
  'debit_debtor',
  'credit_kind',
  'credit_number',
  'credit_debtor',
  'amount_ore',
  'value_date',
  'booking_date',
  'recorded_at',
] as const;

/** Up to so many transfers go with their balances in one statement; more are copied. */
const FEW = 100;

/** What is written in the statement of a few transfers besides: an insert of the caller's own, always of the same text. */
export interface Besides {
  readonly name: string;
  readonly insert: RawBuilder<unknown>;
}

/**
 * Writes transfers, all in one statement, and moves the balances that are kept beside them; nothing else writes money.
 * Cause, number and line are the key: the same transfer twice fails the transaction, and so does what is booked on a
 * closed accounting day, or takes more from an account than stands there; it fails at the latest where it would be committed. Whoever
 * moves money out of a claim has locked its debtors first (lock.ts).
 */
export async function postTransfers(
  tx: MunicipalityTx,
  transfers: readonly Transfer[],
  besides: Besides | null = null,
): Promise<void> {
  if (transfers.length > 0 && transfers.length <= FEW) return postFew(tx, transfers, besides);
  if (besides !== null) await besides.insert.execute(tx);
  if (transfers.length === 0) return;
  await copyInto(tx, { table: 'transfer', columns }, asOneChunk(transfers.map(lineOf)));
  keepBalances(tx, transfers);
}

/** One statement instead of a COPY and two more, and nobody waits for it alone: a payment is one of thousands. */
function postFew(tx: MunicipalityTx, transfers: readonly Transfer[], besides: Besides | null): void {
  const { form, steps, end } = moving(changesOf(transfers));
  const { rows, many } = rowsOf(transfers);
  const posted = sql`posted as (
    insert into transfer (cause, cause_number, line, debit_kind, debit_number, debit_debtor, credit_kind, credit_number,
      credit_debtor, amount_ore, value_date, booking_date, recorded_at) ${rows})`;
  const also = besides === null ? [] : [sql`besides as (${besides.insert})`];
  const name = `post${many}${besides === null ? '' : `-and-${besides.name}`}${form}`;
  preparedToo(tx, name, sql`with ${sql.join([posted, ...also, ...steps])} ${end}`);
}

/** Up to so many rows are written out in the statement, which the server takes in faster than lists. */
const WRITTEN_OUT = 4;

/** The rows of an insert; `many` tells the texts apart. */
function rowsOf(transfers: readonly Transfer[]): {
  readonly rows: RawBuilder<unknown>;
  readonly many: number | '';
} {
  if (transfers.length > WRITTEN_OUT) return { rows: sql`select * from ${asRows(transfers)}`, many: '' };
  return { rows: sql`values ${sql.join(transfers.map(asRow))}`, many: transfers.length };
}

function asRow({ debit, credit, ...transfer }: Transfer): RawBuilder<unknown> {
  return sql`(${transfer.cause}::text, ${transfer.causeNumber.toString()}::bigint, ${transfer.line}::smallint,
    ${debit.kind}::text, ${debit.number.toString()}::bigint, ${debit.debtor}::int,
    ${credit.kind}::text, ${credit.number.toString()}::bigint, ${credit.debtor}::int,
    ${transfer.amount.toString()}::bigint, ${transfer.valueDate}::date, ${transfer.bookingDate}::date,
    ${transfer.recordedAt}::timestamptz)`;
}

function asRows(transfers: readonly Transfer[]): RawBuilder<unknown> {
  const column = <T>(read: (transfer: Transfer) => T): T[] => transfers.map(read);
  return sql`unnest(${column(({ cause }) => cause)}::text[], ${column(({ causeNumber }) => causeNumber.toString())}::bigint[],
    ${column(({ line }) => line)}::smallint[],
    ${column(({ debit }) => debit.kind)}::text[], ${column(({ debit }) => debit.number.toString())}::bigint[],
    ${column(({ debit }) => debit.debtor)}::int[],
    ${column(({ credit }) => credit.kind)}::text[], ${column(({ credit }) => credit.number.toString())}::bigint[],
    ${column(({ credit }) => credit.debtor)}::int[],
    ${column(({ amount }) => amount.toString())}::bigint[], ${column(({ valueDate }) => valueDate)}::date[],
    ${column(({ bookingDate }) => bookingDate)}::date[], ${column(({ recordedAt }) => recordedAt)}::timestamptz[])`;
}

function lineOf({ debit, credit, ...transfer }: Transfer): string {
  return copyLine([
    transfer.cause,
    transfer.causeNumber,
    transfer.line,
    debit.kind,
    debit.number,
    debit.debtor,
    credit.kind,
    credit.number,
    credit.debtor,
    transfer.amount,
    transfer.valueDate,
    transfer.bookingDate,
    transfer.recordedAt,
  ]);
}
