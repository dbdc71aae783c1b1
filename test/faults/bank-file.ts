import { checkDigit } from '../../src/kernel/payment-line.ts';
import { readCamt } from '../../src/outside/bank-statement/camt.ts';
import type { StatementImport } from '../../src/payments/import-statement.ts';
import { camt054 } from '../integration/camt.ts';
import { NOW } from '../integration/ledger-town.ts';

export const lineBase = '00010000188001';

/** Money nobody knows the purpose of, a payment by a line, and money that has gone. */
export function aBankFile(): StatementImport {
  const read = readCamt(
    camt054([
      { amount: '50.00', reference: 'A1' },
      { amount: '300.00', reference: 'A2', paymentId: `${lineBase}${checkDigit(lineBase)}` },
      { amount: '-20.00', reference: 'A3', text: 'gebyr' },
    ]),
  );
  if (!read.ok) throw new Error(read.refusal.tag);
  const bank = { accounts: [], clearing: [] };
  return { statement: read.value, fileName: 'camt.xml', sha256: '0'.repeat(64), bank, by: 'prøve', at: NOW };
}
