import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { Cause } from '../ledger/causes.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { BankEntry, BankMessage } from './statement-port.ts';

/** A movement on an account as a message tells it: its transactions, one or more. */
export interface MovementTold {
  readonly account: string;
  readonly reference: string;
  readonly isNamed: boolean;
  readonly amount: Ore;
  readonly bankDay: PlainDate;
  readonly entries: readonly BankEntry[];
}

/** The movements that entries tell of, in their order. */
export function movementsIn(entries: readonly BankEntry[]): MovementTold[] {
  const byMovement = Map.groupBy(entries, ({ movement }) => movement);
  return [...byMovement].flatMap(([movement, its]) => {
    const [first] = its;
    if (first === undefined) return [];
    return [{ ...movement, account: first.account, bankDay: first.bookedOn, entries: its }];
  });
}

/** What a movement is called besides its reference: by whoever sent the money, and its payment ids. */
export function namesOf(entries: readonly Pick<BankEntry, 'names' | 'paymentId'>[]): string[] {
  return [
    ...new Set(
      entries.flatMap(({ names, paymentId }) => [...names, ...(paymentId === null ? [] : [paymentId])]),
    ),
  ];
}

/** A movement that is known. */
export interface KnownMovement {
  readonly reference: string;
  readonly isNamed: boolean;
  readonly amount: Ore;
  readonly bankDay: PlainDate;
  readonly toldIn: BankMessage | 'both' | null;
  readonly names: readonly string[];
  readonly lines: readonly MovementLine[];
}

export interface MovementLine {
  readonly reference: string;
  readonly cause: Cause | null;
  readonly causeNumber: bigint | null;
  readonly isOpen: boolean;
}

interface MovementRow {
  movement: string;
  amount: bigint;
  isNamed: boolean;
  bankDay: PlainDate;
  toldIn: BankMessage | 'both' | null;
  names: string[];
  lines: { reference: string; cause: Cause | null; causeNumber: string | null; isOpen: boolean }[];
}

type Where = Pick<MovementTold, 'account'> & { readonly way: Ore };

/** The movements of an account that went the way of `way`, and hold of `that`. */
async function movementsWhere(
  tx: MunicipalityReadTx,
  { account, way }: Where,
  that: ReturnType<typeof sql>,
): Promise<KnownMovement[]> {
  const { rows } = await sql<MovementRow>`
    select movement, movement_ore as amount, bool_and(is_named) as "isNamed",
      min(bank_day) as "bankDay",
      case when count(distinct told_in) > 1 then 'both' else max(told_in) end as "toldIn",
      coalesce(array_agg(name) filter (where name is not null), '{}') as names,
      (jsonb_agg(distinct jsonb_build_object('reference', reference, 'cause', cause, 'causeNumber', cause_number::text,
        'isOpen', cause is null and set_aside_on is null and asked is null))) as lines
    from bank_line left join unnest(names) name on true
    where account = ${account} and (movement_ore > 0) = (${way}::bigint > 0) and ${that}
    group by movement, movement_ore order by movement`.execute(tx);
  return rows.map(({ movement: reference, amount, lines, ...row }) => ({
    ...row,
    reference,
    amount: ore(amount),
    lines: lines.map(({ causeNumber, ...line }) => {
      return { ...line, causeNumber: causeNumber === null ? null : BigInt(causeNumber) };
    }),
  }));
}

/** The movement that an account's messages have told of under these words, going the same way; null = there is none. */
export async function movementNamed(
  tx: MunicipalityReadTx,
  { account, reference, amount: way }: MovementTold,
): Promise<KnownMovement | null> {
  const found = await movementsWhere(tx, { account, way }, sql`movement = ${reference}`);
  return found[0] ?? null;
}

/** The movements of an account on a day, in one direction. */
export function movementsOfDay(
  tx: MunicipalityReadTx,
  { account, bankDay, amount: way }: MovementTold,
): Promise<KnownMovement[]> {
  return movementsWhere(
    tx,
    { account, way },
    sql`bank_day = ${bankDay}::date and not told_again and asked is null`,
  );
}

/** Notes by which message a known movement was told as well, and what it was called there. */
export async function noteToldIn(
  tx: MunicipalityTx,
  { account, reference, amount }: Pick<MovementTold, 'account' | 'reference' | 'amount'>,
  { message, names }: { readonly message: BankMessage; readonly names: readonly string[] },
): Promise<void> {
  await sql`
    update bank_line set told_in = case when coalesce(told_in, ${message}) = ${message} then ${message} else 'both' end,
      names = array(select distinct each from unnest(names || ${names}::text[]) each order by each)
    where account = ${account} and movement = ${reference} and (movement_ore > 0) = (${amount}::bigint > 0)`.execute(
    tx,
  );
}

/** Notes of the lines that an entry has just been given to which movement they belong: nobody else gives a line an account. */
export async function noteMovement(
  tx: MunicipalityTx,
  { account, movement, ...entry }: BankEntry,
  message: BankMessage,
): Promise<void> {
  const { reference, amount, isNamed } = movement;
  await sql`
    update bank_line set movement = ${reference}, movement_ore = ${amount}::bigint, is_named = ${isNamed},
      told_in = ${message}, names = ${namesOf([entry])}::text[]
    where account = ${account} and movement is null`.execute(tx);
}

/** Notes that other lines tell the money of an open one: it is set aside, and is not on the account besides them. */
export async function setToldAgain(
  tx: MunicipalityTx,
  { account, reference }: Pick<BankEntry, 'account' | 'reference'>,
  aside: { readonly on: PlainDate; readonly by: string; readonly why: string },
): Promise<void> {
  await sql`
    update bank_line set told_again = true, asked = null, set_aside_on = ${aside.on}::date, set_aside_by = ${aside.by},
      set_aside_why = ${aside.why}
    where account = ${account} and reference = ${reference} and cause is null and set_aside_on is null`.execute(
    tx,
  );
}
