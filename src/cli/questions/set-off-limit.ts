import { z } from 'zod';
import { zeroOre } from '../../kernel/money.ts';
import { holdReasons } from '../../law/holds.ts';
import { setOffLimit } from '../../law/set-off-limits.ts';
import { dateText, jsonQuestion, kronerText } from './question.ts';

const shape = z.strictObject({
  on: dateText,
  byTable: z.boolean().default(false),
  atRecovery: z.boolean().default(false),
  owed: kronerText.default(zeroOre),
  holds: z.array(z.enum(holdReasons)).default([]),
  limitation: dateText.nullable().default(null),
  lastTimely: dateText.nullable().default(null),
});

/** `set-off-limit --stdin`: why a claim may not be set off against on a day; null = it may. */
export const setOffLimitQuestion = jsonQuestion(shape, ({ on, ...claim }) => ({
  answer: setOffLimit(claim, on),
}));
