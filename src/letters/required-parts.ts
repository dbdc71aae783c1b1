import type { LetterKind } from './model.ts';

/** The parts of a letter, by the name that a template writes: `#part("complaint-guidance")`. */
export type PartName =
  | 'result'
  | 'how-to-pay'
  | 'deferral-ground'
  | 'looked-at-again'
  | 'what-you-owe'
  | 'calculation'
  | 'what-can-change'
  | 'hearing'
  | 'if-you-do-not-pay'
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
}

const REASONS = 'forvaltningsloven §§ 22 og 24, stk. 1';
const FACTS = 'forvaltningsloven § 24, stk. 2';

const shared: readonly RequiredPart[] = [
  { name: 'what-you-owe', paragraph: FACTS, fields: ['claims', 'totalOwed'] },
  { name: 'calculation', paragraph: `${REASONS}; ${FACTS}`, fields: ['basis'] },
  { name: 'hearing', paragraph: 'forvaltningsloven § 19', fields: ['hearing'] },
  {
    name: 'lapse',
    paragraph: 'aktivloven § 95, stk. 2; bek. 585/2023 § 9',
    fields: ['lapseYears'],
  },
  {
    name: 'who-decided',
    paragraph: 'databeskyttelsesforordningen artikel 13, stk. 2, litra f, og artikel 22, stk. 3',
    fields: ['decidedBy'],
  },
  {
    name: 'complaint-guidance',
    paragraph: 'forvaltningsloven § 25; retssikkerhedsloven §§ 60, 66, 67 og 72',
    fields: ['complaint'],
  },
  {
    name: 'help-and-rights',
    paragraph: 'forvaltningsloven §§ 7-9; databeskyttelsesforordningen artikel 13-16',
    fields: ['sender'],
  },
  { name: 'legal-rules', paragraph: 'forvaltningsloven § 24, stk. 1', fields: ['basis'] },
];

/** What each letter must hold, with the paragraph that demands it; a template without one of them is refused. */
export const requiredParts: Readonly<Record<LetterKind, readonly RequiredPart[]>> = {
  plan: [
    { name: 'result', paragraph: 'bek. 585/2023 §§ 4 og 5', fields: ['monthly', 'firstDueDate', 'previous'] },
    { name: 'how-to-pay', paragraph: 'bek. 585/2023 § 5', fields: ['paymentLine', 'dueDay'] },
    {
      name: 'what-can-change',
      paragraph: 'bek. 585/2023 §§ 5-7; principafgørelse 30-14',
      fields: [],
    },
    { name: 'if-you-do-not-pay', paragraph: 'bek. 585/2023 § 10', fields: [] },
    ...shared,
  ],
  deferral: [
    { name: 'result', paragraph: 'bek. 585/2023 §§ 4, 6 og 7', fields: ['from', 'previous'] },
    { name: 'deferral-ground', paragraph: `bek. 585/2023 § 6, stk. 1; ${REASONS}`, fields: ['ground'] },
    { name: 'looked-at-again', paragraph: 'bek. 585/2023 §§ 5-7', fields: [] },
    ...shared,
  ],
};

/** The questions of which at least one must be answered in the calculation of such a letter. */
export const requiredAnswers: Readonly<Record<LetterKind, readonly string[]>> = {
  plan: ['instalment', 'instalment-without-income'],
  deferral: ['receives-deferring-benefit', 'only-disability-pension', 'below-low-income-limit'],
};
