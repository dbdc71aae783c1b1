import type { DebtorNumber } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { debitsOf } from './store.ts';
import { mandatesOf } from './mandates.ts';
import { customerOf, debitReference, type DebitState, type MandateEnd, type MandateState } from './types.ts';

/** What is kept about a citizen's payments by Betalingsservice, for the file that they can fetch. */
export async function directDebitData(tx: MunicipalityReadTx, debtor: DebtorNumber) {
  const [mandates, debits] = await Promise.all([mandatesOf(tx, debtor), debitsOf(tx, debtor)]);
  return {
    kundenummer: customerOf(debtor),
    aftaler: mandates.map(({ state, agreement, validFrom, askedAt, ended }) => ({
      nummer: agreement,
      stilling: mandateWords[state],
      'ønsket her': askedAt?.toString() ?? null,
      fra: validFrom,
      slut: ended?.on ?? null,
      'slut fordi': ended === null ? null : endWords[ended.why],
    })),
    opkrævninger: debits.map(({ number, payOn, amount, text, state }) => ({
      nummer: debitReference(number),
      dag: payOn,
      beløb: plainKroner(amount),
      tekst: text,
      stilling: debitWords[state],
    })),
  };
}

const mandateWords: Readonly<Record<MandateState, string>> = {
  asked: 'ønsket',
  active: 'gælder',
  stopping: 'er ved at blive stoppet',
  ended: 'slut',
};

const endWords: Readonly<Record<MandateEnd, string>> = {
  withdrawn: 'ikke ønsket længere',
  bank: 'banken har stoppet den',
  creditor: 'vi har stoppet den',
  betalingsservice: 'Betalingsservice har stoppet den',
  replaced: 'der er kommet en ny',
};

const debitWords: Readonly<Record<DebitState, string>> = {
  sent: 'sendt til Betalingsservice',
  paid: 'betalt',
  rejected: 'ikke betalt',
  cancelled: 'taget tilbage, før den blev betalt',
  'charged-back': 'ført tilbage',
};
