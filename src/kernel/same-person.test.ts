import { expect, test } from 'vitest';
import { samePerson } from './same-person.ts';

test('a name is the same person’s however it is spaced and capitalised', () => {
  for (const other of ['ane', ' Ane', 'ANE  ', 'aNe']) expect(samePerson('Ane', other)).toBe(true);
  expect(samePerson('Åse Ørsted', 'ÅSE   ørsted')).toBe(true);
  // å as one sign, and as a with a ring.
  expect(samePerson('\u00e5se', 'a\u030ase')).toBe(true);
});

test('another name, or one with another accent, is another’s', () => {
  expect(samePerson('Ane', 'Anne')).toBe(false);
  expect(samePerson('André', 'Andre')).toBe(false);
  expect(samePerson('Ane B', 'AneB')).toBe(false);
});
