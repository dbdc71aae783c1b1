import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { accountFor, contradiction, type AccountAsked, type AccountRule } from './account-rules.ts';

const [one, two, three] = ['1'.repeat(16), '2'.repeat(16), '3'.repeat(16)] as const;

function rule(account: string, changes: Partial<AccountRule> = {}): AccountRule {
  const any = { claimType: '*', event: '*', group: 'source', from: null, to: null, percent: null } as const;
  return { ...any, share: 'state', account, ...changes };
}

function asked(changes: Partial<AccountAsked> = {}): AccountAsked {
  const day = date('2025-03-01');
  const claim = { claimType: 'KTTIBAK', event: 'claim-raised', group: 'source', percent: 30 } as const;
  return { ...claim, day, share: 'state', ...changes };
}

describe('an account is found', () => {
  test('by the claim type before the event, the event before the percent, the percent before a period', () => {
    const dated = rule('4'.repeat(16), { from: date('2016-01-01') });
    const percent = rule(three, { percent: 30 });
    const event = rule(two, { event: 'claim-raised' });
    const type = rule(one, { claimType: 'KTTIBAK' });
    const all = [rule('5'.repeat(16)), dated, percent, event, type];
    const found = [];
    for (let count = all.length; count > 0; count--) found.push(accountFor(all.slice(0, count), asked()));
    expect(found).toEqual([one, two, three, '4'.repeat(16), '5'.repeat(16)]);
  });

  test('wherever the better row stands in the file', () => {
    expect(accountFor([rule(one, { percent: 30 }), rule(two)], asked())).toBe(one);
    expect(accountFor([rule(two), rule(one, { percent: 30 })], asked())).toBe(one);
  });

  test.each([
    [{ claimType: 'CFFAKTU' }, 'another claim type'],
    [{ event: 'write-off' }, 'another event'],
    [{ group: 'loss' }, 'another group'],
    [{ percent: 20 }, 'another percent'],
    [{ percent: null }, 'a percent that is not known'],
    [{ share: 'municipality' }, 'the other share'],
    [{ day: date('2015-12-31') }, 'a day before its period'],
    [{ day: date('2026-01-01') }, 'a day after its period'],
  ] as const satisfies readonly (readonly [Partial<AccountAsked>, string])[])(
    'never for %o: %s',
    (changes: Partial<AccountAsked>) => {
      const period = { from: date('2016-01-01'), to: date('2025-12-31') };
      const only = rule(one, { claimType: 'KTTIBAK', event: 'claim-raised', percent: 30, ...period });
      expect(accountFor([only], asked())).toBe(one);
      expect(accountFor([only], asked(changes))).toBeNull();
    },
  );
});

describe('two rows contradict each other', () => {
  test('when both fit the same day and neither is more specific', () => {
    const until = rule(one, { to: date('2016-01-01') });
    const from = rule(two, { from: date('2016-01-01') });
    expect(contradiction([rule(three), until, from])).toEqual([1, 2]);
    expect(contradiction([rule(three), rule(three)])).toEqual([0, 1]);
  });

  test('and not when one is more specific, or their periods follow each other', () => {
    const until = rule(one, { to: date('2015-12-31') });
    const from = rule(two, { from: date('2016-01-01') });
    expect(contradiction([rule(three), until, from, rule(one, { percent: 30 })])).toBeNull();
  });
});
