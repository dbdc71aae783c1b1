import { z } from 'zod';
import { date } from '../../kernel/dates.ts';
import { recoveryOrder, setOffOrder } from '../../law/recovery-order.ts';
import { dateText, isEachOnce, jsonQuestion } from './question.ts';

const number = z.int().min(1);
const atRecovery = {
  claim: number,
  follows: number.optional(),
  category: z
    .enum(['cost-abroad', 'fine', 'private-maintenance', 'public-maintenance', 'other'])
    .default('other'),
  kind: z
    .enum([
      'collection-interest',
      'creditor-interest',
      'returned-interest',
      'recovery-interest',
      'main',
      'correction',
    ])
    .default('main'),
  periodFrom: dateText.nullable().default(null),
  inEffort: z.boolean().default(false),
};
const shape = z
  .strictObject({ claims: z.array(z.strictObject({ ...atRecovery, received: dateText })) })
  .refine(({ claims }) => isEachOnce(claims.map(({ claim }) => claim)), {
    path: ['claims'],
    message: 'the same claim twice',
  });

/** `recovery-order --stdin`: the order in which Gældsstyrelsen covers claims. */
export const recoveryOrderQuestion = jsonQuestion(shape, ({ claims }) => ({
  answer: recoveryOrder(claims.map(asAtRecovery)).map(Number),
}));

const collected = z.strictObject({
  ...atRecovery,
  stands: z.enum(['own-collection', 'recovery', 'other-collection']),
  received: dateText.optional(),
  registered: dateText.nullable().default(null),
});
const setOffShape = z
  .strictObject({ claims: z.array(collected) })
  .refine(({ claims }) => isEachOnce(claims.map(({ claim }) => claim)), {
    path: ['claims'],
    message: 'the same claim twice',
  })
  .refine(
    ({ claims }) => claims.every(({ stands, received }) => stands !== 'recovery' || received !== undefined),
    { path: ['claims'], message: 'the day of receipt must be said for a claim at the recovery authority' },
  );

/** `set-off-order --stdin`: the order of set-off in a public payout. */
export const setOffOrderQuestion = jsonQuestion(setOffShape, ({ claims }) => ({
  answer: setOffOrder(
    claims.map(({ stands, registered, received, ...each }) => ({
      ...asAtRecovery({ ...each, received: received ?? registered ?? NEVER }),
      stands,
      registered,
    })),
  ).map(Number),
}));

const NEVER = date('9999-12-31');

type AtRecoveryLine = z.output<typeof shape>['claims'][number];

function asAtRecovery(line: AtRecoveryLine) {
  return { ...line, claim: BigInt(line.claim), follows: BigInt(line.follows ?? line.claim) };
}
