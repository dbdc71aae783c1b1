import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { addOre, ore, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { accountKinds } from '../ledger/account-kinds.ts';
import { lastDayOfBooks, openDays, type OpenDay } from '../ledger/accounting-days.ts';
import { bankTold, type BankTold, type OpenBankLine } from '../payments/bank-lines.ts';
import { balanceDifferences, type BalanceDifference } from '../payments/bank-balances.ts';
import { unconfirmedLines, type UnconfirmedLines } from '../payments/unconfirmed-lines.ts';
import { mirror, type MirrorDifference } from '../collection/mirror.ts';
import type { CoveredInLedger } from '../collection/covered-in-ledger.ts';
import type { Settled } from '../collection/settlements.ts';
import type { UnknownNumber } from '../collection/unknown-numbers.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A place where two registers of the same money disagree. */
export interface Difference {
  readonly day: PlainDate;
  readonly group: string;
  /** Debits less credits, in øre. */
  readonly ledger: Ore;
  readonly vouchers: Ore;
}

/** An accounting day on which the bank's account has come to something else in the vouchers than by the bank's lines. */
export interface BankDifference {
  readonly day: PlainDate;
  readonly vouchers: Ore;
  readonly bank: Ore;
}

/** What the registers of a municipality's money say of one another. */
export interface Reconciliation {
  readonly transfers: number;
  readonly vouchers: number;
  /** Claims that we know to be at the recovery authority. */
  readonly psrmClaims: number;
  /** Days and groups on which ledger and vouchers disagree; the first 100. */
  readonly differences: readonly Difference[];
  /** The sum of their sizes, of all of them. */
  readonly ledgerVouchers: Ore;
  /** The sum of the sizes of what the recovery authority has otherwise than the ledger, claim by claim, and of its settlements. */
  readonly ledgerPsrm: Ore;
  /** Movements on the bank's account that have been told, and are not set aside. */
  readonly bankLines: number;
  /** Days on which vouchers and bank lines disagree; the first 100. */
  readonly bankDifferences: readonly BankDifference[];
  /** Days on which an account has moved otherwise by the balances of its statements than by its lines; the first 100. */
  readonly balanceDifferences: readonly BalanceDifference[];
  readonly vouchersBank: Ore;
  /** Lines of the bank that are in no book of ours: each is a difference. */
  readonly openBankLines: readonly OpenBankLine[];
  /** What somebody told of the bank and no statement has: it counts as the bank's in the comparison above. */
  readonly unconfirmed: UnconfirmedLines;
  /** Claims on which they disagree; the first 100. */
  readonly atRecovery: readonly MirrorDifference[];
  /** Numbers of which the authority tells, and which no claim of ours has. */
  readonly unknownAtRecovery: readonly UnknownNumber[];
  /** All that the authority has covered, where the ledger has it otherwise; null = it has not. */
  readonly coveredAtRecovery: CoveredInLedger | null;
  /** What the authority has settled and is not what it had told of; the first 100. */
  readonly settled: readonly Settled[];
  /** Payments of which something is in transit. */
  readonly openTransit: number;
  /** Days that have no vouchers yet: they are no difference. */
  readonly openDays: readonly OpenDay[];
}

const MOST_DIFFERENCES = 100;

/**
 * Holds the ledger against the vouchers, day by day and group by group, straight from both tables and not through the rules;
 * what the vouchers say of the bank against the lines that the bank, or whoever knew before it, has told; and what is at the
 * recovery authority against what it is known to have. Nothing is written and nothing closed.
 */
export async function reconcile(tx: MunicipalityReadTx, today: PlainDate): Promise<Reconciliation> {
  const all = await ledgerAgainstVouchers(tx);
  let ledgerVouchers = zeroOre;
  const authority = await mirror(tx, today);
  for (const { ledger, vouchers } of all) ledgerVouchers = addOre(ledgerVouchers, size(ledger - vouchers));
  const bank = await bankTold(tx);
  const atBank = await vouchersAgainstBank(tx, bank);
  const balances = await balanceDifferences(tx);
  return {
    ...(await counts(tx)),
    bankLines: bank.lines,
    bankDifferences: atBank.slice(0, MOST_DIFFERENCES),
    balanceDifferences: balances.slice(0, MOST_DIFFERENCES),
    vouchersBank: sumOre([
      ...balances.map((each) => size(each.bank - each.lines)),
      ...atBank.map((each) => size(each.vouchers - each.bank)),
      ...bank.open.map(({ amount }) => size(amount)),
    ]),
    openBankLines: bank.open,
    // As old as they are in the books: those of a play end on another day than today.
    unconfirmed: await unconfirmedLines(tx, (await lastDayOfBooks(tx)) ?? today),
    psrmClaims: authority.claims,
    differences: all.slice(0, MOST_DIFFERENCES),
    ledgerVouchers,
    ledgerPsrm: authority.difference,
    atRecovery: authority.differences,
    unknownAtRecovery: authority.unknown,
    coveredAtRecovery: authority.covered,
    settled: authority.settled,
    openDays: await openDays(tx, today),
  };
}

async function ledgerAgainstVouchers(tx: MunicipalityReadTx): Promise<Difference[]> {
  const kinds = Object.keys(accountKinds);
  const groups = Object.values(accountKinds).map(({ group }) => group);
  const { rows } = await sql<{ day: PlainDate; group: string; ledger: bigint; vouchers: bigint }>`
    with grouped as (
      select * from unnest(${kinds}::text[], ${groups}::text[]) each (kind, ledger_group)),
    moved as (
      select booking_date as day, debit_kind as kind, sum(amount_ore) as amount from transfer group by 1, 2
      union all
      select booking_date, credit_kind, -sum(amount_ore) from transfer group by 1, 2),
    ledger as (
      select day, ledger_group, sum(amount)::bigint as ledger from moved join grouped using (kind)
      where day in (select closed.day from accounting_day closed) group by 1, 2),
    told as (
      select booked_on as day, ledger_group, sum(debit_ore - credit_ore)::bigint as vouchers
      from voucher join voucher_line using (voucher_number) group by 1, 2)
    select day, ledger_group as group, coalesce(ledger, 0) as ledger, coalesce(vouchers, 0) as vouchers
    from ledger full join told using (day, ledger_group)
    where coalesce(ledger, 0) <> coalesce(vouchers, 0) order by day, ledger_group`.execute(tx);
  return rows.map((row) => ({ ...row, ledger: ore(row.ledger), vouchers: ore(row.vouchers) }));
}

/** Of closed accounting days. */
async function vouchersAgainstBank(tx: MunicipalityReadTx, { byDay }: BankTold): Promise<BankDifference[]> {
  const { rows } = await sql<{ day: PlainDate; amount: bigint }>`
    select day, coalesce((
      select sum(debit_ore - credit_ore)::bigint from voucher join voucher_line using (voucher_number)
      where booked_on = day and ledger_group = 'bank'), 0) as amount
    from accounting_day order by day`.execute(tx);
  const days = rows.map(({ day, amount }) => ({
    day,
    vouchers: ore(amount),
    bank: byDay.get(day) ?? zeroOre,
  }));
  return days.filter(({ vouchers, bank }) => vouchers !== bank);
}

async function counts(
  tx: MunicipalityReadTx,
): Promise<Pick<Reconciliation, 'transfers' | 'vouchers' | 'openTransit'>> {
  const { rows } = await sql<{ transfers: number; vouchers: number; openTransit: number }>`
    select (select count(*)::int from transfer) as transfers, (select count(*)::int from voucher) as vouchers,
      (select count(*)::int from (
        select number from (
          select debit_number as number, amount_ore as amount from transfer where debit_kind = 'transit'
          union all
          select credit_number, -amount_ore from transfer where credit_kind = 'transit') moved
        group by number having sum(amount) <> 0) open) as "openTransit"`.execute(tx);
  return rows[0] ?? { transfers: 0, vouchers: 0, openTransit: 0 };
}

function size(difference: bigint): Ore {
  return ore(difference < 0n ? -difference : difference);
}
