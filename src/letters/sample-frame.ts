import { date, month } from '../kernel/dates.ts';
import type { Sender } from './model.ts';
import { sampleDay } from './sample-basis.ts';
import type { LetterLanguage } from './words.ts';

/** The invented municipality, person and claims of the sample letters. */

const sender: Sender = {
  municipality: 'Bøgevang Kommune',
  department: 'Opkrævning',
  arms: '998/arms.svg',
  address: ['Åvej 12', '9998 Bøgevang'],
  phone: '70 00 09 98',
  email: 'opkraevning@boegevang.example',
  contactPage: 'boegevang.example/opkraevning',
  openingHours: 'mandag til fredag kl. 9-14, torsdag til kl. 17',
  dataProtectionOfficer: 'dpo@boegevang.example eller 70 00 09 97',
  bankAccount: { registration: '0000', number: '0009980001' },
};

/** What every letter about a decision has. */
export function frame(language: LetterLanguage) {
  return { ...everyFrame(language), decisionReference: '202603-100123-0' };
}

/** What every notice has. */
export function noticeFrame(language: LetterLanguage) {
  return { ...everyFrame(language), noticeReference: '20260303-100123-0', letterDate: sampleDay };
}

function everyFrame(language: LetterLanguage) {
  return {
    language,
    sender,
    recipient: {
      name: 'Åse Sørine Kjær',
      address: { kind: 'shown' as const, lines: ['Ægirsvej 7, 2. th.', '9998 Bøgevang'] },
      onBehalfOf: null,
    },
    debtorNumber: 100_123,
  };
}

/** What every decision has. */
export function decision(language: LetterLanguage) {
  return {
    ...frame(language),
    decisionDate: sampleDay,
    lapseYears: 3,
    complaint: { weeks: 4, authority: 'Ankestyrelsen' },
    because: null,
    lapsedClaims: [],
    claimChanges: [],
  };
}

/** What every letter before a decision has. */
export function question(language: LetterLanguage) {
  return {
    ...frame(language),
    letterDate: sampleDay,
    answerBy: date('2026-03-24'),
    answerDays: 14,
    noticeDays: 14,
    totalOwed: '24871.50',
    claims: [{ ...september, monthTo: month('2024-10'), owed: '24871.50' }],
  };
}

export const september = {
  benefit: 'kontanthjælp',
  monthFrom: month('2024-09'),
  monthTo: month('2024-09'),
  repaymentDecision: date('2025-02-14'),
  lapseEarliest: date('2027-10-31'),
  law: 'aktivloven',
  joint: false,
};
export const october = { ...september, monthFrom: month('2024-10'), monthTo: month('2024-10') };
