import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionFrom } from '../../test/comparing.ts';
import { heard, withoutIncome } from '../../test/standing.ts';
import { addDays, date } from '../kernel/dates.ts';
import { addWeekdays, isClosingDay } from '../law/closing-days.ts';
import { answerDeadline, hearingKind, printedDeadline, type AnswerRule } from './hearing.ts';

const rule: AnswerRule = {
  hearing: { leftOut: null, days: 14 },
  incomeRequest: { days: 21 },
  run: { paperWeekdays: 6 },
};

describe('what a debtor is asked', () => {
  it('their remarks on a proposal, or their income where it is not known', () => {
    expect(hearingKind(decisionFrom({ rule: heard }))).toBe('hearing');
    expect(hearingKind(decisionFrom({ rule: heard, found: withoutIncome() }))).toBe('income-request');
  });
});

describe('the time to answer', () => {
  it('is the municipality’s number of days from the day the letter arrived', () => {
    expect(answerDeadline('hearing', date('2026-03-11'), rule)).toBe('2026-03-25');
    expect(answerDeadline('income-request', date('2026-03-11'), rule)).toBe('2026-04-01');
  });

  it('ends on the next open day when the last day is a weekend, a holiday or another closing day', () => {
    // Saturday 28 March → Monday; Maundy Thursday 2 April → Tuesday after Easter; 5 June, a Friday → Monday.
    expect(answerDeadline('hearing', date('2026-03-14'), rule)).toBe('2026-03-30');
    expect(answerDeadline('hearing', date('2026-03-19'), rule)).toBe('2026-04-07');
    expect(answerDeadline('hearing', date('2026-05-22'), rule)).toBe('2026-06-08');
    // Christmas Eve → the first working day after Boxing Day.
    expect(answerDeadline('hearing', date('2026-12-10'), rule)).toBe('2026-12-28');
    expect(answerDeadline('hearing', date('2026-12-17'), rule)).toBe('2027-01-04');
  });

  it('as the letter prints it, is counted from the day it must have arrived, also on paper', () => {
    // Tuesday 10 March + 6 weekdays = Wednesday 18 March; + 14 days = 1 April.
    expect(printedDeadline('hearing', date('2026-03-10'), rule)).toBe('2026-04-01');
  });

  it('is never shorter than promised, and never ends on a closing day', () => {
    const days = fc.integer({ min: 0, max: 1_500 }).map((count) => addDays(date('2025-01-01'), count));
    fc.assert(
      fc.property(days, fc.constantFrom('hearing', 'income-request'), (day, kind) => {
        const promised = kind === 'hearing' ? 14 : 21;
        const deadline = answerDeadline(kind, day, rule);
        expect(deadline >= addDays(day, promised)).toBe(true);
        expect(isClosingDay(deadline)).toBe(false);
        const printed = printedDeadline(kind, day, rule);
        expect(printed).toBe(answerDeadline(kind, addWeekdays(day, 6), rule));
        expect(printed >= deadline).toBe(true);
      }),
    );
  });
});
