import { date, month } from '../kernel/dates.ts';
import type { LapseLetter } from './model.ts';
import { decision, september } from './sample-frame.ts';
import type { LetterLanguage } from './words.ts';

/** Sample letters about claims that have lapsed (bek. 585/2023 § 9). */

/** Two claims lapsed while nothing was to be paid; a third remains. */
export function sampleLapseLetter(language: LetterLanguage = 'da'): LapseLetter {
  return {
    kind: 'lapse',
    ...decision(language),
    basis: [],
    lapsedClaims: [
      { ...lapsed, monthFrom: month('2022-11'), monthTo: month('2022-12'), amount: '18250.00' },
      { ...lapsed, monthFrom: month('2023-02'), monthTo: month('2023-02'), amount: '9125.00' },
    ],
    claims: [{ ...september, owed: '12471.50' }],
    totalOwed: '12471.50',
    now: { state: 'deferral' },
    ground: null,
    decidedBy: { how: 'automatic' },
    previous: { state: 'deferral' },
  };
}

/** A caseworker has judged that a claim had lapsed before the case came to the municipality. */
export function sampleJudgedLapse(language: LetterLanguage = 'da'): LapseLetter {
  return {
    ...sampleLapseLetter(language),
    lapsedClaims: [
      {
        ...lapsed,
        monthFrom: month('2022-11'),
        monthTo: month('2022-12'),
        amount: '18250.00',
        ground: 'judged',
      },
    ],
    because:
      'Du flyttede hertil i december 2025. Din tidligere kommune har oplyst, at du fik henstand i alle årene, og at der ikke var en ordning om at betale.',
    decidedBy: { how: 'caseworker', title: 'sagsbehandler' },
  };
}

const lapsed = {
  benefit: 'kontanthjælp',
  law: 'aktivloven',
  countedFrom: date('2023-02-28'),
  lapsedOn: date('2026-02-28'),
  ground: 'years-passed' as const,
};
