import { createHash } from 'node:crypto';
import type { MoneyIn, PaymentNumber } from './types.ts';

// Day and eleven digits: 19 digits, which a bigint of the database holds until the year 9223. Payments from before numbers
// were derived have 1, 2, 3 …, and never meet these.
const A_DAY = 100_000_000_000n;

/**
 * A payment's number: the day it was received and eleven digits from its channel and reference, `20260310` `48215903377`.
 * Derived from what it is, so that no registration waits for another's turn and a repeated one comes to the same number;
 * ordered by day, so that indexes grow at one end. `attempt` 0, and one more for each payment that turned out to have the
 * same digits.
 */
export function paymentNumber(
  { channel, reference, receivedOn }: Pick<MoneyIn, 'channel' | 'reference' | 'receivedOn'>,
  attempt: number,
): PaymentNumber {
  const hash = createHash('sha256').update(`${channel} ${reference}`).digest();
  const digits = (hash.readBigUInt64BE() + BigInt(attempt)) % A_DAY;
  return (BigInt(receivedOn.replaceAll('-', '')) * A_DAY + digits) as PaymentNumber;
}
