import { sql } from 'kysely';
import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { BetalingsserviceChoices } from '../municipality/choices/betalingsservice.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { FileTold, FormTold, PaymentTold } from './file-port.ts';
import { takeForm } from './take-forms.ts';
import { takeMandate } from './take-mandates.ts';
import { concernedByPayments, takePayment } from './take-payments.ts';
import { debtorNamed } from './types.ts';

export interface TakingFile {
  readonly told: FileTold;
  readonly fileName: string;
  readonly sha256: string;
  readonly choices: BetalingsserviceChoices;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What becomes of a line. */
export const lineOutcomes = [
  'paid', // received and allocated
  'suspended', // received, and nobody knows for what
  'rejected',
  'cancelled',
  'chargedBack',
  'began',
  'ended',
  'known',
  'left', // payments by payment forms, which the bank tells
  'toPerson',
] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

/** What became of a file's lines, and of the money in them. */
export interface FileTaken {
  readonly state: 'taken-in' | 'was-taken-in';
  readonly lines: number;
  readonly outcomes: Readonly<Record<LineOutcome, { readonly count: number; readonly amount: Ore }>>;
}

export type TakeFileRefusal =
  /** It tells of a day that has not come; at that line. */
  | { readonly tag: 'in-future'; readonly line: number }
  /** Betalingsservice has numbered another file so. */
  | { readonly tag: 'other-contents'; readonly number: string };

/** What a line becomes, and how much money it tells of. */
export interface LineTaken {
  readonly outcome: LineOutcome;
  readonly amount: Ore;
  /** What a person is told, and about whom; absent = nothing. */
  readonly item?: { readonly about: string; readonly debtor: DebtorNumber | null };
}

/**
 * Takes a file of Betalingsservice's in, all of it or nothing. The same file again, or the same line in another, changes nothing. What
 * fits no mandate or debit of ours is never guessed: money is held in suspense, anything else goes to a person.
 */
export async function takeFile(
  tx: MunicipalityTx,
  taking: TakingFile,
): Promise<Result<FileTaken, TakeFileRefusal>> {
  const { told, at } = taking;
  await sql`lock table direct_debit_file in share row exclusive mode`.execute(tx);
  const before = await knownFile(tx, taking);
  if (before === 'same') return ok({ state: 'was-taken-in', lines: 0, outcomes: nothing });
  if (before === 'other') return refuse({ tag: 'other-contents', number: told.number });
  const today = dayInCopenhagen(at);
  const early = [...told.payments.filter(isMoney), ...told.forms].find((each) => dayOf(each) > today);
  if (early !== undefined) return refuse({ tag: 'in-future', line: early.line });
  await lockConcerned(tx, told);
  const taken: LineTaken[] = [];
  for (const payment of told.payments) taken.push(await takePayment(tx, payment, { ...taking, today }));
  for (const form of told.forms) taken.push(await takeForm(tx, form, taking));
  for (const mandate of told.mandates) taken.push(await takeMandate(tx, mandate, { ...taking, today }));
  const month = monthOf(today);
  const items = taken.flatMap(({ item }) =>
    item === undefined ? [] : [{ ...item, kind: 'direct-debit', month } as const],
  );
  await openWorkItems(tx, items, at);
  await noteFile(tx, taking, taken.length);
  return ok({ state: 'taken-in', lines: taken.length, outcomes: counted(taken) });
}

/** What was rejected or stopped is told before its day, too. */
function isMoney({ kind }: PaymentTold): boolean {
  return kind === 'paid' || kind === 'charged-back';
}

/** The day on which money came or went. */
function dayOf(told: PaymentTold | FormTold): PlainDate {
  return 'bookedOn' in told && told.kind === 'charged-back' ? (told.bookedOn ?? told.payOn) : told.payOn;
}

/** Everybody whom the lines may concern, at once and in order, before the first of them is taken in. */
async function lockConcerned(tx: MunicipalityTx, { payments, mandates }: FileTold): Promise<void> {
  const paid = await concernedByPayments(tx, payments);
  const signedUp = mandates.flatMap(({ customer }) => debtorNamed(customer) ?? []);
  await lockReceivables(tx, [...new Set([...paid, ...signedUp])]);
}

async function knownFile(
  tx: MunicipalityReadTx,
  { told: { type, number }, sha256 }: TakingFile,
): Promise<'same' | 'other' | null> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from direct_debit_file where sha256 = ${sha256} or (kind = ${type} and file_number = ${number})`.execute(
    tx,
  );
  if (rows.length === 0) return null;
  return rows.some((row) => row.sha256 === sha256) ? 'same' : 'other';
}

async function noteFile(
  tx: MunicipalityTx,
  { told: { type, number }, sha256, fileName, by, at }: TakingFile,
  lines: number,
): Promise<void> {
  await sql`
    insert into direct_debit_file (sha256, kind, file_number, file_name, lines, taken_at, taken_by)
    values (${sha256}, ${type}, ${number}, ${fileName}, ${lines}, ${at}::timestamptz, ${by})`.execute(tx);
}

const none = { count: 0, amount: zeroOre };
const nothing = Object.fromEntries(lineOutcomes.map((each) => [each, none])) as FileTaken['outcomes']; // each of them

function counted(taken: readonly LineTaken[]): FileTaken['outcomes'] {
  const told = { ...nothing };
  for (const { outcome, amount } of taken) {
    const before = told[outcome];
    told[outcome] = { count: before.count + 1, amount: addOre(before.amount, amount) };
  }
  return told;
}
