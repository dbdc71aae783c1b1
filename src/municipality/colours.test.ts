import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastRatio, faultOfBand, faultOfLine } from './colours.ts';

test('contrast is as WCAG counts it', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21);
  expect(contrastRatio('#ffffff', '#ffffff')).toBe(1);
  expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('a light band and a dark line are taken', () => {
  expect(faultOfBand('#e8eef4')).toBeNull();
  expect(faultOfLine('#0b3d6b')).toBeNull();
});

test('a band that dark text cannot be read on is refused with what is missing and the nearest that will do', () => {
  expect(faultOfBand('#0b3d6b')).toBe(
    'Mørk tekst på farven har en kontrast på 1,6; der skal være 7. Skriv "#91a8bc".',
  );
  expect(faultOfLine('#ffcc00')).toMatch(
    /^Farven på hvidt har en kontrast på 1,5; der skal være 4,5\. Skriv "#\w{6}"\.$/,
  );
});

test('what is said to do is taken, whatever was asked for', () => {
  const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (each) => {
      for (const faultOf of [faultOfBand, faultOfLine]) {
        const nearest = /#\w{6}/.exec(faultOf(each) ?? '')?.[0];
        if (nearest !== undefined) expect(faultOf(nearest)).toBeNull();
      }
    }),
  );
});
