import { z } from 'zod';
import { limitationUntil } from '../../law/limitation.ts';
import { dateText, jsonQuestion } from './question.ts';

const basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ordinary'), due: dateText, srb: dateText.nullable().default(null) }),
  z.strictObject({ kind: z.literal('from-origin'), origin: dateText }),
  z.strictObject({ kind: z.literal('special-basis'), on: dateText }),
  z.strictObject({ kind: z.literal('charge'), due: dateText, mainUntil: dateText.nullable().default(null) }),
]);
const interruption = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('acknowledged'),
    on: dateText,
    existenceAndAmount: z.boolean(),
    byAllWhoMust: z.boolean().default(true),
  }),
  z.strictObject({
    kind: z.enum([
      'judgment',
      'settlement',
      'court',
      'insolvency-filing',
      'distraint',
      'recovery-step',
      'set-off',
    ]),
    on: dateText,
  }),
  z.strictObject({
    kind: z.literal('recovery-received'),
    on: dateText,
    system: z.enum(['psrm', 'other']).default('psrm'),
    civil: z.boolean(),
  }),
]);
const shape = z.strictObject({ basis, interruptions: z.array(interruption).default([]) });

/** `time-bar --stdin`: the last day before a claim is time-barred, what it is counted from, and the years. */
export const timeBarQuestion = jsonQuestion(shape, (line) => ({
  answer: limitationUntil(line.basis, line.interruptions),
}));
