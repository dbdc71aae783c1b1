import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { inOrder } from './debtor-story.ts';
import type { StoryEntry, StoryFact } from './story-entries.ts';

function happened(on: string, fact: StoryFact): StoryEntry {
  return { on: date(on), ...fact };
}

const decision = '202603-100123-0';
const letter = {
  letter: '202603000010012300',
  kind: 'plan',
  recipient: 0,
  role: 'addressee',
  channel: null,
} as const;
const plan = { outcome: 'plan', reason: 'table', monthly: kroner(2_100) } as const;

test('a story is told by its days, and on a day causes come before what follows from them', () => {
  const arrived = happened('2026-03-11', { what: 'letter-arrived', ...letter });
  const made = happened('2026-03-10', { what: 'letter-made', ...letter });
  const inForce = happened('2026-03-11', {
    what: 'in-force',
    decision,
    from: date('2026-03-11'),
    terms: plan,
  });
  const raised = happened('2026-03-10', { what: 'claims-raised', claims: [], total: kroner(5_000) });
  const decided = happened('2026-03-10', {
    what: 'decided',
    decision,
    by: 'automatic',
    together: false,
    after: plan,
    firstDue: date('2026-04-01'),
  });
  const told = inOrder([inForce, made, arrived, decided, raised]);
  expect(told.map(({ on, what }) => `${on} ${what}`)).toEqual([
    '2026-03-10 claims-raised',
    '2026-03-10 decided',
    '2026-03-10 letter-made',
    '2026-03-11 letter-arrived',
    '2026-03-11 in-force',
  ]);
});

test('things of one kind on one day stay in the order in which they were kept', () => {
  const looked = (purpose: string) =>
    happened('2026-03-10', { what: 'looked', actor: 'cli:anna', purpose, about: 'debtor show' });
  expect(inOrder([looked('second'), looked('first')])).toEqual([looked('second'), looked('first')]);
});
