import { z } from 'zod';
import { holdReasons } from '../../law/holds.ts';
import { kroner, plainKroner } from '../../kernel/money.ts';
import { unreachable } from '../../kernel/result.ts';
import { claimType, underCollectionOrder, type OwnTypes } from '../../law/claim-types.ts';
import { isLeftToPerson } from '../../law/repayment-laws.ts';
import { voluntaryDeferral, voluntaryPlan } from '../../law/voluntary-plan.ts';
import { dateText, jsonQuestion, kronerText, type LineQuestion } from './question.ts';

const claim = z.strictObject({
  type: z.string(),
  owed: kronerText,
  atRecovery: z.boolean().default(false),
  holds: z.array(z.enum(holdReasons)).default([]),
  arose: dateText.nullable().default(null),
  lastDay: dateText.nullable().default(null),
  limitation: dateText.nullable().default(null),
});
const common = {
  claims: z.array(claim).min(1),
  acknowledgedOn: dateText.nullable().default(null),
  mostMonths: z.int().min(1).max(120).default(18),
  least: kronerText.default(kroner(100)),
};
const shape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('plan'),
    ...common,
    monthly: kronerText,
    on: dateText.nullable().default(null),
    soonest: dateText.nullable().default(null),
    first: dateText,
    dueDay: z.int().min(1).max(31),
  }),
  z
    .strictObject({ kind: z.literal('deferral'), ...common, from: dateText, until: dateText })
    .refine(({ from, until }) => from <= until, { path: ['until'], message: 'before it begins' }),
]);

/** `voluntary-plan --stdin`: instalments or deferral on request, or the name of the refusal. */
export const voluntaryPlanQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(shape, (line) => {
    const unknown = line.claims.find(({ type }) => !claimType(type, own).ok);
    if (unknown !== undefined) return { error: `claims: "${unknown.type}" is not a claim type in use` };
    const claims = line.claims.map(({ type, ...each }) => ({
      ...each,
      byTable: isByTable(type, own),
      orderNotRead: isLeftToPerson(type),
    }));
    switch (line.kind) {
      case 'plan': {
        const plan = voluntaryPlan({ ...line, claims }, line);
        if (!plan.ok) return { answer: { refused: plan.refusal.tag } };
        const { instalments, last } = plan.value;
        const segments = instalments.map(({ firstDue, instalments: count, amount }) => [
          firstDue,
          count,
          plainKroner(amount),
        ]);
        return { answer: { instalments: segments, last } };
      }
      case 'deferral': {
        const deferral = voluntaryDeferral({ ...line, claims }, line);
        return { answer: deferral.ok ? deferral.value : { refused: deferral.refusal.tag } };
      }
      default:
        return unreachable(line);
    }
  });

function isByTable(code: string, own: OwnTypes): boolean {
  const type = claimType(code, own);
  return type.ok && underCollectionOrder(type.value);
}
