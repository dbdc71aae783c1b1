import { z } from 'zod';
import { claimType, type OwnTypes } from '../../law/claim-types.ts';
import { holdReasons } from '../../law/holds.ts';
import { filterRulesByType } from '../../law/psrm-filter-rules.ts';
import { setOffRegistrationRefused } from '../../law/set-off-registration.ts';
import { typeRefusal } from './claim-type.ts';
import { dateText, jsonQuestion, type LineQuestion } from './question.ts';
import { claimToSend } from './stated-claim.ts';

const shape = z.strictObject({
  type: z.string().min(1),
  on: dateText,
  holds: z.array(z.enum(holdReasons)).default([]),
  atRecovery: z.boolean().default(false),
  cleared: z.boolean().default(false),
  liable: z.int().min(0).default(1),
  liability: z.enum(['sole', 'joint', 'split']).default('sole'),
  namesOthers: z.boolean().default(false),
  inAgreement: z.boolean(),
  rights: z.array(z.string()).default(['MODR', 'NEDSKRIV', 'TILBAGEKALD']),
  claim: claimToSend,
});

/** `set-off-ready --stdin`: why a claim that is collected here may not be registered for set-off alone (MODR); none = it may. */
export const setOffReadyQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(shape, (line) => {
    const type = claimType(line.type, own);
    if (!type.ok) return { error: `type: ${typeRefusal(type.refusal)}` };
    const facts = {
      ...line,
      type: type.value,
      srb: line.claim.lastTimelyPayment,
      owed: line.claim.amount,
      limitation: line.claim.limitationDate,
      claim: { ...line.claim, art: 'MODR', received: line.claim.received ?? line.on },
    };
    return { answer: setOffRegistrationRefused(facts, filterRulesByType.get(line.type) ?? null, line.on) };
  });
