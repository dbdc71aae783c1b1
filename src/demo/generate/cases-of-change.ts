import { date, month, type YearMonth } from '../../kernel/dates.ts';
import { corrected } from './corrections.ts';
import { afterHelp, endedHelp } from './help.ts';
import { steadyJob } from './jobs.ts';
import { monthlyJob, type MonthlyJob } from './livelihood.ts';
import type { Dice } from './dice.ts';
import type { PersonTraits, Setting, Situation } from './types.ts';

// Debtors on a plan whose income moves: what is a change, what waits, and what must not end a debt. The rule counts the
// lower of two months, October and November for the first run, so that each story is told by the pay of four months.

const OCTOBER = month('2025-10');
const NOVEMBER = month('2025-11');
const DECEMBER = month('2025-12');
const JANUARY = month('2026-01');
const FIRST_FETCH_AFTER = date('2026-01-20');
const ADULT = { age: [26, 60] } as const satisfies PersonTraits;
const PAYER: Pick<Situation, 'traits' | 'story'> = { traits: () => ADULT, story: { pays: 'as-asked' } };

/** A job with the same pay always, but for the months that are named. */
function jobWith(usual: number, other: Readonly<Record<YearMonth, number>>, dice: Dice): MonthlyJob {
  const job = steadyJob(dice, [usual, usual]);
  return { ...job, pay: (paid) => other[paid] ?? usual };
}

function afterEndedHelp(job: MonthlyJob, setting: Setting, dice: Dice) {
  return afterHelp(monthlyJob(job, setting), endedHelp(dice));
}

export const correctedDown: Situation = {
  ...PAYER,
  cases: ['corrected-down'],
  life: (dice, setting) => {
    const correction = { month: OCTOBER, pay: 25_500, on: FIRST_FETCH_AFTER };
    return afterHelp(corrected(jobWith(30_000, {}, dice), correction, setting), endedHelp(dice));
  },
};

export const correctedUp: Situation = {
  ...PAYER,
  cases: ['corrected-up'],
  life: (dice, setting) => {
    const job = jobWith(30_000, { [OCTOBER]: 25_500 }, dice);
    const correction = { month: OCTOBER, pay: 30_000, on: FIRST_FETCH_AFTER };
    return afterHelp(corrected(job, correction, setting), endedHelp(dice));
  },
};

export const riseSmall: Situation = {
  ...PAYER,
  cases: ['rise-small'],
  life: (dice, setting) => afterEndedHelp(jobWith(27_500, { [OCTOBER]: 27_000 }, dice), setting, dice),
};

export const riseOnce: Situation = {
  ...PAYER,
  cases: ['rise-once'],
  life: (dice, setting) =>
    afterEndedHelp(jobWith(26_000, { [NOVEMBER]: 30_000, [DECEMBER]: 30_000 }, dice), setting, dice),
};

export const riseConfirmed: Situation = {
  ...PAYER,
  cases: ['rise-confirmed'],
  life: (dice, setting) => afterEndedHelp(jobWith(30_000, { [OCTOBER]: 26_000 }, dice), setting, dice),
};

/** Three years have passed and a plan has been kept; the pay of some months is far below the limit. */
function nearLapse(lowMonths: readonly YearMonth[]): Situation['life'] {
  return (dice, setting) => {
    const low = Object.fromEntries(lowMonths.map((each) => [each, 6_200]));
    const account = { helpStopped: date('2022-08-31'), planKept: true };
    return afterHelp(monthlyJob(jobWith(29_000, low, dice), setting), account);
  };
}

export const lowOnceNearLapse: Situation = {
  ...PAYER,
  cases: ['low-once-near-lapse'],
  life: nearLapse([JANUARY]),
};

export const lowMonthTwoRuns: Situation = {
  ...PAYER,
  cases: ['low-month-two-runs'],
  life: nearLapse([DECEMBER]),
};

export const lowTwiceNearLapse: Situation = {
  ...PAYER,
  cases: ['low-twice-near-lapse'],
  life: nearLapse([DECEMBER, JANUARY]),
};
