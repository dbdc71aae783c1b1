import { z } from 'zod';
import { complaintDeadline } from '../../law/deadlines.ts';
import { dateText, jsonQuestion } from './question.ts';

const shape = z.discriminatedUnion('channel', [
  z.strictObject({ kind: z.literal('complaint'), channel: z.literal('digital'), available: dateText }),
  z.strictObject({ kind: z.literal('complaint'), channel: z.literal('paper'), sent: dateText }),
]);

/** `deadline --stdin`: the last day to complain about a decision. */
export const deadlineQuestion = jsonQuestion(shape, (arrival) => ({ answer: complaintDeadline(arrival) }));
