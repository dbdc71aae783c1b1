import { ok, refuse } from '../kernel/result.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';
import type { Form } from './forms.ts';

/** The law's name as the claims file writes it. */
export const repaymentLaw: Form<string> = {
  described: written([...repaymentLaws.keys()]),
  read: (text) => (repaymentLaws.has(text) ? ok(text) : refuse({ tag: 'unknown-law' })),
  write: (value) => value,
};

/** The type of a repayment claim as the claims file writes it. */
export const repaymentType: Form<string> = {
  described: written(allTypes()),
  read: (text) => (allTypes().includes(text) ? ok(text) : refuse({ tag: 'unknown-repayment-type' })),
  write: (value) => value,
};

function allTypes(): string[] {
  return [...repaymentLaws.values()].flatMap(({ types }) => types);
}

function written(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' or ');
}

/** Whether the paragraph of that law is a ground for repayment; where no source has its paragraphs, as it was told. */
export function isRepaymentParagraph(law: string, paragraph: string): boolean {
  const known = repaymentLaws.get(law);
  return known !== undefined && (known.paragraphs?.includes(paragraph) ?? true);
}

/** Whether spouses are liable together under the paragraph (aktivloven § 92, cf. § 34; bek. 585/2023 § 2, stk. 2). */
export function allowsJointLiability(law: string, paragraph: string): boolean {
  return repaymentLaws.get(law)?.jointUnder.includes(paragraph) ?? false;
}

/** The type of a claim by that law: the one that the file states, or the law's usual one; null = the file must state it. */
export function typeOfRepayment(law: string, stated: string | null): string | null {
  return stated ?? repaymentLaws.get(law)?.usualType ?? null;
}

/** Whether claims of the type are by that law. */
export function isTypeOfLaw(law: string, type: string): boolean {
  return repaymentLaws.get(law)?.types.includes(type) ?? false;
}
