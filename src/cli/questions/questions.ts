import { allocateQuestion } from './allocate.ts';
import { assessQuestion } from './assess.ts';
import { deadlineQuestion } from './deadline.ts';
import { lapseQuestion } from './lapse.ts';
import { limitationQuestion } from './limitation.ts';
import { netIncomeQuestion } from './net-income.ts';
import { paymentLineQuestion } from './payment-line.ts';
import type { LineQuestion } from './question.ts';

export interface NamedQuestion {
  readonly ask: LineQuestion;
  /** How an error is written on its line. */
  readonly writeError: (error: string) => string;
}

const json = (ask: LineQuestion): NamedQuestion => ({
  ask,
  writeError: (error) => JSON.stringify({ error }),
});

/** Every question that is answered line by line from standard input, by command name. */
export const questions: Readonly<Record<string, NamedQuestion>> = {
  assess: json(assessQuestion),
  'net-income': json(netIncomeQuestion),
  lapse: json(lapseQuestion),
  allocate: json(allocateQuestion),
  limitation: json(limitationQuestion),
  deadline: json(deadlineQuestion),
  fi: { ask: paymentLineQuestion, writeError: (error) => `error: ${error}` },
};
