import { ok, refuse } from '../kernel/result.ts';
import type { Form } from './forms.ts';

/**
 * The laws whose claims the program can treat, with the paragraphs that are ground for repayment. Serviceloven and
 * dagtilbudsloven have the same shape, but their collection orders have not been read (open question Q15): not yet.
 */
const repaymentParagraphs: ReadonlyMap<string, readonly string[]> = new Map([
  ['aktivloven', ['91', '92', '93', '94']],
]);

export const repaymentLaw: Form<string> = {
  described: [...repaymentParagraphs.keys()].map((law) => `\`${law}\``).join(' or '),
  read: (text) => (repaymentParagraphs.has(text) ? ok(text) : refuse({ tag: 'unknown-law' })),
  write: (value) => value,
};

/** Whether the paragraph of that law is a ground for repayment. */
export function isRepaymentParagraph(law: string, paragraph: string): boolean {
  return repaymentParagraphs.get(law)?.includes(paragraph) ?? false;
}

/** Whether spouses are liable together under the paragraph (aktivloven § 92, cf. § 34; bek. 585/2023 § 2, stk. 2). */
export function allowsJointLiability(law: string, paragraph: string): boolean {
  return law === 'aktivloven' && paragraph === '92';
}
