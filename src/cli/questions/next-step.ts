import { z } from 'zod';
import { holdReasons } from '../../law/holds.ts';
import { nextStep, stepNow } from '../../law/dunning-steps.ts';
import { dateText, jsonQuestion, kronerText } from './question.ts';

const day = dateText.nullable().default(null);
const step = z
  .strictObject({
    do: z.enum(['invoice', 'reminder', 'demand', 'default', 'warn', 'propose-transfer', 'transfer']),
    from: z.enum(['srb', 'previous-deadline', 'missed', 'arrived']),
    days: z.int().min(0).max(365),
    bankDays: z.int().min(0).max(30).default(0),
    letter: z.boolean().default(false),
    fee: kronerText.nullable().default(null),
    deadlineDays: z.int().default(0),
    warnsOfTransfer: z.boolean().default(false),
    by: z.union([z.literal('person'), z.strictObject({ ground: z.string().min(1) })]).default('person'),
  })
  .refine(({ letter, deadlineDays }) => !letter || deadlineDays >= 10, {
    path: ['deadlineDays'],
    message: 'a letter gives at least ten days',
  });
const shape = z.strictObject({
  steps: z.array(step),
  step: z.int().min(0),
  on: dateText,
  srb: day,
  missedOn: day,
  lastDeadline: day,
  arrivedOn: day,
  restedTo: day,
  lastFeeOn: day,
  feeDaysBetween: z.int().min(0).nullable().default(null),
  letterOnItsWay: z.boolean().default(false),
  unallocated: z.boolean().default(false),
  approved: z.boolean().default(false),
  holds: z.array(z.enum(holdReasons)).default([]),
});

/** `next-step --stdin`: the next step of a life cycle, its first day, and whether it is taken on a day. */
export const nextStepQuestion = jsonQuestion(shape, ({ steps, on, holds, ...line }) => {
  const cycle = {
    name: 'stated',
    steps: steps.map(({ from, days, bankDays, ...each }) => ({
      ...each,
      after: { from, days, bankDaysForPayments: bankDays },
    })),
  };
  const due = nextStep(cycle, line, line);
  if (due === null) return { answer: null };
  const now = stepNow(due, holds, on);
  return {
    answer: { do: due.step.do, on: due.on, ...(now === 'do' ? { now: true } : { now: false, ...now }) },
  };
});
