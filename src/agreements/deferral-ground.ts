import { plainKroner, type Ore } from '../kernel/money.ts';
import type { Step } from '../kernel/explanation.ts';
import { assert } from '../kernel/result.ts';
import type { DeferralGround } from '../letters/model.ts';
import type { DeferralReason } from './types.ts';

/** The ground of deferral (bek. 585/2023 § 6, stk. 1) with the values that the steps found. */
export function groundOf(reason: DeferralReason, steps: readonly Step[]): DeferralGround {
  if (reason === 'pension-only') return { ground: 'pension-only' };
  const question = reason === 'benefit' ? 'receives-deferring-benefit' : 'below-low-income-limit';
  const step = steps.find((each) => each.question === question);
  assert(step !== undefined, `the explanation has the step ${question}`);
  const value = (name: string) => step.inputs.find((input) => input.name === name)?.value;
  if (reason === 'benefit') return { ground: 'benefit', benefits: value('benefits') as string[] }; // codes, by its unit
  return {
    ground: 'low-income',
    netIncomeOfYear: plainKroner(value('net-income') as Ore), // kroner, by their unit
    limit: plainKroner(value('limit') as Ore),
    dependants: value('dependants') === true,
  };
}

/** The ground by which the steps end in deferral. */
export function deferralFound(steps: readonly Step[]): DeferralReason {
  const yes = (question: string) =>
    steps.some((step) => step.question === question && step.result.value === true);
  if (yes('receives-deferring-benefit')) return 'benefit';
  return yes('only-disability-pension') ? 'pension-only' : 'low-income';
}
