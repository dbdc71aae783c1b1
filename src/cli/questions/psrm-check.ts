import { claimTypes, type OwnTypes } from '../../law/claim-types.ts';
import { filterRulesByType } from '../../law/psrm-filter-rules.ts';
import { filterClaim } from '../../law/psrm-rules.ts';
import { jsonQuestion, type LineQuestion } from './question.ts';
import { statedClaim } from './stated-claim.ts';

/** `psrm-check --stdin`: what the recovery authority would say to a claim: the rules it does not meet; none = accepted. */
export const psrmCheckQuestionOf = (own: OwnTypes): LineQuestion =>
  jsonQuestion(statedClaim, ({ type, ...claim }) => {
    const rules = filterRulesByType.get(type);
    if (rules === undefined)
      return {
        error:
          claimTypes.has(type) || own.has(type)
            ? `type: no filter rules are published for ${type}`
            : `type: unknown claim type "${type}"`,
      };
    return { answer: filterClaim(claim, rules.rules).map(({ outcome, rule }) => `${outcome} ${rule}`) };
  });
