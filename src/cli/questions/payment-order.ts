import { z } from 'zod';
import { plainKroner, sumOre, zeroOre } from '../../kernel/money.ts';
import { municipalOrder } from '../../law/municipal-order.ts';
import { allocatePayment } from '../../law/payment-order.ts';
import { dateText, isEachOnce, jsonQuestion, kronerText } from './question.ts';

const number = z.int().min(1);
const claim = z.strictObject({
  claim: number,
  main: number.optional(),
  level: z.enum(['main', 'interest', 'fee']).default('main'),
  due: dateText.nullable().default(null),
  lapse: dateText.nullable().default(null),
  from: dateText.nullable().default(null),
  dueFrom: kronerText.default(zeroOre),
  instalments: z.array(z.strictObject({ due: dateText.nullable(), amount: kronerText })).default([]),
  notAsked: kronerText.default(zeroOre),
  dueFromOther: kronerText.default(zeroOre),
  lost: kronerText.default(zeroOre),
  onPlan: z.boolean().default(false),
  agreed: z.boolean().default(false),
  afterPlan: z.boolean().default(false),
  open: z.enum(['yes', 'aimed', 'never']).default('yes'),
});
const shape = z
  .strictObject({
    amount: kronerText,
    aimed: z
      .strictObject({
        rule: z.enum(['line', 'line-plan', 'wish', 'instalment']),
        claims: z.array(number).min(1),
      })
      .nullish(),
    claims: z.array(claim),
  })
  .refine(({ claims }) => isEachOnce(claims.map((each) => each.claim)), {
    path: ['claims'],
    message: 'the same claim twice',
  })
  .refine(({ claims }) => claims.every(({ level, main }) => (level === 'main') === (main === undefined)), {
    path: ['claims'],
    message: 'interest and fees say their main claim, and a main claim none',
  })
  .refine(
    ({ claims }) =>
      claims.every(({ dueFrom, instalments }) => sumOre(instalments.map((each) => each.amount)) <= dueFrom),
    { path: ['claims'], message: 'instalments of more than has been asked for' },
  );

/** `payment-order --stdin`: what a payment covers before transfer, as `[claim, part, kroner, rule]`, and what is left. */
export const paymentOrderQuestion = jsonQuestion(shape, ({ amount, aimed, claims }) => {
  const coverable = claims.map(({ main, ...each }) => ({
    ...each,
    claim: BigInt(each.claim),
    main: BigInt(main ?? each.claim),
  }));
  const aim = aimed ? { rule: aimed.rule, claims: new Set(aimed.claims.map(BigInt)) } : null;
  const { covered, left } = allocatePayment(amount, municipalOrder, coverable, aim);
  return {
    answer: {
      covered: covered.map((each) => [Number(each.claim), each.part, plainKroner(each.amount), each.rule]),
      left: plainKroner(left),
    },
  };
});
