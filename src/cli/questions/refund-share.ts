import { z } from 'zod';
import { plainKroner, sumOre } from '../../kernel/money.ts';
import { partShares } from '../../law/refund-share.ts';
import { jsonQuestion, kronerText } from './question.ts';

const part = z.strictObject({ principal: kronerText, percent: z.int().min(0).max(100).nullable() });
const shape = z
  .strictObject({ parts: z.array(part).min(1), before: kronerText, now: kronerText })
  .refine(({ parts }) => sumOre(parts.map(({ principal }) => principal)) > 0n, {
    path: ['parts'],
    message: 'the parts are more than 0 together',
  });

/** `refund-share --stdin`: a movement of a claim's balance as `[percent, the state's kroner, the municipality's]` for each part. */
export const refundShareQuestion = jsonQuestion(shape, ({ parts, before, now }) => ({
  answer: partShares(parts, before, now).map(({ percent, state, municipality }) => [
    percent,
    plainKroner(state),
    plainKroner(municipality),
  ]),
}));
