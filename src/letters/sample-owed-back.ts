import { date } from '../kernel/dates.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import type { OwedBackLetter } from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/** Too much was paid and was given back, before the bank took the payment back. */
export function sampleOwedBack(language: LetterLanguage = 'da'): OwedBackLetter {
  return {
    kind: 'owed-back',
    ...noticeFrame(language),
    takenBackOn: date('2026-03-02'),
    claims: [
      {
        level: 'main',
        what: 'Tilbagebetalt beløb, som skal betales igen',
        reference: 'T-100123-20260310',
        period: null,
        dueOn: null,
        owed: '450.00',
        joint: false,
      },
    ],
    totalOwed: '450.00',
    payBy: date('2026-03-31'),
    payDays: 14,
    fee: null,
    warnsOfTransfer: false,
    paymentLine: paymentLine('71', '00010012326032', '81234567'),
  };
}
