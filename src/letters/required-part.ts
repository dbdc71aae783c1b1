/** The parts of a letter, by the name that a template writes: `#part("complaint-guidance")`. */
export type PartName =
  | 'result'
  | 'what-holds-now'
  | 'paid-and-asked'
  | 'because'
  | 'claim-changes'
  | 'how-to-pay'
  | 'deferral-ground'
  | 'paused-instalments'
  | 'looked-at-again'
  | 'how-to-document'
  | 'how-to-answer'
  | 'what-then'
  | 'transfer-reason'
  | 'consequences'
  | 'lapsed-claims'
  | 'after-lapse'
  | 'what-remains'
  | 'what-you-owe'
  | 'calculation'
  | 'what-can-change'
  | 'hearing'
  | 'if-you-do-not-pay'
  | 'letter-fee'
  | 'transfer-warning'
  | 'if-you-disagree'
  | 'lapse'
  | 'who-decided'
  | 'complaint-guidance'
  | 'help-and-rights'
  | 'legal-rules';

export interface RequiredPart {
  readonly name: PartName;
  /** Why the part must be there. */
  readonly paragraph: string;
  /** The fields of the model without which the part cannot be written. */
  readonly fields: readonly string[];
  /** The part is only in letters that have something to tell there; then it must stand. */
  readonly whenTold: boolean;
}

export const COLLECTION = 'bek. 585/2023';
export const REASONS = 'forvaltningsloven §§ 22 og 24, stk. 1';
export const FACTS = 'forvaltningsloven § 24, stk. 2';
export const HEARING = 'forvaltningsloven § 19';

export function always(name: PartName, paragraph: string, ...fields: readonly string[]): RequiredPart {
  return { name, paragraph, fields, whenTold: false };
}

export function whenTold(name: PartName, paragraph: string, ...fields: readonly string[]): RequiredPart {
  return { name, paragraph, fields, whenTold: true };
}

export const owed = always('what-you-owe', FACTS, 'claims', 'totalOwed');
export const help = always(
  'help-and-rights',
  'forvaltningsloven §§ 7-9; databeskyttelsesforordningen artikel 13-16',
  'sender',
);

export const complaint = always(
  'complaint-guidance',
  'forvaltningsloven § 25; retssikkerhedsloven §§ 60, 66, 67 og 72',
  'complaint',
);
export const rules = always('legal-rules', 'forvaltningsloven § 24, stk. 1');
