import { expect, test } from 'vitest';
import { fillIn, placesIn } from './fill-in.ts';

test('a text is filled with its values', () => {
  expect(fillIn('Du skylder {total} i alt.', { total: '50 kr.' })).toBe('Du skylder 50 kr. i alt.');
});

test('a sentence that ends in kroner has one full stop', () => {
  expect(fillIn('Det er {total}. Tak.', { total: '50 kr.' })).toBe('Det er 50 kr. Tak.');
  expect(fillIn('Det er i {year}.', { year: '2026' })).toBe('Det er i 2026.');
});

test('a value that looks like a place is left as it is', () => {
  expect(fillIn('{answer}', { answer: '{total}' })).toBe('{total}');
});

test('a text with a place that nobody fills never gets out', () => {
  expect(() => fillIn('Du skylder {total}', {})).toThrow('no value for {total}');
});

test('the places of a text are known by name', () => {
  expect(placesIn('{a} og {b-c}')).toEqual(['a', 'b-c']);
});
