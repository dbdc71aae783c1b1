import { z } from 'zod';
import type {
  basisLine,
  claim,
  claimChange,
  complaint,
  deferralGround,
  lapsedClaim,
  sender,
} from './model-fields.ts';
import { arrangementRefused } from './model-arrangement-refused.ts';
import { limitationLetter } from './model-limitation.ts';
import {
  planBrokenLetter,
  transferWarning,
  voluntaryDeferralLetter,
  voluntaryPlanLetter,
} from './model-bills.ts';
import { deferralLetter, lapseLetter, planLetter, transferNotice } from './model-decisions.ts';
import { demandLetter } from './model-demand.ts';
import { invoiceLetter } from './model-invoice.ts';
import { complaintAnswered, documentationAnswered } from './model-message-answers.ts';
import { objectionAnswered } from './model-objection.ts';
import { owedBackLetter } from './model-owed-back.ts';
import { hearingClosed, hearingLetter, incomeRequest } from './model-questions.ts';
import { reminderLetter } from './model-reminder.ts';
import { reversalLetter } from './model-reversal.ts';
import { liabilityLetter, setOffHearing, setOffLetter } from './model-set-off.ts';

/**
 * What a letter says, as data. This is the record: archived as JSON beside the PDF, and together with the template
 * version it gives the same bytes again. Claims and amounts stand as they were when it was decided, whatever is paid later.
 */
export const letterModel = z.discriminatedUnion('kind', [
  planLetter,
  deferralLetter,
  lapseLetter,
  transferNotice,
  hearingLetter,
  incomeRequest,
  hearingClosed,
  reversalLetter,
  reminderLetter,
  limitationLetter,
  transferWarning,
  voluntaryPlanLetter,
  voluntaryDeferralLetter,
  planBrokenLetter,
  demandLetter,
  invoiceLetter,
  setOffHearing,
  setOffLetter,
  liabilityLetter,
  owedBackLetter,
  objectionAnswered,
  arrangementRefused,
  complaintAnswered,
  documentationAnswered,
]);

export type PlanLetter = z.infer<typeof planLetter>;
export type DeferralLetter = z.infer<typeof deferralLetter>;
export type LapseLetter = z.infer<typeof lapseLetter>;
export type TransferNotice = z.infer<typeof transferNotice>;
export type HearingLetter = z.infer<typeof hearingLetter>;
export type IncomeRequest = z.infer<typeof incomeRequest>;
export type HearingClosed = z.infer<typeof hearingClosed>;
export type ReversalLetter = z.infer<typeof reversalLetter>;
export type ReminderLetter = z.infer<typeof reminderLetter>;
export type LimitationLetter = z.infer<typeof limitationLetter>;
export type TransferWarning = z.infer<typeof transferWarning>;
export type VoluntaryPlanLetter = z.infer<typeof voluntaryPlanLetter>;
export type VoluntaryDeferralLetter = z.infer<typeof voluntaryDeferralLetter>;
export type PlanBrokenLetter = z.infer<typeof planBrokenLetter>;
export type DemandLetter = z.infer<typeof demandLetter>;
export type InvoiceLetter = z.infer<typeof invoiceLetter>;
export type SetOffHearing = z.infer<typeof setOffHearing>;
export type SetOffLetter = z.infer<typeof setOffLetter>;
export type LiabilityLetter = z.infer<typeof liabilityLetter>;
export type OwedBackLetter = z.infer<typeof owedBackLetter>;
export type ObjectionAnswered = z.infer<typeof objectionAnswered>;
export type ArrangementRefused = z.infer<typeof arrangementRefused>;
export type ComplaintAnswered = z.infer<typeof complaintAnswered>;
export type DocumentationAnswered = z.infer<typeof documentationAnswered>;
/** The letters that tell a decision about payment; the others prepare one, or tell that one has been taken back. */
export type DecisionLetter = PlanLetter | DeferralLetter | LapseLetter | TransferNotice;
/** The letters that are written about a decision: it itself, or what comes before or after it. */
export type LetterAboutDecision =
  DecisionLetter | HearingLetter | IncomeRequest | HearingClosed | ReversalLetter;
/** The letters that tell no decision. */
export type NoticeLetter =
  | ReminderLetter
  | LimitationLetter
  | TransferWarning
  | VoluntaryPlanLetter
  | VoluntaryDeferralLetter
  | PlanBrokenLetter
  | DemandLetter
  | InvoiceLetter
  | SetOffHearing
  | SetOffLetter
  | LiabilityLetter
  | OwedBackLetter
  | ObjectionAnswered
  | ArrangementRefused
  | ComplaintAnswered
  | DocumentationAnswered;
export type LetterModel = LetterAboutDecision | NoticeLetter;
export type LetterKind = LetterModel['kind'];
export type NoticeKind = NoticeLetter['kind'];
export type DeferralKind = DeferralLetter['kind'];
export type Sender = z.infer<typeof sender>;
export type Line = z.infer<typeof basisLine>;
export type Row = Line['rows'][number];
export type Claim = z.infer<typeof claim>;
export type ClaimChange = z.infer<typeof claimChange>;
export type LapsedClaim = z.infer<typeof lapsedClaim>;
export type Complaint = z.infer<typeof complaint>;
export type DeferralGround = z.infer<typeof deferralGround>;
