import { expect, test } from 'vitest';
import { configurationShape } from './configuration.ts';
import { restingChoices, runningChoices } from './consequences.ts';

test('every choice of a municipality is either told when it changes what is running, or named as one that does not', () => {
  const named = [...runningChoices, ...Object.keys(restingChoices)];
  expect(named.toSorted()).toEqual(Object.keys(configurationShape.shape).toSorted());
});
