import { z } from 'zod';
import { mayWriteOff, writeOffReasons } from '../../law/write-off-limits.ts';
import { jsonQuestion, kronerText } from './question.ts';

const staff = z.strictObject({ name: z.string().min(1), roles: z.array(z.string()).default([]) });
const ground = z.string().min(1).nullable().default(null);
const shape = z
  .strictObject({
    reason: z.enum(writeOffReasons),
    amount: kronerText,
    proposedBy: staff,
    approvedBy: z.union([z.literal('automatic'), staff]),
    automatic: z
      .strictObject({ lapse: ground, limitation: ground, recovery: ground, rounding: ground })
      .default({ lapse: null, limitation: null, recovery: null, rounding: null }),
    limits: z.array(z.strictObject({ role: z.string(), upTo: kronerText.nullable() })).default([]),
    committeeAbove: kronerText.nullable().default(null),
  })
  .refine(({ amount }) => amount > 0n, { path: ['amount'], message: 'a loss is more than 0' });

/** `write-off-limit --stdin`: `book`, `committee`, or the name of the refusal. */
export const writeOffLimitQuestion = jsonQuestion(
  shape,
  ({ automatic, limits, committeeAbove, ...asked }) => {
    const answer = mayWriteOff(asked, { automatic, limits, committeeAbove });
    return { answer: answer.ok ? answer.value : { refused: answer.refusal.tag } };
  },
);
