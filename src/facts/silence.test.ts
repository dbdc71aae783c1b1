import { expect, test } from 'vitest';
import { debtorNumber } from '../kernel/ids.ts';
import { month } from '../kernel/dates.ts';
import { Silence } from './silence.ts';
import type { Answers } from './store.ts';

const missing = (tag: 'unavailable' | 'unknown-person') =>
  ({ state: 'not-obtained', reason: { tag, detail: '' }, evidence: null }) as const;
const noted = { state: 'answered', value: [], evidence: null } as unknown as NonNullable<Answers['income']>; // only that it answered

function about(index: number, income: Answers['income']): Answers {
  const asked = { incomeFrom: month('2026-01'), incomeTo: month('2026-02'), benefits: null };
  return { ...asked, debtor: debtorNumber(100_000 + index), income, person: missing('unknown-person') };
}
const people = (count: number, income: Answers['income']) =>
  Array.from({ length: count }, (_, index) => about(index + 1, income));

test('a register that answers nobody is silent, also in a small town', () => {
  const silence = new Silence();
  silence.note(people(3, missing('unavailable')));
  expect(silence.silent()).toBe('income');
});

test('one that does not know somebody, or is not asked, speaks', () => {
  const silence = new Silence();
  silence.note(people(30, missing('unknown-person')));
  silence.note(people(5, null));
  expect(silence.silent()).toBeNull();
});

test('a few without an answer among those who have one are theirs alone, twenty in a row are the register’s', () => {
  const silence = new Silence();
  silence.note(people(1, noted));
  silence.note(people(19, missing('unavailable')));
  expect(silence.silent()).toBeNull();
  silence.note(people(1, missing('unavailable')));
  expect(silence.silent()).toBe('income');
  silence.note(people(1, noted));
  expect(silence.silent()).toBeNull();
});
