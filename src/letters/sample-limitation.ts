import { date } from '../kernel/dates.ts';
import type { LimitationLetter } from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/** A bill that was due three years ago and a weekend, and its interest. */
export function sampleLimitation(language: LetterLanguage = 'da'): LimitationLetter {
  return {
    kind: 'limitation',
    ...noticeFrame(language),
    claims: [
      {
        level: 'main',
        what: 'Madservice',
        reference: '4711-02',
        dueOn: date('2023-02-28'),
        until: date('2026-03-02'),
        withMain: false,
        owed: '1845.00',
      },
      {
        level: 'interest',
        what: 'Rente',
        reference: null,
        dueOn: date('2024-02-01'),
        until: date('2026-03-02'),
        withMain: true,
        owed: '18.45',
      },
    ],
    totalOwed: '1863.45',
    fee: null,
    warnsOfTransfer: false,
  };
}
