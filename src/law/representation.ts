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

/** By what somebody acts for another. */
export type Basis = RecordedBasis | 'power' | 'company';

/** What the municipality has recorded itself; the others are told by whoever says who somebody is. */
const recordedBases = ['guardian', 'power-of-attorney', 'custody-holder', 'estate'] as const;
export type RecordedBasis = (typeof recordedBases)[number];

/** Whether it is recorded here, and can be asked about anew. */
export function isRecorded(basis: Basis): basis is RecordedBasis {
  return recordedBases.some((each) => each === basis);
}

/** What a power from elsewhere lets its holder do, as the municipality has translated its name (`portal.powers`). */
export type PowerKind = 'see' | 'pay' | 'act' | 'sign';

/** Whom somebody acts for. */
export interface Represented {
  /** Null: not known, or no person. */
  readonly age: number | null;
  readonly isDead: boolean;
}

/**
 * What one may do for another on the ground of what the municipality has recorded (Q64). Empty where it gives nothing: an estate of
 * who lives, anything else of who is dead, the custody of who is of age. Only a guardian signs, and sees who looked: the others could
 * acknowledge a debt that is not theirs.
 */
export function recordedScopes(basis: RecordedBasis, { age, isDead }: Represented): readonly Scope[] {
  if (isDead !== (basis === 'estate')) return [];
  switch (basis) {
    case 'guardian':
      return ['see', 'pay', 'write', 'sign', 'self'];
    case 'power-of-attorney':
    case 'estate':
      return ['see', 'pay', 'write'];
    case 'custody-holder':
      if (age === null || age >= OF_AGE) return [];
      // Who is 15 writes for themselves.
      return age < OWN_POST ? ['see', 'pay', 'write'] : ['see', 'pay'];
  }
}

/** What one may do for another by powers that were given elsewhere: the widest of them. A power to sign counts for companies alone. */
export function powerScopes(
  basis: 'power' | 'company',
  powers: readonly PowerKind[],
  { isDead }: Represented,
): readonly Scope[] {
  if (isDead || powers.length === 0) return [];
  const has = (...kinds: readonly PowerKind[]) => powers.some((power) => kinds.includes(power));
  return [
    'see',
    ...(has('pay', 'act', 'sign') ? (['pay'] as const) : []),
    ...(has('act', 'sign') ? (['write'] as const) : []),
    ...(basis === 'company' && has('sign') ? (['sign'] as const) : []),
  ];
}
