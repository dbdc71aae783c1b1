import { z } from 'zod';
import { readLine } from '../../law/read-payment-line.ts';
import { jsonQuestion } from './question.ts';

const shape = z.strictObject({ line: z.string(), creditor: z.string().nullable().default(null) });

/** `read-line --stdin`: kind and number of a payment line, or the name of the refusal. */
export const readLineQuestion = jsonQuestion(shape, ({ line, creditor }) => {
  const read = readLine(line, creditor);
  return { answer: read.ok ? read.value : { refused: read.refusal.tag } };
});
