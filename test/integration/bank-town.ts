import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { date } from '../../src/kernel/dates.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import type { Result } from '../../src/kernel/result.ts';
import { readCamt } from '../../src/outside/bank-statement/camt.ts';
import {
  importStatement,
  type StatementImported,
  type StatementImportRefusal,
} from '../../src/payments/import-statement.ts';
import type { BankConfigured } from '../../src/payments/take-in.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import { camt054, type Told } from './camt.ts';
import { aLedger, anna, claimRow, NOW, type LedgerTown } from './ledger-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';

export const base = '00010000188001';
export const paymentId = `${base}${checkDigit(base)}`;
export const wrongId = `${base}${(Number(checkDigit(base)) + 1) % 10}`;

/** Anna owes 1,000 kr. of benefits, and a bill of 400 kr. with a payment line. */
export async function aBankTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000));
  await giveAccounts(town);
  await town.do(async (tx) => {
    const bill = await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 400 });
    await givePaymentLines(tx, [
      { base, kind: '71', to: 'claim', number: bill, debtor: anna, on: date('2026-02-01') },
    ]);
  });
  return town;
}

export const anyBank: BankConfigured = { accounts: [], clearing: [] };

/** Takes a file in, or says why not. */
export async function tryToTake(
  town: LedgerTown,
  text: string,
  bank: BankConfigured = anyBank,
): Promise<Result<StatementImported, StatementImportRefusal>> {
  const read = readCamt(text);
  if (!read.ok) throw new Error(`${read.refusal.tag} ${read.refusal.detail}`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = { statement: read.value, fileName: 'camt.xml', sha256 };
  return town.do((tx) => importStatement(tx, { ...file, bank, by: 'prøve', at: NOW }));
}

/** What became of a file's lines, as `outcome count`. */
export async function take(
  town: LedgerTown,
  told: readonly Told[],
  bank: BankConfigured = anyBank,
): Promise<string[]> {
  return takeText(town, camt054(told), bank);
}

/** The same of a file as it is written. */
export async function takeText(
  town: LedgerTown,
  text: string,
  bank: BankConfigured = anyBank,
): Promise<string[]> {
  const imported = await tryToTake(town, text, bank);
  if (!imported.ok) throw new Error(imported.refusal.tag);
  const { state: _, lines: __, ...outcomes } = imported.value;
  return Object.entries(outcomes).flatMap(([outcome, { count }]) =>
    count > 0 ? [`${outcome} ${count}`] : [],
  );
}

/** What `reconcile` says after the day has been closed; nothing in the ledger is wrong. */
export async function isReconciled(town: LedgerTown): Promise<unknown> {
  await postBefore(town);
  const { vouchersBank, ledgerVouchers, bankLines } = await reconciled(town);
  expect(await town.faults()).toEqual([]);
  return { vouchersBank, ledgerVouchers, bankLines };
}
