import { z } from 'zod';
import { plainKroner } from '../../kernel/money.ts';
import {
  claimType,
  claimTypes,
  feeRegime,
  interestRegime,
  mayRegisterForSetOff,
  requiredFields,
  type ClaimType,
  type ClaimTypeRefusal,
  type EndsBy,
  type OwnTypes,
} from '../../law/claim-types.ts';
import { statementFaults, withStated, type StatementContradiction } from '../../law/own-types.ts';
import { statedTypeShape } from '../../municipality/choices/own-types.ts';
import { dateText, jsonQuestion, type LineQuestion } from './question.ts';

const shape = z.strictObject({
  type: z.string().min(1),
  stated: statedTypeShape.extend({ statedOn: dateText }).nullable().default(null),
});

/**
 * `claim-type --stdin`: what follows from a kind of claim: charges, time limit, cap, what must be stated. `stated` on a line is a type of the municipality's
 * own as the configuration has it (`ownTypes`), to see what it would come to.
 */
export function claimTypeQuestionOf(own: OwnTypes): LineQuestion {
  return jsonQuestion(shape, ({ type, stated }) => {
    const [fault] = stated === null ? [] : statementFaults(type, stated);
    if (fault !== undefined)
      return { error: `stated${fault.place === '' ? '' : '.'}${fault.place}: ${faultWords[fault.why]}` };
    const known = stated === null ? own : withStated({ [type]: stated });
    const found = claimType(type, known);
    return found.ok ? { answer: typeJson(found.value) } : { error: `type: ${typeRefusal(found.refusal)}` };
  });
}

function typeJson(type: ClaimType): Record<string, unknown> {
  const { level, cap, ownCheckAbove, charges } = type;
  // Of a type of its own the municipality says whether it bears them at all.
  const isStated = !claimTypes.has(type.code) && type.class !== 'not-stated';
  return {
    level,
    fees: isStated && charges.fee === null ? 'none' : feeRegime(type),
    interest: isStated && charges.interest === null ? 'none' : interestRegime(type),
    charges: [charges.fee, charges.interest, charges.courtInterest].filter((code) => code !== null),
    ends: endsText(type.endsBy),
    cap: cap === null ? null : `${cap.outcome} ${plainKroner(cap.principal)}`,
    ownCheckAbove: ownCheckAbove === null ? null : plainKroner(ownCheckAbove),
    collectionOrder: type.collectionOrder,
    stateRefund: type.stateRefund,
    setOffRegistration: mayRegisterForSetOff(type),
    recoverable: type.recoverable,
    requires: requiredFields(type),
  };
}

/** `lapse 3 years`, `limitation 10 years from due`, with `(assumed)` where no source says so. */
function endsText(ends: EndsBy): string {
  if (ends.kind === 'lapse') return `lapse ${ends.years} years`;
  return `limitation ${ends.years} years from ${ends.from}${ends.assumed ? ' (assumed)' : ''}`;
}

export function typeRefusal(refusal: ClaimTypeRefusal): string {
  if (refusal.tag === 'unknown-type') return `unknown claim type "${refusal.code}"`;
  const instead = refusal.replacedBy === null ? '' : `, use ${refusal.replacedBy}`;
  return `${refusal.code} is not in use (${refusal.why})${instead}`;
}

const faultWords: Readonly<Record<StatementContradiction, string>> = {
  'published-type': 'a published type; its class is given by its claim-type document',
  'not-a-code': 'neither LOKAL-… nor the seven characters of the creditor agreement',
  'no-name': 'a type that is added has a name',
  'never-recovered': 'claims of this type are not sent to recovery',
  'not-a-fee-type': 'not a type of fee that is in use',
  'not-interest-type': 'not a type of interest that is in use',
  'no-law': 'no law gives one on claims of public law without a right of distraint',
  'gebyrloven-gives-it': 'of this class it is gebyrloven that gives one',
  'renteloven-gives-it': 'of this class it is renteloven that gives one',
  'no-usual-interest-type':
    'what Gældsstyrelsen calls the interest must be said, because the class has none that is usual',
  'no-known-interest': 'neither gebyrloven nor renteloven, nor a special rule whose rate is known',
  'not-from-origin':
    'the law counts from the due date (forældelsesloven § 2); from the origin it would end earlier',
  'too-few-years': 'shorter than the law (forældelsesloven § 3: three years)',
  'no-such-years': 'the law knows three and ten years',
  'ten-years-unexplained': 'what gives ten years must be said (forældelsesloven § 5)',
  'ruling-gives-ten': 'a ruling gives ten years (forældelsesloven § 5)',
};
