import { expect, test } from 'vitest';
import { attachment } from './content-disposition.ts';

test('a name keeps its Danish letters, and is spelt out for old browsers', () => {
  expect(attachment('opgørelse-2026-03-12.pdf')).toBe(
    `attachment; filename="opgoerelse-2026-03-12.pdf"; filename*=UTF-8''opg%C3%B8relse-2026-03-12.pdf`,
  );
});

test('a plain name stands once', () => {
  expect(attachment('brev-2026-03-12.pdf')).toBe('attachment; filename="brev-2026-03-12.pdf"');
});

test('nothing of a name gets out of the header', () => {
  expect(attachment('a"\r\nx: y.pdf')).toBe(
    `attachment; filename="a---x--y.pdf"; filename*=UTF-8''a%22%0D%0Ax%3A%20y.pdf`,
  );
});
