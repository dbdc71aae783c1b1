import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AccountKind } from './account-kinds.ts';
import type { Cause } from './causes.ts';
import { asTransfer, type TransferRow } from './read.ts';
import type { Transfer } from './types.ts';

/** What something has moved on an accounting day: its transfers, by line. */
export interface BookedCause {
  readonly cause: Cause;
  readonly causeNumber: bigint;
  readonly transfers: readonly Transfer[];
}

const ROWS_PER_PAGE = 20_000;

/** All that was booked on an accounting day, cause by cause, in pages of some thousand transfers. */
export async function* bookedOn(
  tx: MunicipalityReadTx,
  day: PlainDate,
): AsyncGenerator<readonly BookedCause[]> {
  let after: { readonly cause: string; readonly number: bigint } = { cause: '', number: 0n };
  for (;;) {
    const { rows } = await sql<TransferRow>`
      select * from transfer
      where booking_date = ${day}::date and (cause, cause_number) > (${after.cause}, ${after.number.toString()}::bigint)
      order by cause, cause_number, line limit ${ROWS_PER_PAGE}::int`.execute(tx);
    const causes = [...causesIn(rows.map(asTransfer))];
    // The last one may go on behind a full page.
    if (rows.length === ROWS_PER_PAGE) causes.pop();
    const last = causes.at(-1);
    assert(last !== undefined || rows.length === 0, 'one cause has more transfers than a page');
    if (last === undefined) return;
    yield causes;
    after = { cause: last.cause, number: last.causeNumber };
  }
}

function* causesIn(transfers: readonly Transfer[]): Generator<BookedCause> {
  const groups = Map.groupBy(transfers, ({ cause, causeNumber }) => `${cause}/${causeNumber}`);
  for (const group of groups.values()) {
    const [first] = group;
    if (first !== undefined) yield { cause: first.cause, causeNumber: first.causeNumber, transfers: group };
  }
}

/** What stood on a claim's account. */
export interface StoodOn {
  readonly claim: ClaimNumber;
  readonly kind: AccountKind;
  readonly balance: Ore;
}

/**
 * What claims' `source` and `written-off` accounts have come to on closed accounting days, and on these days besides;
 * accounts without any movement are left out.
 */
export async function stoodOnClosedDays(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  besides: readonly PlainDate[],
): Promise<StoodOn[]> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; kind: AccountKind; balance: bigint }>`
    select number as claim, kind, sum(amount)::bigint as balance
    from (
      select debit_kind as kind, debit_number as number, amount_ore as amount, booking_date from transfer
      where debit_kind in ('source', 'written-off') and debit_number = any (${numbers}::bigint[])
      union all
      select credit_kind, credit_number, -amount_ore, booking_date from transfer
      where credit_kind in ('source', 'written-off') and credit_number = any (${numbers}::bigint[])) moved
    where booking_date in (select day from accounting_day) or booking_date = any (${besides}::date[])
    group by number, kind`.execute(tx);
  return rows.map(({ claim, kind, balance }) => ({ claim, kind, balance: ore(balance) }));
}
