import type { DebtorNumber } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { debitsOf } from './store.ts';
import { mandatesOf } from './mandates.ts';
import { customerOf, debitReference } from './types.ts';

/** What is kept about a citizen's payments by Betalingsservice, for the file that they can fetch. */
export async function directDebitData(tx: MunicipalityReadTx, debtor: DebtorNumber) {
  const [mandates, debits] = await Promise.all([mandatesOf(tx, debtor), debitsOf(tx, debtor)]);
  return {
    kundenummer: customerOf(debtor),
    aftaler: mandates.map(({ state, agreement, validFrom, askedAt, ended }) => ({
      nummer: agreement,
      stilling: state,
      'ønsket her': askedAt?.toString() ?? null,
      fra: validFrom,
      slut: ended?.on ?? null,
      'slut fordi': ended?.why ?? null,
    })),
    opkrævninger: debits.map(({ number, payOn, amount, text, state }) => ({
      nummer: debitReference(number),
      dag: payOn,
      beløb: plainKroner(amount),
      tekst: text,
      stilling: state,
    })),
  };
}
