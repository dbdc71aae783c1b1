/** How recovery interest is worked out (rentevalg), as the authority is told; without it, its own rule for the type counts. */
export interface InterestChoice {
  /** 001: the authority works it out; 002: the creditor does. */
  readonly rule: '001' | '002';
  /** Its code of two digits: 98 = none, 20 = court interest, 99 = the creditor's. */
  readonly rateCode: string;
  /** A rate beside the code's, a year, as `2.50`; null = none. */
  readonly extraRate: string | null;
}

/** The codes beside which a rate of one's own may stand (436). */
const WITH_EXTRA_RATE: readonly string[] = ['03', '04', '07'];

/** The authority's error codes for a choice that it refuses; none = it takes it (creditors' guidance on interest rules). */
export function interestChoiceErrors({
  rule,
  rateCode,
  extraRate,
}: InterestChoice): readonly ('436' | '438' | '441')[] {
  const found: ('436' | '438' | '441')[] = [];
  if (extraRate !== null && !WITH_EXTRA_RATE.includes(rateCode)) found.push('436');
  if (extraRate?.startsWith('-') === true) found.push('438');
  if (rule === '002' && (rateCode !== '99' || extraRate !== null)) found.push('441');
  return found;
}
