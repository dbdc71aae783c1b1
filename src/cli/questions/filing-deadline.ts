import { z } from 'zod';
import { filingDeadline, finalFilingDeadline, suingDeadline } from '../../law/filing-deadlines.ts';
import { dateText, jsonQuestion } from './question.ts';

const shape = z.union([
  z.strictObject({ announced: dateText }),
  z.strictObject({ filed: dateText }),
  z.strictObject({ rejected: dateText }),
]);

/** `filing-deadline --stdin`: the last day to file in an estate, to make a provisional filing final, or to sue. */
export const filingDeadlineQuestion = jsonQuestion(shape, (asked) => {
  if ('announced' in asked) return { answer: filingDeadline(asked.announced) };
  return { answer: 'filed' in asked ? finalFilingDeadline(asked.filed) : suingDeadline(asked.rejected) };
});
