import { allocateQuestion } from './allocate.ts';
import { assessQuestion } from './assess.ts';
import { claimTypeQuestion } from './claim-type.ts';
import { deadlineQuestion } from './deadline.ts';
import { feesQuestion } from './fees.ts';
import { holdEffectsQuestion } from './hold-effects.ts';
import { interestQuestion } from './interest.ts';
import { lapseQuestion } from './lapse.ts';
import { limitationQuestion } from './limitation.ts';
import { netIncomeQuestion } from './net-income.ts';
import { nextStepQuestion } from './next-step.ts';
import { paymentLineQuestion } from './payment-line.ts';
import { paymentOrderQuestion } from './payment-order.ts';
import { psrmActionQuestion } from './psrm-action.ts';
import { psrmCheckQuestion } from './psrm-check.ts';
import type { LineQuestion } from './question.ts';
import { readLineQuestion } from './read-line.ts';
import { recallQuestion, resubmitQuestion } from './recall.ts';
import { recoveryOrderQuestion, setOffOrderQuestion } from './recovery-order.ts';
import { refundShareQuestion } from './refund-share.ts';
import { timeBarQuestion } from './time-bar.ts';
import { transferReadyQuestion } from './transfer-ready.ts';
import { voluntaryPlanQuestion } from './voluntary-plan.ts';
import { filingDeadlineQuestion } from './filing-deadline.ts';
import { setOffLimitQuestion } from './set-off-limit.ts';
import { setOffReadyQuestion } from './set-off-ready.ts';
import { writeOffLimitQuestion } from './write-off-limit.ts';

export interface NamedQuestion {
  readonly ask: LineQuestion;
  /** How an error is written on its line. */
  readonly writeError: (error: string) => string;
}

const json = (ask: LineQuestion): NamedQuestion => ({
  ask,
  writeError: (error) => JSON.stringify({ error }),
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
  fees: json(feesQuestion),
  'payment-order': json(paymentOrderQuestion),
  'recovery-order': json(recoveryOrderQuestion),
  'set-off-order': json(setOffOrderQuestion),
  'set-off-limit': json(setOffLimitQuestion),
  'set-off-ready': json(setOffReadyQuestion),
  'read-line': json(readLineQuestion),
  'next-step': json(nextStepQuestion),
  'hold-effects': json(holdEffectsQuestion),
  'voluntary-plan': json(voluntaryPlanQuestion),
  'write-off-limit': json(writeOffLimitQuestion),
  'refund-share': json(refundShareQuestion),
  'psrm-check': json(psrmCheckQuestion),
  'transfer-ready': json(transferReadyQuestion),
  recall: json(recallQuestion),
  resubmit: json(resubmitQuestion),
  'psrm-action': json(psrmActionQuestion),
  'claim-type': json(claimTypeQuestion),
  fi: { ask: paymentLineQuestion, writeError: (error) => `error: ${error}` },
};
