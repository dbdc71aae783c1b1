import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownByRef, pageRef, readableRef, type PageKey } from './page-refs.ts';

// The type is a mark that only the database's answer has.
const key = Buffer.alloc(32, 7) as PageKey;
const claims = { key, kind: 'claim', numberOf: (claim: bigint) => claim } as const;

test('a thing is called the same each time, and tells nothing of its number', () => {
  expect(pageRef(key, 'claim', 1001n)).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  expect(pageRef(key, 'claim', 1001n)).toBe(pageRef(key, 'claim', 1001n));
  expect(readableRef('K7Q4M2XR9TVB')).toBe('K7Q4-M2XR-9TVB');
});

test('it is called otherwise in another municipality, and a letter of that number otherwise than a claim', () => {
  const other = Buffer.alloc(32, 8) as PageKey;
  const names = [
    pageRef(key, 'claim', 5n),
    pageRef(other, 'claim', 5n),
    pageRef(key, 'letter', 5n),
    pageRef(key, 'claim', 6n),
  ];
  expect(new Set(names).size).toBe(4);
});

test('one finds one’s own, also as it was typed from a letter', () => {
  const ref = pageRef(key, 'claim', 5n);
  expect(ownByRef(ref, [4n, 5n], claims)).toBe(5n);
  expect(
    ownByRef(readableRef(ref).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'), [5n], claims),
  ).toBe(5n);
});

test('another’s is not there, nor anything else that is written in an address', () => {
  expect(ownByRef(pageRef(key, 'claim', 6n), [4n, 5n], claims)).toBeNull();
  expect(ownByRef(pageRef(key, 'letter', 5n), [5n], claims)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => ownByRef(text, [4n, 5n], claims) === null));
});
