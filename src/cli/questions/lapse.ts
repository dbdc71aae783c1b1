import { z } from 'zod';
import { lapse } from '../../law/lapse.ts';
import { dateRange, dateText, jsonQuestion } from './question.ts';

const shape = z.strictObject({
  law: z.string(),
  helpStopped: dateText.nullable(),
  knownFrom: dateText.nullable(),
  plan: z.array(dateRange),
  /** Since a plan fell away by default, still able to pay. */
  inDefault: z.array(dateRange).default([]),
  ableNoPlan: z.array(dateRange),
  deferralGranted: dateText.nullable(),
  asOf: dateText,
});

/** `lapse --stdin`: has a claim lapsed on a day, does it run, or must a person look? */
export const lapseQuestion = jsonQuestion(shape, ({ asOf, ...facts }) => ({ answer: lapse(facts, asOf) }));
