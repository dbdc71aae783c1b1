import { repaymentLaws, type RepaymentLaw } from '../../law/repayment-laws.ts';
import type { Words } from '../words.ts';

interface ByLaw {
  readonly law: string;
}

/** The laws that the claims are repaid by, each once, with the paragraphs where a source has them. */
export function repaymentRules(claims: readonly ByLaw[], words: Words): string[] {
  return lawsOf(claims).map((law) => words.say('rules.repayment', { law: words.law(law, law.cited) }));
}

/** The paragraphs of those laws by which the claims have lapsed, each once; beside them stands the collection order's own. */
export function lapseRules(lapsed: readonly ByLaw[], words: Words): string[] {
  return lawsOf(lapsed).flatMap((law) =>
    law.lapse.paragraph === null
      ? []
      : [words.say('rules.lapse-law', { law: words.law(law, law.lapse.paragraph) })],
  );
}

/** In the order of the table, whatever claim stands first. */
function lawsOf(claims: readonly ByLaw[]): RepaymentLaw[] {
  return [...repaymentLaws.values()].filter(({ law }) => claims.some((claim) => claim.law === law));
}
