import { ok, refuse } from '../kernel/result.ts';
import type { Form } from './forms.ts';

/** A law by which benefits are repaid: its claims (tilbagebetalingskrav) are collected by bek. 585/2023. */
interface RepaymentLaw {
  /** The paragraphs that are ground for repayment. */
  readonly paragraphs: readonly string[];
  /** The type of its claims in the list of claim types. */
  readonly claimType: string;
}

/**
 * The laws whose repayment claims the program can treat. Serviceloven and dagtilbudsloven have the same shape, but their
 * collection orders have not been read (open question Q15): not yet.
 */
const repaymentLaws: ReadonlyMap<string, RepaymentLaw> = new Map([
  ['aktivloven', { paragraphs: ['91', '92', '93', '94'], claimType: 'KTTIBAK' }],
]);

/** The claim type of each law's repayment claims. */
export const repaymentClaimTypes: ReadonlyMap<string, string> = new Map(
  [...repaymentLaws].map(([law, { claimType }]) => [law, claimType]),
);

/** Whether repayment claims of that type are taken in by the claims file. */
export function isRepaymentType(type: string): boolean {
  return [...repaymentClaimTypes.values()].includes(type);
}

export const repaymentLaw: Form<string> = {
  described: [...repaymentLaws.keys()].map((law) => `\`${law}\``).join(' or '),
  read: (text) => (repaymentLaws.has(text) ? ok(text) : refuse({ tag: 'unknown-law' })),
  write: (value) => value,
};

/** Whether the paragraph of that law is a ground for repayment. */
export function isRepaymentParagraph(law: string, paragraph: string): boolean {
  return repaymentLaws.get(law)?.paragraphs.includes(paragraph) ?? false;
}

/** Whether spouses are liable together under the paragraph (aktivloven § 92, cf. § 34; bek. 585/2023 § 2, stk. 2). */
export function allowsJointLiability(law: string, paragraph: string): boolean {
  return law === 'aktivloven' && paragraph === '92';
}
