import { isDeepStrictEqual } from 'node:util';
import { feeDecided } from '../charges/council-decision.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { sumOre } from '../kernel/money.ts';
import { later } from '../law/interest-facts.ts';
import type { StepDue } from '../law/dunning-steps.ts';
import { feeFigures } from '../law/fee-figures.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import { lifeCycleOf } from '../municipality/life-cycles.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CourseClaim } from './course.ts';
import { isTooLittle, overBecause, stepDue, stillOwed } from './course-facts.ts';
import { feeOf } from './letters-due.ts';
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
  'longer-to-pay',
  'shorter-to-pay',
  'warning-more',
  'warning-fewer',
  'further-steps',
] as const;
export type Difference = (typeof differences)[number];

/** What a new configuration would do to the bills that are on their way. */
export interface BillConsequences {
  readonly on: PlainDate;
  /** Claims on their way. */
  readonly running: number;
  /** Those whose next step would be another. */
  readonly affected: number;
  /** By the next step as it would be, `reminder`, and what would be another about it or about the steps after it. */
  readonly steps: Readonly<Record<string, Partial<Record<Difference, StepsTouched>>>>;
}

export type StepsTouched = Pick<Consequence, 'count' | 'sum' | 'next' | 'debtors' | 'claims'>;

const CLAIMS_PER_PAGE = 5_000;

/** Tells what a configuration would change about running claims, before it is taken. Changes nothing. */
export async function consequencesForBills(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<BillConsequences> {
  const steps: Record<string, Counting> = {};
  let [running, affected] = [0, 0];
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page = await courseClaims(tx, await runningCourses(tx, after, CLAIMS_PER_PAGE), between.on);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.course.claim;
    // What the next night ends, such as a bill that has been paid since, is on its way no longer.
    const going = page
      .map((claim) => stillOwed(claim, between.on))
      .filter((each) => overBecause(each) === null);
    running += going.length;
    for (const claim of going) {
      const { step, next, found } = compared(claim, between);
      if (found.length > 0) affected += 1;
      const { debtor, claim: number } = claim.course;
      const amount = sumOre(claim.owed.map(({ owed }) => owed));
      for (const difference of found)
        (steps[step] ??= new Counting('lifeCycles')).add(difference, {
          debtor,
          amount,
          claims: [number],
          next,
        });
    }
  }
  return { on: between.on, running, affected, steps: told(steps) };
}

function told(steps: Readonly<Record<string, Counting>>): BillConsequences['steps'] {
  return Object.fromEntries(
    Object.entries(steps).map(([step, counting]) => [
      step,
      Object.fromEntries(
        counting.found().map(({ choice: _choice, what, ...touched }) => [what, touched]),
      ) as Partial<Record<Difference, StepsTouched>>, // each was counted as a difference
    ]),
  );
}

interface Compared {
  readonly step: string;
  readonly next: PlainDate | null;
  readonly found: readonly Difference[];
}

function compared(claim: CourseClaim, { before, after, on }: Between): Compared {
  const [old, fresh] = [dueUnder(claim, before, on), dueUnder(claim, after, on)];
  const day = fresh?.on ?? old?.on ?? null;
  return {
    step: (fresh ?? old)?.step.do ?? 'none',
    next: day === null ? null : later(day, on),
    found: [
      ...differencesOf(old, fresh),
      ...(isDeepStrictEqual(stepsAfter(claim, before), stepsAfter(claim, after))
        ? []
        : (['further-steps'] as const)),
    ],
  };
}

/** The steps after the next one, with what they would cost. */
function stepsAfter({ course, type }: CourseClaim, configuration: Configuration): unknown {
  const steps = lifeCycleOf(configuration, type)?.steps.slice(course.step + 1) ?? [];
  const decided = feeDecided(configuration, type);
  return steps.map((step) => ({
    ...step,
    decided: step.fee === null ? null : decided,
    by: step.by === 'person',
  }));
}

/** The next step as it would be taken: with the fee that the council's decision leaves of it. */
function dueUnder(claim: CourseClaim, configuration: Configuration, on: PlainDate): StepDue | null {
  const { lifeCycles } = configuration;
  const cycle = claim.course.clearedOn === null ? lifeCycleOf(configuration, claim.type) : null;
  if (cycle === null || isTooLittle(claim, configuration)) return null;
  const due = stepDue(claim, {
    cycle,
    own: ownTypesOf(configuration),
    figures: feeFigures,
    on,
    pauseDays: lifeCycles.pauseDays,
    unallocated: false,
  });
  if (due === null || due.step.fee === null) return due;
  const planning = {
    on: later(due.on ?? on, on),
    version: claim.course.version,
    configuration,
    figures: feeFigures,
  };
  const fee = feeOf([claim], due.step.fee, planning)?.amount ?? null;
  return { ...due, step: { ...due.step, fee } };
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
    [before !== undefined && now.letter && now.deadlineDays > before.deadlineDays, 'longer-to-pay'],
    [before !== undefined && now.letter && now.deadlineDays < before.deadlineDays, 'shorter-to-pay'],
    [now.warnsOfTransfer && before?.warnsOfTransfer === false, 'warning-more'],
    [!now.warnsOfTransfer && before?.warnsOfTransfer === true, 'warning-fewer'],
    [now.by === 'person' && before !== undefined && before.by !== 'person', 'person-where-it-was-automatic'],
  ];
  return found.flatMap(([is, difference]) => (is ? [difference] : []));
}
