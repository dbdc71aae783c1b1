import type { AnswerDays } from '../law/dunning-steps.ts';
import type { Configuration } from './configuration.ts';

/** What the municipality has chosen about the days after an answer. */
export function answerDaysIn({
  lifeCycles: { pauseDays },
  run: { paperWeekdays },
}: Pick<Configuration, 'lifeCycles' | 'run'>): AnswerDays {
  return { pauseDays, paperWeekdays };
}
