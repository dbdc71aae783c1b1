import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { StepDue } from '../law/dunning-steps.ts';
import { feeFigures } from '../law/fee-figures.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { lifeCycleOf } from '../municipality/life-cycles.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CourseClaim } from './course.ts';
import { stepDue } from './course-facts.ts';
import { courseClaims } from './read-courses.ts';
import { runningCourses } from './store.ts';

/** In what the next step about a claim would be another. */
export const differences = [
  'earlier',
  'later',
  'other-step',
  'no-step-any-more',
  'new-fee',
  'other-fee',
  'no-fee-any-more',
  'letter-more',
  'letter-fewer',
  'automatic-where-a-person-was',
  'person-where-it-was-automatic',
] as const;
export type Difference = (typeof differences)[number];

/** What a new configuration would do to the bills that are on their way. */
export interface BillConsequences {
  readonly on: PlainDate;
  /** Claims on their way. */
  readonly running: number;
  /** Those whose next step would be another. */
  readonly affected: number;
  /** By the next step as it would be, `reminder`, and what would be another about it; the first debtors by claim. */
  readonly steps: Readonly<
    Record<string, Partial<Record<Difference, { count: number; debtors: DebtorNumber[] }>>>
  >;
}

/** Two configurations, and the day on which one would follow the other. */
export interface Between {
  readonly before: Configuration;
  readonly after: Configuration;
  readonly on: PlainDate;
}

const CLAIMS_PER_PAGE = 5_000;
const LONGEST_LIST = 10;

/** Tells what a configuration would change about running claims, before it is taken. Changes nothing. */
export async function consequencesForBills(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<BillConsequences> {
  const steps: Record<string, Partial<Record<Difference, { count: number; debtors: DebtorNumber[] }>>> = {};
  let [running, affected] = [0, 0];
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page = await courseClaims(tx, await runningCourses(tx, after, CLAIMS_PER_PAGE));
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.course.claim;
    running += page.length;
    for (const claim of page) {
      const { step, found } = compared(claim, between);
      if (found.length > 0) affected += 1;
      for (const difference of found) note((steps[step] ??= {}), difference, claim.course.debtor);
    }
  }
  return { on: between.on, running, affected, steps };
}

function note(
  kind: Partial<Record<Difference, { count: number; debtors: DebtorNumber[] }>>,
  difference: Difference,
  debtor: DebtorNumber,
): void {
  const noted = (kind[difference] ??= { count: 0, debtors: [] });
  noted.count += 1;
  if (noted.debtors.length < LONGEST_LIST && !noted.debtors.includes(debtor)) noted.debtors.push(debtor);
}

function compared(claim: CourseClaim, { before, after, on }: Between): { step: string; found: Difference[] } {
  const [old, fresh] = [dueUnder(claim, before, on), dueUnder(claim, after, on)];
  return { step: (fresh ?? old)?.step.do ?? 'none', found: differencesOf(old, fresh) };
}

function dueUnder(claim: CourseClaim, { lifeCycles }: Configuration, on: PlainDate): StepDue | null {
  const cycle = claim.course.clearedOn === null ? lifeCycleOf(lifeCycles, claim.type) : null;
  if (cycle === null) return null;
  return stepDue(claim, {
    cycle,
    figures: feeFigures,
    on,
    pauseDays: lifeCycles.pauseDays,
    unallocated: false,
  });
}

function differencesOf(old: StepDue | null, fresh: StepDue | null): Difference[] {
  if (old === null && fresh === null) return [];
  if (fresh === null) return ['no-step-any-more'];
  const before = old?.step;
  const { step: now } = fresh;
  const days = [old?.on ?? null, fresh.on] as const;
  const found: readonly (readonly [boolean, Difference])[] = [
    [fresh.on !== null && (days[0] === null || fresh.on < days[0]), 'earlier'],
    [days[0] !== null && (fresh.on === null || fresh.on > days[0]), 'later'],
    [before?.do !== now.do, 'other-step'],
    [now.fee !== null && (before?.fee ?? null) === null, 'new-fee'],
    [now.fee !== null && before != null && before.fee !== null && before.fee !== now.fee, 'other-fee'],
    [now.fee === null && before != null && before.fee !== null, 'no-fee-any-more'],
    [now.letter && before?.letter !== true, 'letter-more'],
    [!now.letter && before?.letter === true, 'letter-fewer'],
    [now.by !== 'person' && before?.by === 'person', 'automatic-where-a-person-was'],
    [now.by === 'person' && before !== undefined && before.by !== 'person', 'person-where-it-was-automatic'],
  ];
  return found.flatMap(([is, difference]) => (is ? [difference] : []));
}
