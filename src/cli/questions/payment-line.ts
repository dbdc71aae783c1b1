import { paymentLine } from '../../kernel/payment-line.ts';
import type { LineQuestion } from './question.ts';

/** `fi --stdin`: `71 00000000123456 81234567` → the payment line; plain text, not JSON. */
export const paymentLineQuestion: LineQuestion = (text) => {
  const match = /^(71|75) (\d+) (\d+)$/.exec(text);
  if (match === null)
    return { error: 'a line is: kind (71 or 75), digits of the payment id, creditor number' };
  const [, kind, base = '', creditor = ''] = match;
  const line = paymentLine(kind === '71' ? '71' : '75', base, creditor);
  if (line !== null) return { answer: line };
  return {
    error: 'kind 71 takes 14 digits and kind 75 takes 15; the creditor number is 8 digits that begin with 8',
  };
};
