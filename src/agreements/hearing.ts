import { addDays, type PlainDate } from '../kernel/dates.ts';
import { addWeekdays, nextOpenDay } from '../law/closing-days.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { Decision } from './types.ts';

export type HearingKind = 'hearing' | 'income-request';

/** What the debtor is asked about a proposal: their remarks (forvaltningsloven § 19), or their income (§ 5, stk. 2). */
export function hearingKind({ terms }: Pick<Decision, 'terms'>): HearingKind {
  return terms.outcome === 'plan' && terms.reason === 'no-income' ? 'income-request' : 'hearing';
}

/** The municipality's choices about deadlines for answering. */
export type AnswerRule = Pick<Configuration, 'hearing' | 'incomeRequest'> & {
  readonly run: Pick<Configuration['run'], 'paperWeekdays'>;
};

function daysToAnswer(kind: HearingKind, { hearing, incomeRequest }: AnswerRule): number {
  return kind === 'hearing' ? hearing.days : incomeRequest.days;
}

/** The deadline that the letter prints: so many days after the day it must have arrived, also on paper. */
export function printedDeadline(kind: HearingKind, askedOn: PlainDate, rule: AnswerRule): PlainDate {
  return answerDeadline(kind, addWeekdays(askedOn, rule.run.paperWeekdays), rule);
}

/** The last day to answer a letter that arrived on a day; on a closing day it moves to the next open day. */
export function answerDeadline(kind: HearingKind, arrivedOn: PlainDate, rule: AnswerRule): PlainDate {
  return nextOpenDay(addDays(arrivedOn, daysToAnswer(kind, rule)));
}
