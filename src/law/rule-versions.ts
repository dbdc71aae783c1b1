import type { PlainDate } from '../kernel/dates.ts';
import type { Step } from '../kernel/explanation.ts';
import type { Result } from '../kernel/result.ts';
import { tableOn } from './ability-to-pay.ts';
import {
  assessByBenefit,
  assessByTable,
  type Assessment,
  type AssessmentRefusal,
  type Circumstances,
} from './assess.ts';
import { figuresEdition1 } from './figures.ts';

/**
 * A rule version is the rule together with its edition of the figures. It stays callable for ever: a stored
 * determination is verified with the version that made it. A corrected rule or figure is added as a new version.
 */
export interface RuleVersion {
  readonly id: string;
  /** Which question the version answers differently from the one before it. */
  readonly change: string;
  /** Whether there is a table for the day; without one nothing may be decided. */
  readonly hasTable: (day: PlainDate) => boolean;
  readonly assess: (facts: Circumstances, steps: Step[] | null) => Result<Assessment, AssessmentRefusal>;
  /** What it says where the income was not obtained; null: nothing, the income is needed. */
  readonly assessWithoutIncome: (
    facts: Pick<Circumstances, 'benefits'>,
    steps: Step[] | null,
  ) => Assessment | null;
}

const version1: RuleVersion = {
  id: '1',
  change: 'first version: bek. 585/2023 §§ 4-6 with tables 2018-2026, edition 1',
  hasTable: (day) => tableOn(figuresEdition1.tables, day) !== null,
  assess: (facts, steps) => assessByTable(figuresEdition1, facts, steps),
  assessWithoutIncome: () => null,
};

export const ruleVersions: readonly [RuleVersion, ...RuleVersion[]] = [
  version1,
  {
    ...version1,
    id: '2',
    change: 'a deferral because of a listed benefit does not wait for income that was not obtained',
    assessWithoutIncome: assessByBenefit,
  },
];

/** The version that new decisions are made with. */
export const currentRule: RuleVersion = ruleVersions.at(-1) ?? ruleVersions[0];

export function ruleVersion(id: string): RuleVersion | null {
  return ruleVersions.find((version) => version.id === id) ?? null;
}
