import { zeroOre } from '../kernel/money.ts';
import { lineOf } from '../payments/payment-id.ts';
import { receive } from '../payments/receive.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { FormTold } from './file-port.ts';
import type { LineTaken, TakingFile } from './take-file.ts';

/**
 * A payment by a payment form. Most municipalities hear of it from their bank, and would book it twice: it is taken in only where the
 * municipality has said that it comes by Betalingsservice's files. What was taken back is for a person.
 */
export async function takeForm(
  tx: MunicipalityTx,
  { line, kind, paymentId, archive, payOn, amount }: FormTold,
  { told: { number }, choices, by, at }: TakingFile,
): Promise<LineTaken> {
  if (!choices.paymentForms) return { outcome: 'left', amount };
  const item = { about: `payment-form ${number}/${line}`, debtor: null };
  if (kind === 'reversed' || archive === '' || amount === zeroOre)
    return { outcome: 'toPerson', amount, item };
  const received = await receive(tx, {
    channel: 'betalingsservice',
    amount,
    reference: archive,
    receivedOn: payOn,
    told: { by: 'line', line: lineOf(paymentId) },
    by,
    at,
  });
  if (!received.ok) return { outcome: 'toPerson', amount, item };
  const { state, suspended } = received.value;
  if (state === 'was-registered') return { outcome: 'known', amount: zeroOre };
  return { outcome: suspended === null ? 'paid' : 'suspended', amount };
}
