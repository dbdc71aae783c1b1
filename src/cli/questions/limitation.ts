import { z } from 'zod';
import { limitationDate } from '../../law/deadlines.ts';
import { dateText, jsonQuestion } from './question.ts';

const shape = z
  .strictObject({
    years: z.int().min(1).max(30),
    start: dateText,
    psrm: z.boolean().default(false),
    received: dateText.nullish(),
  })
  .refine(({ psrm, received }) => !psrm || (received ?? null) !== null, {
    path: ['received'],
    message: 'the day of receipt must be said for a claim at the recovery authority',
  });

/** `limitation --stdin`: the last day before a claim is time-barred. */
export const limitationQuestion = jsonQuestion(shape, ({ years, start, psrm, received }) => ({
  answer: limitationDate({ years, start, receivedByRecovery: psrm ? (received ?? null) : null }),
}));
