/** The payment line (betalingslinje) of a Danish payment form: card kinds 71 and 75 with modulus-10 check digit. */

export type PaymentLineKind = '71' | '75';

const baseDigits: Record<PaymentLineKind, number> = { '71': 14, '75': 15 };

/** The check digit after `base`: modulus 10 with weight 2 on the digit nearest the check digit, digit sums. */
export function checkDigit(base: string): string {
  let sum = 0;
  for (let place = 0; place < base.length; place++) {
    const doubled = Number(base[base.length - 1 - place]) * (place % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * `+71<000000001234566 +81234567<`: kind, payment id with check digit, creditor number.
 * Null when the base has not 14 (71) or 15 (75) digits or the creditor number is not 8 digits starting with 8.
 */
export function paymentLine(kind: PaymentLineKind, base: string, creditor: string): string | null {
  if (base.length !== baseDigits[kind] || !/^\d+$/.test(base) || !/^8\d{7}$/.test(creditor)) return null;
  return `+${kind}<${base}${checkDigit(base)} +${creditor}<`;
}
