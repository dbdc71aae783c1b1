import { date } from '../kernel/dates.ts';
import type { LiabilityLetter, SetOffHearing, SetOffLetter } from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import { sampleReminder } from './sample-reminder.ts';
import type { LetterLanguage } from './words.ts';

/** A payment that is used for the bills of the sample reminder, and those bills after a death. */
export function sampleSetOffLetters(language: LetterLanguage = 'da'): {
  readonly 'set-off-hearing': SetOffHearing;
  readonly 'set-off': SetOffLetter;
  readonly liability: LiabilityLetter;
} {
  const { claims, totalOwed } = sampleReminder(language);
  const payout = { payoutFor: 'for meget betalt i ejendomsskat', payoutOn: date('2026-04-01') };
  const [first] = claims;
  if (first === undefined) throw new Error('the sample reminder has bills');
  return {
    'set-off-hearing': {
      kind: 'set-off-hearing',
      ...noticeFrame(language),
      ...payout,
      claims,
      totalOwed,
      payout: '900.00',
      setOff: '900.00',
      answerBy: date('2026-03-24'),
      answerDays: 14,
      warnsOfTransfer: false,
    },
    'set-off': {
      kind: 'set-off',
      ...noticeFrame(language),
      ...payout,
      claims: [{ ...first, owed: '900.00' }],
      totalOwed: '900.00',
      payout: '900.00',
      setOff: '900.00',
      left: '945.00',
      leftBesides: '220.00',
      because: null,
      complaint: { none: 'no-higher-authority' },
      warnsOfTransfer: false,
    },
    liability: {
      kind: 'liability',
      ...noticeFrame(language),
      claims,
      totalOwed,
      estate: 'undivided-estate',
      why: null,
      warnsOfTransfer: false,
    },
  };
}
