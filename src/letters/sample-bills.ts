import { date } from '../kernel/dates.ts';
import type {
  PlanBrokenLetter,
  TransferWarning,
  VoluntaryDeferralLetter,
  VoluntaryPlanLetter,
} from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import { sampleReminder } from './sample-reminder.ts';
import type { LetterLanguage } from './words.ts';

/** The letters about bills that are no reminders, about the bills of the sample reminder. */
export function sampleBillsLetters(language: LetterLanguage = 'da'): {
  readonly 'transfer-warning': TransferWarning;
  readonly 'voluntary-plan': VoluntaryPlanLetter;
  readonly 'voluntary-deferral': VoluntaryDeferralLetter;
  readonly 'plan-broken': PlanBrokenLetter;
} {
  const { claims, totalOwed, paymentLine } = sampleReminder(language);
  const bills = { ...noticeFrame(language), claims, totalOwed, paymentLine };
  const deadline = { payBy: date('2026-03-24'), payDays: 10, warnsOfTransfer: true as const };
  const agreed = { interestRuns: false, interestBefore: '6.68', warnsOfTransfer: false as const };
  return {
    'transfer-warning': { kind: 'transfer-warning', ...bills, ...deadline, interestGoesOn: ['gebyrloven'] },
    'voluntary-plan': {
      kind: 'voluntary-plan',
      ...bills,
      ...agreed,
      monthly: '500.00',
      instalments: 5,
      firstDueDate: date('2026-04-01'),
      dueDay: 1,
      lastDueDate: date('2026-08-01'),
      lastAmount: '65.00',
    },
    'voluntary-deferral': { kind: 'voluntary-deferral', ...bills, ...agreed, until: date('2026-06-01') },
    'plan-broken': {
      kind: 'plan-broken',
      ...bills,
      ...deadline,
      missing: '500.00',
      missedOn: date('2026-02-02'),
    },
  };
}
