import { expect, test } from 'vitest';
import { reasonsThatStop } from '../../../src/law/holds.ts';
import { NOT_COVERED_UNASKED } from './never.ts';

test('the reasons that are asked about are all for which money that nobody has said is for a claim leaves it alone', () => {
  expect(NOT_COVERED_UNASKED).toEqual(reasonsThatStop('allocation'));
});
