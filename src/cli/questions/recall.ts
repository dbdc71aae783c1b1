import { z } from 'zod';
import { claimTypes, type OwnTypes } from '../../law/claim-types.ts';
import { RECALL_REASONS } from '../../law/psrm-codes.ts';
import { mayRecall, mayResubmit } from '../../law/recall.ts';
import { dateText, jsonQuestion, type LineQuestion } from './question.ts';

const reason = z.enum(RECALL_REASONS);
const shape = z.strictObject({
  type: z.string().min(1),
  reason,
  received: dateText.nullable(),
  on: dateText,
  effective: dateText.nullable().default(null),
  recalledBefore: reason.nullable().default(null),
  openAction: z.boolean().default(false),
  splitRelated: z.boolean().default(false),
  inOldSystem: z.boolean().default(false),
  stateRefund: z.boolean().optional(),
});

/** `recall --stdin`: what stands in the way of taking a claim back from the recovery authority; none = allowed. */
export const recallQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(shape, ({ type, stateRefund, ...facts }) => {
    // A claim that is there may be of a type that is no longer in use, so any type that is known will do.
    const known = claimTypes.get(type) ?? own.get(type);
    if (known === undefined) return { error: `type: unknown claim type "${type}"` };
    return { answer: mayRecall({ ...facts, stateRefund: stateRefund ?? known.stateRefund }) };
  });

const resubmission = z.strictObject({
  recalledFor: reason.nullable(),
  lookedAt: z.boolean().default(false),
  sameCreditor: z.boolean().default(true),
  sameMasterData: z.boolean().default(true),
  art: z.enum(['INDR', 'MODR']).default('INDR'),
});

/** `resubmit --stdin`: what stands in the way of sending a recalled claim again; none = allowed. */
export const resubmitQuestion = jsonQuestion(resubmission, (facts) => ({ answer: mayResubmit(facts) }));
