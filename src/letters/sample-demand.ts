import { date } from '../kernel/dates.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import type { DemandLetter, InvoiceLetter } from './model.ts';
import { noticeFrame, october, september } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/** To one who has not paid the last two instalments, one of them in part. */
export function sampleDemand(language: LetterLanguage = 'da'): DemandLetter {
  return {
    kind: 'demand',
    ...noticeFrame(language),
    monthly: '2100.00',
    missed: [
      { dueOn: date('2026-01-02'), unpaid: '600.00' },
      { dueOn: date('2026-02-02'), unpaid: '2100.00' },
    ],
    totalOwed: '2700.00',
    wholeDebt: '20671.50',
    payBy: date('2026-03-26'),
    payDays: 14,
    fee: null,
    interestIfWhole: null,
    warnsOfTransfer: true,
    paymentLine: paymentLine('71', '00010012326030', '81234567'),
  };
}

/** The same where the council has decided a fee for demands. */
export function sampleDemandWithFee(language: LetterLanguage = 'da'): DemandLetter {
  return { ...sampleDemand(language), totalOwed: '2950.00', fee: { amount: '250.00', law: 'gebyrloven' } };
}

/** Before anything has been decided about how two months of benefit are paid back. */
export function sampleInvoice(language: LetterLanguage = 'da'): InvoiceLetter {
  return {
    kind: 'invoice',
    ...noticeFrame(language),
    claims: [
      { ...september, owed: '12471.50' },
      { ...october, owed: '12400.00' },
    ],
    totalOwed: '24871.50',
    payBy: date('2026-03-26'),
    payDays: 14,
    fee: null,
    warnsOfTransfer: false,
    paymentLine: paymentLine('71', '00010012326230', '81234567'),
  };
}
