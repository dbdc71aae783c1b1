import { expect, test } from 'vitest';
import { failurePage } from './failure-page.ts';

test('our own mistake is said to be ours, with the number under which the log has the rest', () => {
  const page = failurePage('our-mistake', { requestId: 'bcdfgh', address: '/x' });
  expect(page).toContain('<h1 class="alert-heading">Der skete en fejl hos os</h1>');
  expect(page).toContain('<code>bcdfgh</code>');
});

test('a page that is not there is no error of the reader’s to report', () => {
  const page = failurePage('not-found', { requestId: 'bcdfgh', address: '/anna' });
  expect(page).toContain('Siden findes ikke');
  expect(page).not.toContain('bcdfgh');
  expect(page).toContain('<a href="/">Gå til forsiden</a>');
});

test.each([
  ['/998/nej', 'da', '/998'],
  ['/998/en/no', 'en', '/998/en'],
  ['/998/en?x=1', 'en', '/998/en'],
  ['/998/enhver', 'da', '/998'],
  ['/9981', 'da', '/'],
  ['/998"><b>/', 'da', '/'],
])('at %s it is said in %s, and leads to %s', (address, language, front) => {
  const page = failurePage('not-found', { requestId: 'bcdfgh', address });
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).toContain(`<p><a href="${front}">`);
  expect(page).not.toContain('<b>');
});
