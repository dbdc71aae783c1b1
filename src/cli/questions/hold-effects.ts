import { z } from 'zod';
import { effects, holdReasons } from '../../law/holds.ts';
import { jsonQuestion } from './question.ts';

const shape = z.strictObject({ holds: z.array(z.enum(holdReasons)) });

/** `hold-effects --stdin`: what the standing holds of a claim stop. */
export const holdEffectsQuestion = jsonQuestion(shape, ({ holds }) => ({
  answer: Object.entries(effects(holds))
    .filter(([, stopped]) => stopped)
    .map(([name]) => name),
}));
