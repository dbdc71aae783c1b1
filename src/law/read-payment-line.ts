import { checkDigit, type PaymentLineKind } from '../kernel/payment-line.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

export interface ReadLine {
  readonly kind: PaymentLineKind;
  /** The payment id without its check digit: 14 digits (71) or 15 (75). */
  readonly base: string;
}

export type LineRefusal = { readonly tag: 'not-a-line' | 'wrong-check-digit' | 'other-creditor' };

/**
 * Reads a payment line as banks and people write it: `+71<000000001234566 +81234567<`, with or without `+`, `<` and the
 * creditor's number. A wrong check digit is refused and never mended: a guessed line pays somebody else's bill. Lines of
 * another creditor are refused where `creditor` is given and the text names one.
 */
export function readLine(text: string, creditor: string | null = null): Result<ReadLine, LineRefusal> {
  const { kind, id = '', to } = LINE.exec(text.trim())?.groups ?? {};
  if (kind !== '71' && kind !== '75') return refuse({ tag: 'not-a-line' });
  if (id.length !== (kind === '71' ? 15 : 16)) return refuse({ tag: 'not-a-line' });
  const base = id.slice(0, -1);
  if (checkDigit(base) !== id.slice(-1)) return refuse({ tag: 'wrong-check-digit' });
  if (creditor !== null && to !== undefined && to !== creditor) return refuse({ tag: 'other-creditor' });
  return ok({ kind, base });
}

const LINE = /^\+?(?<kind>71|75)(?:<|\s)\s*(?<id>\d{15,16})(?:\s*\+?(?<to>8\d{7})<?)?$/;
