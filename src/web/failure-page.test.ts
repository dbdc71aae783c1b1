import { expect, test } from 'vitest';
import { failurePage } from './failure-page.ts';

test('our own mistake is said to be ours, with the number under which the log has the rest', () => {
  const page = failurePage('our-mistake', 'bcdfgh');
  expect(page).toContain('<h1 class="alert-heading">Der skete en fejl hos os</h1>');
  expect(page).toContain('<code>bcdfgh</code>');
});

test('a page that is not there is no error of the reader’s to report', () => {
  const page = failurePage('not-found', 'bcdfgh');
  expect(page).toContain('Siden findes ikke');
  expect(page).not.toContain('bcdfgh');
  expect(page).toContain('<a href="/">Gå til forsiden</a>');
});
