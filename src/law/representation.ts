/** What somebody may do on the citizens' pages: see, pay, write to the municipality, sign a plan, and what is for oneself alone. */
export type Scope = 'see' | 'pay' | 'write' | 'sign' | 'self';

const OF_AGE = 18;
/** From this age a person gets Digital Post of their own, and is written to. */
const OWN_POST = 15;

/**
 * What one may do for oneself. Nothing under 15: then the parents act, who get the letters (Q64). A plan that is signed
 * acknowledges the debt, which who is under 18 or under guardianship cannot do alone (værgemålsloven §§ 1 and 5-6).
 */
export function ownScopes({ age, guardianship, owes }: OneSelf): readonly Scope[] {
  if (age < OWN_POST) return [];
  // Who owes nothing may ask and look, and has nothing to pay.
  if (!owes) return ['see', 'write', 'self'];
  return age < OF_AGE || guardianship
    ? ['see', 'pay', 'write', 'self']
    : ['see', 'pay', 'write', 'sign', 'self'];
}

export interface OneSelf {
  readonly age: number;
  /** Whether CPR tells of one, full or partial. */
  readonly guardianship: boolean;
  /** Whether the municipality has them as a debtor. */
  readonly owes: boolean;
}
