import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { insertBalances } from './bank-balances.ts';
import { insertBankFile, isBankFileKnown, oneFileAtATime } from './bank-files.ts';
import { paymentToChargeBack } from './charge-back.ts';
import { debtorsPaidBy } from './pay-outs-on-bank.ts';
import { concernedBy } from './release.ts';
import type { BankEntry, BankStatement } from './statement-port.ts';
import { paymentByNumber } from './store.ts';
import { toldIn, type BankConfigured } from './take-in.ts';
import { takeMovements } from './take-movements.ts';
import { whereLineLeads } from './where-line-leads.ts';

export interface StatementImport {
  readonly statement: BankStatement;
  readonly fileName: string;
  readonly sha256: string;
  readonly bank: BankConfigured;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What became of a file's lines. */
export interface StatementImported {
  readonly state: 'taken-in' | 'was-taken-in';
  readonly lines: number;
  /** Known before: told again, or by a person before the bank told it. */
  readonly known: Counted;
  readonly received: Counted;
  /** Received, and nobody knows yet for what. */
  readonly suspended: Counted;
  readonly chargedBack: Counted;
  /** Money of a channel that had told of it before. */
  readonly cleared: Counted;
  /** Given back to debtors: the bank tells it before the pay-out system does. */
  readonly paidOut: Counted;
  /** Given back, and come back: it did not reach the debtor. */
  readonly returned: Counted;
  /** Perhaps told before: nothing is booked until a person has said (answer-asked.ts). */
  readonly asked: Counted;
  /** In no book of ours: a person must look. */
  readonly open: Counted;
}

export interface Counted {
  readonly count: number;
  readonly amount: Ore;
}

export type StatementImportRefusal =
  | { readonly tag: 'unknown-account' | 'in-future' }
  /** The bank tells a movement that it has told before, with another amount. */
  | { readonly tag: 'contradicts'; readonly reference: string };

/**
 * Takes a bank's file in, all of it or nothing: what came in is received by its payment id or held for a person, what the bank
 * took back is taken back here, what a channel had told is cleared, and every movement is kept. The same movement again, in
 * this file or another, as a sum or in its parts, changes no money; of parts that come after their sum, each pays what it is for.
 */
export async function importStatement(
  tx: MunicipalityTx,
  imported: StatementImport,
): Promise<Result<StatementImported, StatementImportRefusal>> {
  const { statement, bank, at } = imported;
  const today = dayInCopenhagen(at);
  await oneFileAtATime(tx);
  if (await isBankFileKnown(tx, imported)) return ok({ ...nothing, state: 'was-taken-in' });
  for (const { account, bookedOn } of statement.entries) {
    if (bank.accounts.length > 0 && !bank.accounts.includes(account))
      return refuse({ tag: 'unknown-account' });
    if (bookedOn > today) return refuse({ tag: 'in-future' });
  }
  await lockConcerned(tx, statement);
  let told = { ...nothing };
  const taken = await takeMovements(tx, statement, { ...imported, today });
  if (!taken.ok) return taken;
  for (const [entry, outcome] of taken.value) {
    const { count, amount } = told[outcome];
    const counted = { count: count + 1, amount: ore(amount + entry.amount) };
    told = { ...told, lines: told.lines + 1, [outcome]: counted };
  }
  await insertBankFile(tx, imported, told.lines);
  await insertBalances(tx, imported.sha256, statement.balances);
  return ok(told);
}

/**
 * All whom the file's movements may concern, before the first of them is taken in: whom its payment ids lead to, whose
 * payments the bank takes back, and to whom it has paid. At once and in order, as everybody takes them.
 */
async function lockConcerned(tx: MunicipalityTx, { entries }: BankStatement): Promise<void> {
  const debtors = new Set<DebtorNumber>();
  for (const entry of entries) for (const debtor of await concernedByEntry(tx, entry)) debtors.add(debtor);
  if (debtors.size > 0) await lockReceivables(tx, [...debtors]);
}

async function concernedByEntry(tx: MunicipalityTx, entry: BankEntry): Promise<readonly DebtorNumber[]> {
  const paid = await debtorsPaidBy(tx, entry);
  if (entry.reversal && entry.amount < zeroOre) {
    const number = await paymentToChargeBack(tx, entry);
    const payment = number === null ? null : await paymentByNumber(tx, number);
    return payment === null ? paid : [...paid, ...(await concernedBy(tx, payment))];
  }
  const told = toldIn(entry);
  const led = told.by === 'line' ? await whereLineLeads(tx, told.line) : null;
  return led !== null && 'lead' in led ? [...paid, led.lead.debtor] : paid;
}

const none: Counted = { count: 0, amount: zeroOre };
const nothing: StatementImported = {
  state: 'taken-in',
  lines: 0,
  known: none,
  received: none,
  suspended: none,
  chargedBack: none,
  cleared: none,
  paidOut: none,
  returned: none,
  asked: none,
  open: none,
};
