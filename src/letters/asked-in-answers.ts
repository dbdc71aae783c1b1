/** What answers to debtors may say, and which of them say how to pay what stands in their table. */

/**
 * What happens after an answer. `dunning`: the bills are asked for again; `plan`: repayment goes on by its decision; `agreed`: what was
 * agreed on request goes on; `source`: whoever decided the claim is asked to correct it, and it rests meanwhile; `disputed`:
 * something else that was said against it waits for an answer; `recovery`: it is at Gældsstyrelsen; `nothing`: nothing more is to be done.
 */
export const afterAnswer = [
  'dunning',
  'plan',
  'agreed',
  'source',
  'disputed',
  'recovery',
  'nothing',
] as const;
export type AfterAnswer = (typeof afterAnswer)[number];

/** The letters with an answer, after which their reader has some days from their arrival (`law/dunning-steps.ts`). */
export const ANSWERS = ['objection-answered', 'complaint-answered'] as const;

/** Of the answer to an objection: where all of it is paid as bills are, not by a plan nor to anybody else. */
export function asksForAll({
  next,
  claims,
}: {
  readonly next: readonly AfterAnswer[];
  readonly claims: readonly unknown[];
}): boolean {
  return claims.length > 0 && next.every((each) => each === 'dunning' || each === 'source');
}

/** Why instalments or a later day are not agreed on; `by-person`: a person has said no, in their own words. */
export const whyNotArranged = [
  'order-not-read',
  'bek-585-no-individual-assessment',
  'at-recovery',
  'on-its-way-to-recovery',
  'claim-held',
  'nothing-owed',
  'below-least',
  'too-long',
  'past-limitation',
  'not-acknowledged',
  'acknowledged-before-claim',
  'acknowledged-after-last-day',
  'others-must-sign',
  'by-person',
] as const;
export type WhyNotArranged = (typeof whyNotArranged)[number];

/** Where what is owed is not paid to us as a bill: there is nothing, Gældsstyrelsen has it, or a plan asks for it. */
const NOT_ASKED_FOR: ReadonlySet<WhyNotArranged> = new Set([
  'order-not-read',
  'bek-585-no-individual-assessment',
  'at-recovery',
  'on-its-way-to-recovery',
  'claim-held',
  'nothing-owed',
]);

/** Of the answer to a request for instalments or a later day. */
export function isPaidAsBill({
  why,
  claims,
}: {
  readonly why: WhyNotArranged;
  readonly claims: readonly unknown[];
}): boolean {
  return claims.length > 0 && !NOT_ASKED_FOR.has(why);
}
