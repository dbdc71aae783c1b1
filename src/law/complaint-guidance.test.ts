import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { complaintGuidance, type DecisionAbout } from './complaint-guidance.ts';

const on = date('2026-03-03');

describe('the guidance about complaints', () => {
  test.each<DecisionAbout>(['plan', 'deferral', 'lapse', 'transfer'])(
    'a %s under aktivloven can be complained of for four weeks, in the end to Ankestyrelsen',
    (decision) => {
      expect(complaintGuidance({ law: 'aktivloven', decision, on })).toEqual({
        ok: true,
        value: { weeks: 4, authority: 'Ankestyrelsen' },
      });
    },
  );

  test('a voluntary plan for other claims cannot be brought before a higher authority', () => {
    expect(complaintGuidance({ law: 'gældsinddrivelsesloven', decision: 'voluntary-plan', on })).toEqual({
      ok: true,
      value: { none: 'no-higher-authority' },
    });
  });

  test.each<[string, DecisionAbout, string]>([
    ['serviceloven', 'plan', '2026-03-03'],
    ['aktivloven', 'voluntary-plan', '2026-03-03'],
    ['gældsinddrivelsesloven', 'transfer', '2026-03-03'],
    ['aktivloven', 'plan', '2017-12-31'],
  ])('is refused, never guessed, for %s, a %s, on %s', (law, decision, day) => {
    expect(complaintGuidance({ law, decision, on: date(day) })).toEqual({
      ok: false,
      refusal: { tag: 'no-complaint-guidance', law, decision, on: day },
    });
  });
});
