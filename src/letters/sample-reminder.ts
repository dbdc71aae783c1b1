import { date } from '../kernel/dates.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import type { ReminderLetter } from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/** The second reminder about two bills, with a fee, and the warning that they may be sent on. */
export function sampleReminder(language: LetterLanguage = 'da'): ReminderLetter {
  const bill = { level: 'main' as const, joint: false };
  return {
    kind: 'reminder',
    ...noticeFrame(language),
    reminder: 2,
    claims: [
      {
        ...bill,
        what: 'Madservice',
        reference: '4711-02',
        period: { from: date('2026-01-01'), to: date('2026-01-31') },
        dueOn: date('2026-02-02'),
        owed: '1845.00',
      },
      {
        ...bill,
        what: 'Gebyr for udlån på biblioteket',
        reference: 'B-20391',
        period: null,
        dueOn: date('2026-02-09'),
        owed: '120.00',
      },
      {
        ...bill,
        level: 'fee',
        what: 'Rykkergebyr',
        reference: null,
        period: null,
        dueOn: null,
        owed: '100.00',
      },
    ],
    totalOwed: '2065.00',
    interestGoesOn: ['gebyrloven', 'renteloven'],
    payBy: date('2026-03-24'),
    payDays: 10,
    fee: { amount: '100.00', law: 'renteloven' },
    warnsOfTransfer: true,
    paymentLine: paymentLine('71', '00010012326031', '81234567'),
  };
}
