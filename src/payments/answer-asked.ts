import { sql } from 'kysely';
import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { oneFileAtATime } from './bank-files.ts';
import { aboutLine, keepLine } from './bank-lines.ts';
import { noteMovement, setToldAgain } from './bank-movements.ts';
import type { BankEntry, BankMessage } from './statement-port.ts';
import { takeIn, type BankConfigured, type Outcome, type Taking } from './take-in.ts';

/** An entry as it waits, with its amounts as text. */
interface Waiting {
  readonly message: BankMessage;
  readonly entry: Omit<BankEntry, 'amount' | 'movement'> & {
    readonly amount: string;
    readonly movement: Omit<BankEntry['movement'], 'amount'> & { readonly amount: string };
  };
}

/** Keeps an entry that was perhaps told before: it is in no book until a person has said. */
export async function keepAsked(
  tx: MunicipalityTx,
  entry: BankEntry,
  { message, by, at, today }: Pick<Taking, 'by' | 'at' | 'today'> & { readonly message: BankMessage },
): Promise<void> {
  const { account, reference, amount, movement, bookedOn: bankDay } = entry;
  await keepLine(tx, { account, reference, amount, bankDay }, { kind: 'other', booked: null, by, at });
  await noteMovement(tx, entry, message);
  const whole = { ...movement, amount: movement.amount.toString() };
  const waiting: Waiting = { message, entry: { ...entry, amount: amount.toString(), movement: whole } };
  await sql`
    update bank_line set asked = ${JSON.stringify(waiting)}::jsonb
    where account = ${account} and reference = ${reference} and kind = 'other'`.execute(tx);
  const item = {
    kind: 'bank-told-before',
    debtor: null,
    month: monthOf(today),
    about: aboutLine(entry),
  } as const;
  await openWorkItems(tx, [item], at);
}

/** What a person says of an entry that was perhaps told before. */
export interface AskedAnswer {
  readonly account: string;
  readonly reference: string;
  /** `same`: other lines are the same money. `another`: it is money of its own. */
  readonly is: 'same' | 'another';
  readonly because: string;
  readonly bank: BankConfigured;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type AskedRefusal = { readonly tag: 'not-asked' | 'reason-missing' };

/**
 * A person says whether an entry was told before: then it is set aside and is not on the account besides the others; else it is taken in
 * now, as it would have been. Answers what became of it.
 */
export async function answerAsked(
  tx: MunicipalityTx,
  { account, reference, is, because, bank, by, at }: AskedAnswer,
): Promise<Result<Outcome, AskedRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  await oneFileAtATime(tx);
  const waiting = await waitingFor(tx, { account, reference });
  if (waiting === null) return refuse({ tag: 'not-asked' });
  const today = dayInCopenhagen(at);
  await setToldAgain(tx, { account, reference }, { on: today, by, why: because });
  await closeMatter(
    tx,
    { kind: 'bank-told-before', about: aboutLine({ account, reference }) },
    { by, because, at },
  );
  if (is === 'same') return ok('known');
  // The line of its own words stays as it was asked about; this is another.
  const entry = { ...entryOf(waiting), reference: `${reference} (2)` };
  const outcome = await takeIn(tx, entry, { bank, today, by, at });
  assert(outcome !== 'contradicts', 'words of its own are no other movement’s');
  await noteMovement(tx, entry, waiting.message);
  return ok(outcome);
}

async function waitingFor(
  tx: MunicipalityTx,
  { account, reference }: Pick<AskedAnswer, 'account' | 'reference'>,
): Promise<Waiting | null> {
  const { rows } = await sql<{ asked: Waiting }>`
    select asked from bank_line
    where account = ${account} and reference = ${reference} and asked is not null and set_aside_on is null
    for no key update`.execute(tx);
  return rows[0]?.asked ?? null;
}

function entryOf({ entry }: Waiting): BankEntry {
  const movement = { ...entry.movement, amount: ore(BigInt(entry.movement.amount)) };
  return { ...entry, amount: ore(BigInt(entry.amount)), movement };
}
