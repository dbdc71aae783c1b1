import { allocateQuestion } from './allocate.ts';
import { assessQuestion } from './assess.ts';
import { localClaimTypes, type OwnTypes } from '../../law/claim-types.ts';
import { claimTypeQuestionOf } from './claim-type.ts';
import { deadlineQuestion } from './deadline.ts';
import { feesQuestionOf } from './fees.ts';
import { holdEffectsQuestion } from './hold-effects.ts';
import { interestQuestion } from './interest.ts';
import { lapseQuestion } from './lapse.ts';
import { limitationQuestion } from './limitation.ts';
import { netIncomeQuestion } from './net-income.ts';
import { nextStepQuestion } from './next-step.ts';
import { paymentLineQuestion } from './payment-line.ts';
import { paymentOrderQuestion } from './payment-order.ts';
import { psrmActionQuestion } from './psrm-action.ts';
import { psrmCheckQuestionOf } from './psrm-check.ts';
import type { LineQuestion } from './question.ts';
import { readLineQuestion } from './read-line.ts';
import { recallQuestionOf, resubmitQuestion } from './recall.ts';
import { recoveryOrderQuestion, setOffOrderQuestion } from './recovery-order.ts';
import { refundShareQuestion } from './refund-share.ts';
import { timeBarQuestion } from './time-bar.ts';
import { transferReadyQuestionOf } from './transfer-ready.ts';
import { voluntaryPlanQuestionOf } from './voluntary-plan.ts';
import { filingDeadlineQuestion } from './filing-deadline.ts';
import { setOffLimitQuestion } from './set-off-limit.ts';
import { setOffReadyQuestionOf } from './set-off-ready.ts';
import { writeOffLimitQuestion } from './write-off-limit.ts';

export interface NamedQuestion {
  readonly ask: LineQuestion;
  /** The same by what a municipality has stated of its own types of claim; null = the question is about none. */
  readonly byTypes: ((own: OwnTypes) => LineQuestion) | null;
  /** How an error is written on its line. */
  readonly writeError: (error: string) => string;
}

const json = (ask: LineQuestion): NamedQuestion => ({
  ask,
  byTypes: null,
  writeError: (error) => JSON.stringify({ error }),
});

/** Without a municipality, its own types are known as not stated. */
const ofTypes = (byTypes: (own: OwnTypes) => LineQuestion): NamedQuestion => ({
  ...json(byTypes(localClaimTypes)),
  byTypes,
});

/** Every question that is answered line by line from standard input, by command name. */
export const questions: Readonly<Record<string, NamedQuestion>> = {
  assess: json(assessQuestion),
  'net-income': json(netIncomeQuestion),
  lapse: json(lapseQuestion),
  allocate: json(allocateQuestion),
  limitation: json(limitationQuestion),
  deadline: json(deadlineQuestion),
  'time-bar': json(timeBarQuestion),
  'filing-deadline': json(filingDeadlineQuestion),
  interest: json(interestQuestion),
  fees: ofTypes(feesQuestionOf),
  'payment-order': json(paymentOrderQuestion),
  'recovery-order': json(recoveryOrderQuestion),
  'set-off-order': json(setOffOrderQuestion),
  'set-off-limit': json(setOffLimitQuestion),
  'set-off-ready': ofTypes(setOffReadyQuestionOf),
  'read-line': json(readLineQuestion),
  'next-step': json(nextStepQuestion),
  'hold-effects': json(holdEffectsQuestion),
  'voluntary-plan': ofTypes(voluntaryPlanQuestionOf),
  'write-off-limit': json(writeOffLimitQuestion),
  'refund-share': json(refundShareQuestion),
  'psrm-check': ofTypes(psrmCheckQuestionOf),
  'transfer-ready': ofTypes(transferReadyQuestionOf),
  recall: ofTypes(recallQuestionOf),
  resubmit: json(resubmitQuestion),
  'psrm-action': json(psrmActionQuestion),
  'claim-type': ofTypes(claimTypeQuestionOf),
  fi: { ask: paymentLineQuestion, byTypes: null, writeError: (error) => `error: ${error}` },
};
