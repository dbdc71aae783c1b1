import { z } from 'zod';
import { claimType, type OwnTypes } from '../../law/claim-types.ts';
import { filterRulesByType } from '../../law/psrm-filter-rules.ts';
import { notReady, type NotReady } from '../../law/transfer-readiness.ts';
import { typeRefusal } from './claim-type.ts';
import { dateText, isEachOnce, jsonQuestion, type LineQuestion } from './question.ts';
import { claimToSend } from './stated-claim.ts';

const told = z.strictObject({
  debtor: z.int(),
  arrived: dateText.nullable().default(null),
  exception: z.string().nullable().default(null),
});
const liable = z.strictObject({
  debtor: z.int(),
  reported: z.boolean().default(true),
  inDefault: z.boolean().default(true),
});
const reminded = z.union([
  z.enum(['done', 'recorded', 'no']),
  z.boolean().transform((done) => (done ? ('done' as const) : ('no' as const))),
]);
const shape = z
  .strictObject({
    type: z.string().min(1),
    on: dateText,
    srb: dateText.nullable(),
    lastDeadline: dateText.nullable().default(null),
    reminded,
    told: z.array(told),
    plan: z.enum(['plan', 'deferral']).nullable().default(null),
    objection: z.boolean().default(false),
    lapse: dateText.nullable().default(null),
    limitation: dateText.nullable().default(null),
    related: z.enum(['apart', 'inside']).default('apart'),
    main: z.enum(['at-recovery', 'sent-along', 'not-at-recovery']).nullable().default(null),
    liability: z.enum(['sole', 'joint', 'split']).default('sole'),
    /** Left out: those who are told. */
    liable: z.array(liable).optional(),
    inAgreement: z.boolean(),
    sentBefore: z.boolean().default(false),
    namesOthers: z.boolean().default(false),
    /** By the rule that each answers. */
    hearingReasons: z.record(z.string(), z.string()).default({}),
    claim: claimToSend,
  })
  .refine(
    ({ told, liable }) => told.every(({ debtor }) => liable?.some((each) => each.debtor === debtor) ?? true),
    { path: ['told'], message: 'someone who does not owe the claim' },
  )
  .refine(({ told }) => isEachOnce(told.map(({ debtor }) => debtor)), {
    path: ['told'],
    message: 'the same debtor twice',
  })
  .refine(({ liable = [] }) => isEachOnce(liable.map(({ debtor }) => debtor)), {
    path: ['liable'],
    message: 'the same debtor twice',
  })
  .refine(({ type, claim }) => (claim.type ?? type) === type, {
    path: ['claim', 'type'],
    message: 'another type than the line',
  });

/** `transfer-ready --stdin`: what stands in the way of sending a claim to the recovery authority; none = ready. */
export const transferReadyQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(shape, (line) => {
    const type = claimType(line.type, own);
    if (!type.ok) return { error: `type: ${typeRefusal(type.refusal)}` };
    const owing = line.liable ?? line.told.map(({ debtor }) => ({ debtor, reported: true, inDefault: true }));
    const facts = {
      ...line,
      type: type.value,
      arrangement: line.plan,
      objectionOpen: line.objection,
      chargesInside: line.related === 'inside',
      liable: owing.map((each) => ({
        ...each,
        told: line.told.find(({ debtor }) => debtor === each.debtor) ?? null,
      })),
      hearingReasons: Object.entries(line.hearingReasons).map(([rule, because]) => ({ rule, because })),
      claim: { ...line.claim, received: line.claim.received ?? line.on },
    };
    const found = notReady(facts, filterRulesByType.get(line.type) ?? null, line.on);
    return { answer: [...new Set(found.map(asText))] };
  });

/** `HARD notice-not-arrived`, `WARN filter-rule R_2_2a`; the same about two debtors is said once. */
function asText({ severity, tag, detail }: NotReady): string {
  return `${severity.toUpperCase()} ${tag}${detail === null ? '' : ` ${detail}`}`;
}
