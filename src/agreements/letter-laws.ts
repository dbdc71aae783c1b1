import type { PlainDate } from '../kernel/dates.ts';
import { assert, type Result } from '../kernel/result.ts';
import {
  complaintGuidance,
  type ComplaintGuidance,
  type DecisionAbout,
  type NoComplaintGuidance,
} from '../law/complaint-guidance.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';
import type { LetterBasis } from './letter-basis.ts';

/** What a decision tells about complaints, by the laws of its claims. Refused where nobody has said it of one of them. */
export function guidanceFor(
  { decision, claims }: LetterBasis,
  on: PlainDate,
): Result<ComplaintGuidance, NoComplaintGuidance> {
  const about: DecisionAbout = decision.terms.outcome;
  const [first, ...others] = lawsOf({ decision, claims }).map((law) =>
    complaintGuidance({ law, decision: about, on }),
  );
  assert(first !== undefined, 'a decision is about a claim');
  const refused = others.find(({ ok: given }) => !given) ?? first;
  if (!refused.ok) return refused;
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  assert(same, 'the laws of one collection order say the same about complaints');
  return first;
}

/** The laws of the claims that run together, each once. */
function lawsOf({ decision, claims }: Pick<LetterBasis, 'decision' | 'claims'>): string[] {
  const laws = [...decision.covers, ...decision.lapses].map(({ claim }) => claims.get(claim)?.law);
  return [...new Set(laws.filter((law) => law !== undefined))];
}

/** Years until lapse, which one collection order has one number of. */
export function lapseYearsOf(basis: LetterBasis): number {
  const years = new Set(lawsOf(basis).map((law) => repaymentLaws.get(law)?.lapse.years));
  const [only] = years;
  assert(years.size === 1 && only !== undefined, 'the laws of one collection order have the same years');
  return only;
}
