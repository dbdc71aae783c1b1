import type { LetterKind } from './model.ts';
import { partsOfDecisions } from './parts-of-decisions.ts';
import { partsOfNotices } from './parts-of-notices.ts';
import type { RequiredPart } from './required-part.ts';

/**
 * What each kind of letter holds, with the paragraph that demands it. A letter from which one of them is missing is refused
 * by the name of the part.
 */
export const requiredParts: Readonly<Record<LetterKind, readonly RequiredPart[]>> = {
  ...partsOfDecisions,
  ...partsOfNotices,
};

export const letterKinds = Object.keys(requiredParts) as readonly LetterKind[]; // its own keys

const byTable = ['instalment'];
const withoutIncome = ['instalment-without-income'];
const ofDeferral = ['receives-deferring-benefit', 'only-disability-pension', 'below-low-income-limit'];

/** The questions of which at least one must be answered in the calculation of such a letter; none: nothing is asked. */
export const requiredAnswers: Readonly<Record<LetterKind, readonly string[]>> = {
  plan: byTable,
  rise: byTable,
  fall: byTable,
  resume: byTable,
  'plan-without-income': withoutIncome,
  'claims-changed': [...byTable, ...withoutIncome, ...ofDeferral],
  'individual-plan': ofDeferral,
  deferral: ofDeferral,
  suspension: ofDeferral,
  lapse: [],
  'transfer-notice': [...byTable, ...withoutIncome],
  hearing: [...byTable, ...ofDeferral],
  'income-request': withoutIncome,
  'hearing-closed': [],
  reversal: [],
  reminder: [],
  limitation: [],
  'transfer-warning': [],
  'plan-broken': [],
  'voluntary-plan': [],
  'voluntary-deferral': [],
  demand: [],
  invoice: [],
  'set-off-hearing': [],
  'set-off': [],
  liability: [],
  'owed-back': [],
  'objection-answered': [],
  'arrangement-refused': [],
  'complaint-answered': [],
  'documentation-answered': [],
};
