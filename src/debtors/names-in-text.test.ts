import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { namesOthers, type NamesAround } from './names-in-text.ts';

/** Åse Strand and her children Hans and Emma Lykke; Bo Kjær, who owes together with her. */
const [ASE, BO] = [debtorNumber(100_001), debtorNumber(100_002)];
const names = new Map<typeof ASE, NamesAround>([
  [ASE, { own: ['Åse Strand'], linked: ['Hans Strand', 'Emma Lykke Strand', 'Åse Kjær'] }],
  [BO, { own: ['Bo Kjær'], linked: ['Hans Strand'] }],
]);

test.each([
  ['Daginstitution december 2025', false],
  ['Daginstitution Emma december 2025', true],
  ['DAGINSTITUTION EMMA', true],
  ['Pasning, emma lykke strand', true],
  ['Pasning i hans hus', false],
  ['Pasning, Hans', true],
  // The debtor's own name, and a first name that she has too.
  ['Faktura til Åse Strand', false],
  ['Faktura til Åse', false],
  ['Faktura til Åse Kjær', true],
  ['Emmas plads', false],
  ['', false],
])('of one who owes alone: "%s" names somebody else: %s', (text, named) => {
  expect(namesOthers(text, [ASE], names)).toBe(named);
});

test('of two who owe together each is somebody else to the other', () => {
  expect(namesOthers('Faktura til Åse Strand', [ASE, BO], names)).toBe(true);
  expect(namesOthers('Faktura til Bo', [ASE, BO], names)).toBe(true);
  expect(namesOthers('Faktura 12', [ASE, BO], names)).toBe(false);
});
