import { date, month } from '../kernel/dates.ts';
import type {
  ArrangementRefused,
  ComplaintAnswered,
  DocumentationAnswered,
  ObjectionAnswered,
} from './model.ts';
import { noticeFrame } from './sample-frame.ts';
import { sampleReminder } from './sample-reminder.ts';
import type { LetterLanguage } from './words.ts';

/** Answers to what an invented person has said against, and asked for about, the bills of the sample reminder, and written about their repayment. */
export function sampleAnswers(language: LetterLanguage = 'da'): {
  readonly 'objection-answered': ObjectionAnswered;
  readonly 'arrangement-refused': ArrangementRefused;
  readonly 'complaint-answered': ComplaintAnswered;
  readonly 'documentation-answered': DocumentationAnswered;
} {
  const { claims, totalOwed, paymentLine } = sampleReminder(language);
  const bills = { ...noticeFrame(language), claims, totalOwed, paymentLine, warnsOfTransfer: false as const };
  return {
    'objection-answered': {
      kind: 'objection-answered',
      ...bills,
      outcome: 'refused',
      against: 'existence',
      notedOn: date('2026-02-16'),
      about: claims
        .filter(({ level }) => level === 'main')
        .map(({ what, reference }) => ({ what, reference })),
      answer:
        'Vi har set på kvitteringen, du har sendt. Den er for december. Regningen er for maden i januar, og den er ikke betalt.',
      next: ['dunning'],
      quietUntil: date('2026-03-16'),
      planQuietUntil: null,
      payDays: 14,
      interestGoesOn: ['gebyrloven'],
      guidance: null,
    },
    'arrangement-refused': {
      kind: 'arrangement-refused',
      ...bills,
      wish: { kind: 'plan', monthly: '50.00', firstDueDate: date('2026-04-01') },
      askedOn: date('2026-02-27'),
      why: 'below-least',
      said: null,
      limits: { mostMonths: 18, least: '100.00' },
      recalled: false,
    },
    'complaint-answered': {
      kind: 'complaint-answered',
      ...noticeFrame(language),
      outcome: 'kept',
      complainedOn: date('2026-02-16'),
      lateAfter: null,
      about: {
        reference: '202601-100123-0',
        decidedOn: date('2026-01-20'),
        terms: { outcome: 'plan', monthly: '2100.00' },
      },
      answer:
        'Vi har set på dine lønsedler. Beløbet er fundet i tabellen ud fra den løn, du har fået udbetalt, og den er den samme som på lønsedlerne.',
      sentOn: { authority: 'Ankestyrelsen', on: date('2026-03-02') },
      planQuietUntil: date('2026-03-16'),
      transfer: null,
      payDays: 14,
      paymentLine: null,
      warnsOfTransfer: false,
    },
    'documentation-answered': {
      kind: 'documentation-answered',
      ...noticeFrame(language),
      outcome: 'used',
      topic: 'income',
      papersOn: date('2026-02-16'),
      usedFrom: month('2026-04'),
      answer: 'Vi har skrevet din nye indkomst ind. Den står på lønsedlen for februar.',
      warnsOfTransfer: false,
    },
  };
}
