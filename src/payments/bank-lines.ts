import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { closeMatter } from '../agreements/work-items.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { Cause } from '../ledger/causes.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** What a movement on the bank's account is. */
export type BankLineKind =
  | 'receipt'
  | 'charge-back'
  | 'pay-out'
  | 'pay-out-returned'
  | 'settlement' // with the recovery authority
  | 'till-deposit'
  | 'clearing' // what a channel had told before
  | 'set-off'
  | 'other';

/** Money that moved on the bank's account, as somebody told us of it before a statement did, and what it is in our books. */
export interface ToldOfBank {
  /** The words by which a statement will name it. */
  readonly reference: string;
  /** Above 0: it came in. */
  readonly amount: Ore;
  readonly bankDay: PlainDate;
  readonly kind: BankLineKind;
  /** `receipt`: the other system answered; `operator`: a person told. */
  readonly toldBy: 'operator' | 'receipt';
  readonly cause: Cause;
  readonly causeNumber: bigint;
  /** The accounting day of its transfers. */
  readonly bookedOn: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** The account of lines that no statement has told yet. */
const UNTOLD = '-';

/**
 * Writes down money that was booked on the bank before a statement told of it, in one transaction with its transfers: whoever
 * moves `bank` in the ledger calls this, or `reconcile` finds a difference. Words that were used before get the number of what
 * they are about behind them.
 */
export async function tellBank(tx: MunicipalityTx, told: readonly ToldOfBank[]): Promise<void> {
  for (const line of told)
    if (!(await insertTold(tx, line, line.reference)))
      await insertTold(tx, line, `${line.reference} ${line.cause} ${line.causeNumber}`);
}

async function insertTold(
  tx: MunicipalityTx,
  { amount, bankDay, kind, toldBy, cause, causeNumber, bookedOn, by, at }: ToldOfBank,
  reference: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on,
      recorded_at, recorded_by)
    values (${UNTOLD}, ${reference}, ${amount}::bigint, ${bankDay}::date, ${kind}, ${toldBy}, ${cause},
      ${causeNumber.toString()}::bigint, ${bookedOn}::date, ${at}::timestamptz, ${by})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** A movement as a statement tells it, to be kept. */
export interface StatementLine {
  readonly account: string;
  readonly reference: string;
  readonly amount: Ore;
  readonly bankDay: PlainDate;
}

/** A line that is known under an account and reference; two with the same words differ in which way the money went. */
export interface KnownLine {
  readonly account: string;
  readonly reference: string;
  readonly amount: Ore;
  readonly isOpen: boolean;
}

/** The lines that an account's statements have told of under these references. */
export async function statementLines(
  tx: MunicipalityReadTx,
  account: string,
  references: readonly string[],
): Promise<KnownLine[]> {
  const { rows } = await sql<{ reference: string; amount: bigint; isOpen: boolean }>`
    select reference, amount_ore as amount, cause is null and set_aside_on is null as "isOpen" from bank_line
    where account = ${account} and reference = any (${references}::text[])`.execute(tx);
  return rows.map((row) => ({ ...row, account, amount: ore(row.amount) }));
}

/**
 * Lets a statement confirm a line that was told before, under any of these names and with that amount. Answers whether there
 * was one; where there are several, the oldest.
 */
export async function confirmLine(
  tx: MunicipalityTx,
  { account, reference, amount, bankDay }: StatementLine,
  names: readonly string[],
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank_line set account = ${account}, reference = ${reference}, bank_day = ${bankDay}::date, told_by = 'statement'
    where (account, reference, kind) in (
      select account, reference, kind from bank_line
      where account = ${UNTOLD} and reference = any (${names}::text[]) and amount_ore = ${amount}::bigint
      order by bank_day, reference limit 1)`.execute(tx);
  return numAffectedRows === 1n;
}

/** What a payment is called whose account and reference are needed to tell it from another account's. */
export function referenceOn(account: string, reference: string): string {
  return `${account} ${reference}`;
}

/** Whether a statement of another account has told of a payment. */
export async function isOnOtherAccount(
  tx: MunicipalityReadTx,
  payment: bigint,
  account: string,
): Promise<boolean> {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (
      select from bank_line
      where kind = 'receipt' and cause = 'payment' and cause_number = ${payment.toString()}::bigint
        and account not in (${UNTOLD}, ${account})) as "isThere"`.execute(tx);
  return rows[0]?.isThere === true;
}

/** Keeps a line of a statement: with what it is in our books, or as open, for a person. */
export async function keepLine(
  tx: MunicipalityTx,
  { account, reference, amount, bankDay }: StatementLine,
  { kind, booked, by, at }: LineKept,
): Promise<void> {
  await sql`
    insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on,
      recorded_at, recorded_by)
    values (${account}, ${reference}, ${amount}::bigint, ${bankDay}::date, ${kind}, 'statement', ${booked?.cause ?? null},
      ${booked?.causeNumber.toString() ?? null}::bigint, ${booked?.on ?? null}::date, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
}

export interface LineKept {
  readonly kind: BankLineKind;
  /** Null: nobody knows yet what it is. */
  readonly booked: {
    readonly cause: Cause;
    readonly causeNumber: bigint;
    readonly on: PlainDate;
  } | null;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A line that is in no book of ours, and that nobody has set aside. */
export interface OpenBankLine extends StatementLine {
  readonly kind: BankLineKind;
}

/** The lines that a person must look at, oldest first. */
export async function openBankLines(tx: MunicipalityReadTx): Promise<OpenBankLine[]> {
  const { rows } = await sql<Omit<OpenBankLine, 'amount'> & { amount: bigint }>`
    select account, reference, amount_ore as amount, bank_day as "bankDay", kind from bank_line
    where cause is null and set_aside_on is null order by bank_day, account, reference`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) }));
}

/** Notes that an open line is no money of ours; answers whether there was one. */
export async function setLineAside(
  tx: MunicipalityTx,
  { account, reference }: Pick<StatementLine, 'account' | 'reference'>,
  aside: { readonly on: PlainDate; readonly by: string; readonly why: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bank_line set set_aside_on = ${aside.on}::date, set_aside_by = ${aside.by}, set_aside_why = ${aside.why}
    where account = ${account} and reference = ${reference} and cause is null and set_aside_on is null`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Those of these words under which somebody told of a movement of a kind that no statement has told yet. */
export async function untoldAmong(
  tx: MunicipalityReadTx,
  kind: BankLineKind,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ reference: string }>`
    select reference from bank_line
    where account = ${UNTOLD} and kind = ${kind} and reference = any (${references}::text[])`.execute(tx);
  return new Set(rows.map(({ reference }) => reference));
}

/** The words of the open movement out of an account that ends on such a name, as `A1/AFDRAG-U101`; null when there is none. */
export async function openDebitNamed(
  tx: MunicipalityReadTx,
  account: string,
  name: string,
): Promise<string | null> {
  const { rows } = await sql<{ reference: string }>`
    select reference from bank_line
    where account = ${account} and amount_ore < 0 and cause is null and set_aside_on is null
      and right(reference, ${name.length + 1}::int) = ${`/${name}`}
    order by bank_day, reference limit 1`.execute(tx);
  return rows[0]?.reference ?? null;
}

/** What an item for a person says of a movement. */
export function aboutLine({ account, reference }: Pick<StatementLine, 'account' | 'reference'>): string {
  return `${account} ${reference}`;
}

/** Closes the items about a line that has been set aside. */
export async function closeLineItem(
  tx: MunicipalityTx,
  line: Pick<StatementLine, 'account' | 'reference'>,
  closing: { readonly by: string; readonly because: string; readonly at: Temporal.Instant },
): Promise<void> {
  for (const kind of ['bank-line-unknown', 'bank-told-before'] as const)
    await closeMatter(tx, { kind, about: aboutLine(line) }, closing);
}

/** What the bank's lines come to. */
export interface BankTold {
  /** All but those that are set aside. */
  readonly lines: number;
  /** By the accounting day on which they were booked, in øre. */
  readonly byDay: ReadonlyMap<PlainDate, Ore>;
  readonly open: readonly OpenBankLine[];
}

/** What is on the bank by its lines: for reconciliation with the books. */
export async function bankTold(tx: MunicipalityReadTx): Promise<BankTold> {
  const { rows } = await sql<{ day: PlainDate; lines: number; amount: bigint }>`
    select booked_on as day, count(*)::int as lines, sum(amount_ore)::bigint as amount from bank_line
    where booked_on is not null group by booked_on`.execute(tx);
  const open = await openBankLines(tx);
  return {
    lines: rows.reduce((sum, { lines }) => sum + lines, open.length),
    byDay: new Map(rows.map(({ day, amount }) => [day, ore(amount)])),
    open,
  };
}

/** The number of a line's own transfers: its day and eleven digits from its words. */
export function bankLineNumber({ account, reference, bankDay }: Omit<StatementLine, 'amount'>): bigint {
  const hash = createHash('sha256').update(`${account} ${reference}`).digest();
  return BigInt(bankDay.replaceAll('-', '')) * 100_000_000_000n + (hash.readBigUInt64BE() % 100_000_000_000n);
}
