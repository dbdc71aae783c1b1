import { z } from 'zod';
import { plainKroner } from '../../kernel/money.ts';
import { allocate } from '../../law/allocation.ts';
import { dateText, isEachOnce, jsonQuestion, kronerText } from './question.ts';

const claim = z.strictObject({
  id: z.string().min(1),
  balance: kronerText,
  lapse: dateText.nullable().default(null),
  from: dateText.nullable().default(null),
});
const shape = z
  .strictObject({ instalment: kronerText, claims: z.array(claim) })
  .refine(({ claims }) => isEachOnce(claims.map(({ id }) => id)), {
    path: ['claims'],
    message: 'the same claim twice',
  });

/** `allocate --stdin`: one instalment over a debtor's claims. */
export const allocateQuestion = jsonQuestion(shape, ({ instalment, claims }) => ({
  answer: Object.fromEntries([...allocate(instalment, claims)].map(([id, part]) => [id, plainKroner(part)])),
}));
