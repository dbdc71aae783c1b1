import { expect, test } from 'vitest';
import { interestChoiceErrors } from './interest-choice.ts';

test.each([
  ['001', '20', null, []],
  ['001', '98', null, []],
  ['001', '03', '2.50', []],
  ['001', '03', '-2.50', ['438']],
  ['001', '20', '2.50', ['436']],
  ['002', '99', null, []],
  ['002', '98', null, ['441']],
  ['002', '03', '1.00', ['441']],
] as const)('interest by rule %s and code %s with %s beside it: %j', (rule, rateCode, extraRate, errors) => {
  expect(interestChoiceErrors({ rule, rateCode, extraRate })).toEqual(errors);
});
