import { z } from 'zod';
import { interruptedBy, limitationPeriod } from '../../law/limitation.ts';
import { dateText, jsonQuestion } from './question.ts';

const shape = z
  .strictObject({
    years: z.literal([2, 3, 5, 10]),
    start: dateText,
    psrm: z.boolean().default(false),
    received: dateText.nullish(),
    /** A civil claim of the municipality keeps its ten years there (gældsinddrivelsesloven § 18 a, stk. 4). Not said: it is none, the earlier day. */
    civil: z.boolean().default(false),
  })
  .refine(({ psrm, received }) => !psrm || (received ?? null) !== null, {
    path: ['received'],
    message: 'the day of receipt must be said for a claim at the recovery authority',
  });

/** `limitation --stdin`: the last day before a claim is time-barred, here or at the recovery authority. */
export const limitationQuestion = jsonQuestion(shape, ({ years, start, psrm, received, civil }) => {
  const here = limitationPeriod(start, years);
  if (!psrm || received == null) return { answer: here.until };
  return {
    answer: interruptedBy(here, { kind: 'recovery-received', on: received, system: 'psrm', civil }).until,
  };
});
