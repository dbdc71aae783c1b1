import { z } from 'zod';
import { plainKroner } from '../../kernel/money.ts';
import {
  claimType,
  feeRegime,
  interestRegime,
  mayRegisterForSetOff,
  requiredFields,
  type ClaimType,
  type ClaimTypeRefusal,
  type EndsBy,
} from '../../law/claim-types.ts';
import { statementFaults, withStated } from '../../law/own-types.ts';
import { statedTypeShape } from '../../municipality/choices/own-types.ts';
import { jsonQuestion } from './question.ts';

const shape = z.strictObject({ type: z.string().min(1), stated: statedTypeShape.nullable().default(null) });

/**
 * `claim-type --stdin`: what follows from a kind of claim: charges, time limit, cap, what must be stated. A type of the municipality's
 * own comes as it is written in the configuration (`ownTypes`) with the line; without it, it is not stated.
 */
export const claimTypeQuestion = jsonQuestion(shape, ({ type, stated }) => {
  const [fault] = stated === null ? [] : statementFaults(type, stated);
  if (fault !== undefined) return { error: `stated${fault}` };
  const found = claimType(type, withStated(stated === null ? {} : { [type]: stated }));
  return found.ok
    ? { answer: typeJson(found.value, stated !== null) }
    : { error: `type: ${typeRefusal(found.refusal)}` };
});

function typeJson(type: ClaimType, stated: boolean): Record<string, unknown> {
  const { level, cap, ownCheckAbove, charges } = type;
  return {
    level,
    // Of a stated type the municipality says whether it charges them at all.
    fees: stated && charges.fee === null ? 'none' : feeRegime(type),
    interest: stated && charges.interest === null ? 'none' : interestRegime(type),
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
