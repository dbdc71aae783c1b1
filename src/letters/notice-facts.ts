import { z } from 'zod';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeKind } from './model.ts';
import { arrangementRefusedSays } from './model-arrangement-refused.ts';
import { limitationSays } from './model-limitation.ts';
import {
  planBrokenSays,
  transferWarningSays,
  voluntaryDeferralSays,
  voluntaryPlanSays,
} from './model-bills.ts';
import { demandSays } from './model-demand.ts';
import { invoiceSays } from './model-invoice.ts';
import { complaintAnsweredSays, documentationAnsweredSays } from './model-message-answers.ts';
import { objectionAnsweredSays } from './model-objection.ts';
import { owedBackSays } from './model-owed-back.ts';
import { reminderSays } from './model-reminder.ts';
import { liabilitySays, setOffHearingSays, setOffSays } from './model-set-off.ts';

/**
 * What each kind of notice says besides its frame, as it stood when it was written. Kept with the notice, so that its letter
 * is the same whenever it is made.
 */
const noticeFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reminder'), ...reminderSays }),
  z.object({ kind: z.literal('limitation'), ...limitationSays }),
  z.object({ kind: z.literal('transfer-warning'), ...transferWarningSays }),
  z.object({ kind: z.literal('voluntary-plan'), ...voluntaryPlanSays }),
  z.object({ kind: z.literal('voluntary-deferral'), ...voluntaryDeferralSays }),
  z.object({ kind: z.literal('plan-broken'), ...planBrokenSays }),
  z.object({ kind: z.literal('demand'), ...demandSays }),
  z.object({ kind: z.literal('invoice'), ...invoiceSays }),
  z.object({ kind: z.literal('set-off-hearing'), ...setOffHearingSays }),
  z.object({ kind: z.literal('set-off'), ...setOffSays }),
  z.object({ kind: z.literal('liability'), ...liabilitySays }),
  z.object({ kind: z.literal('owed-back'), ...owedBackSays }),
  z.object({ kind: z.literal('objection-answered'), ...objectionAnsweredSays }),
  z.object({ kind: z.literal('arrangement-refused'), ...arrangementRefusedSays }),
  z.object({ kind: z.literal('complaint-answered'), ...complaintAnsweredSays }),
  z.object({ kind: z.literal('documentation-answered'), ...documentationAnsweredSays }),
]);

export type NoticeFacts = z.infer<typeof noticeFacts>;
export type FactsOf<K extends NoticeKind> = Extract<NoticeFacts, { kind: K }>;

/** Reads what was kept. Asserts: it was written by `queueNotices`. */
export function readNoticeFacts(kept: unknown): NoticeFacts {
  return noticeFacts.parse(kept);
}

/** A deadline that begins when the letter arrives: the day that is printed, and the days it gives from then. */
export interface NoticeDeadline {
  readonly printed: PlainDate;
  readonly days: number;
}

/** The deadline that a notice gives; null = none. */
export function deadlineIn(facts: NoticeFacts): NoticeDeadline | null {
  if ('answerBy' in facts) return { printed: facts.answerBy, days: facts.answerDays };
  return 'payBy' in facts ? { printed: facts.payBy, days: facts.payDays } : null;
}

/** What a notice asks for of the claims that it is about. */
export function owedIn(facts: NoticeFacts): string {
  if (facts.kind === 'complaint-answered') return facts.transfer?.owed ?? '0.00';
  return 'totalOwed' in facts ? facts.totalOwed : '0.00';
}

/** The fee that a notice tells of; null = it costs nothing. */
export function feeIn(facts: NoticeFacts): string | null {
  return facts.kind === 'reminder' || facts.kind === 'demand' ? (facts.fee?.amount ?? null) : null;
}
