import type { z } from 'zod';
import { minOre, ore, plainKroner, sumOre } from '../kernel/money.ts';
import { modelAmount, type PlanKind, type previous } from './model-fields.ts';

/** What must agree within a letter model beyond the form of its fields. */

/** Does the kind of the decision agree with what was in force before it? */
export function comesAfterWhatItSays(letter: {
  kind: PlanKind;
  monthly: string;
  previous: z.infer<typeof previous>;
}): boolean {
  const before = letter.previous;
  const now = modelAmount(letter.monthly);
  switch (letter.kind) {
    case 'plan':
      return before.state === 'none';
    case 'resume':
      return before.state === 'deferral';
    case 'rise':
      return before.state === 'plan' && modelAmount(before.monthly) < now;
    case 'fall':
      return before.state === 'plan' && modelAmount(before.monthly) > now;
    case 'claims-changed':
      return before.state === 'plan' && modelAmount(before.monthly) === now;
    case 'plan-without-income':
    case 'individual-plan':
      return true;
  }
}

/** Is the total the sum of the claims? */
export function claimsAddUp(letter: { totalOwed: string; claims: readonly { owed: string }[] }): boolean {
  return (
    plainKroner(sumOre(letter.claims.map(({ owed }) => modelAmount(owed)))) ===
    plainKroner(modelAmount(letter.totalOwed))
  );
}

/** Are the shares the first instalment? The last instalment, which may be the first, is what is left. */
export function sharesAddUp(letter: {
  totalOwed: string;
  monthly: string;
  claims: readonly { shareOfFirstInstalment: string }[];
}): boolean {
  const shares = sumOre(letter.claims.map((each) => modelAmount(each.shareOfFirstInstalment)));
  const firstInstalment = minOre(modelAmount(letter.monthly), modelAmount(letter.totalOwed));
  return ore(shares - firstInstalment) === 0n;
}

/** A payment line, an account, or both. */
export function hasWayToPay(letter: {
  paymentLine: string | null;
  sender: { bankAccount: unknown };
}): boolean {
  return letter.paymentLine !== null || letter.sender.bankAccount !== null;
}

/** Is an amount held back only where the amount stays as it was, and is it higher than that? */
export function isHeldBackRise(letter: {
  kind: PlanKind;
  monthly: string;
  heldBack: string | null;
}): boolean {
  const { kind, monthly, heldBack } = letter;
  return heldBack === null || (kind === 'claims-changed' && modelAmount(heldBack) > modelAmount(monthly));
}

/** Has a person judged that any of the claims has lapsed? */
export function isJudged(letter: { lapsedClaims: readonly { ground: string }[] }): boolean {
  return letter.lapsedClaims.some(({ ground }) => ground === 'judged');
}
