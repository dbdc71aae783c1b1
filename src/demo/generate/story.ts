import { date, month, type PlainDate, type YearMonth } from '../../kernel/dates.ts';

/** One of the demo's three runs: the day it is run and the two months whose income counts. */
export interface StoryRun {
  readonly on: PlainDate;
  readonly earlier: YearMonth;
  readonly later: YearMonth;
}

// Income lags two months: a run in March counts December and January.
export const FIRST_RUN: StoryRun = {
  on: date('2026-01-10'),
  earlier: month('2025-10'),
  later: month('2025-11'),
};
export const SECOND_RUN: StoryRun = {
  on: date('2026-02-10'),
  earlier: month('2025-11'),
  later: month('2025-12'),
};
export const THIRD_RUN: StoryRun = {
  on: date('2026-03-10'),
  earlier: month('2025-12'),
  later: month('2026-01'),
};

/** The runs for which every story in the demo is made, in order. */
export const storyRuns: readonly StoryRun[] = [FIRST_RUN, SECOND_RUN, THIRD_RUN];

/** The last day on which something happens in the demo. */
export const STORY_END: PlainDate = date('2026-03-31');
