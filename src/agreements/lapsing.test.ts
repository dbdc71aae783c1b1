import { describe, expect, it } from 'vitest';
import { ableToPay, entitledToDeferral, historyOf, aPlan, aDeferral } from '../../test/standing.ts';
import { aClaimSince, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date, month } from '../kernel/dates.ts';
import type { AcceptedReasons, PersonReason } from './circumstances.ts';
import { lapsingOf, noHistory, type LapseQuestion } from './lapsing.ts';
import type { Found } from './types.ts';

/** Its three years ran out on 20 February 2026; the run is on 10 March. */
const old = aClaimSince('2023-02-20');
const nothing = { review: [], lapsed: [], wouldLapse: [] };

/** What is found where anything is. */
function answer(found: Found): LapseQuestion['found'] {
  if (found.outcome === 'none') throw new Error('nothing was found');
  return found;
}

const looked = (...reasons: readonly [PersonReason, string][]): AcceptedReasons =>
  new Map(
    reasons.map(([reason, on]) => [reason, { looked: date(on), upTo: null, factsAsOf: null, person: null }]),
  );

function ask(given: Partial<LapseQuestion>, claims = [old]) {
  return lapsingOf(claims, {
    found: answer(ableToPay(2_100)),
    history: noHistory,
    asOf: date('2026-03-10'),
    month: month('2026-03'),
    ...given,
  });
}

describe('a claim that was handed over lapsed', () => {
  it('is asked about, until two persons have given grounds why it has not lapsed', () => {
    expect(ask({})).toEqual({ ...nothing, review: ['claim-lapsed'] });
    expect(ask({ accepted: looked(['claim-lapsed', '2026-03-01']) })).toEqual(nothing);
    expect(ask({ accepted: looked(['lapse-review', '2026-03-01']) }).review).toEqual(['claim-lapsed']);
  });

  it('is asked about where its years had not run out when the grounds were given', () => {
    expect(ask({ accepted: looked(['claim-lapsed', '2026-02-20']) }).review).toEqual(['claim-lapsed']);
    expect(ask({ accepted: looked(['claim-lapsed', '2026-02-21']) }).review).toEqual([]);
    const later = aClaimSince('2023-03-05', { claimNumber: claimNumber(2n) });
    expect(ask({ accepted: looked(['claim-lapsed', '2026-03-01']) }, [old, later]).review).toEqual([
      'claim-lapsed',
    ]);
  });
});

describe('a claim of a debtor whose ability was not used (Q4)', () => {
  const unusedAbility = [{ from: date('2025-06-10'), to: date('2025-09-10') }];
  const accepted = looked(['lapse-review', '2026-03-01']);

  it('is asked about, until two persons have given grounds why it has not lapsed', () => {
    const history = { ...historyOf(aDeferral()), unusedAbility };
    expect(ask({ history })).toEqual({ ...nothing, review: ['lapse-review'] });
    expect(ask({ history, accepted })).toEqual(nothing);
  });

  it('would then lapse by a deferral that suspends a plan (§ 9, stk. 2), and by no other', () => {
    const found = answer(entitledToDeferral());
    const paying = { ...historyOf(aPlan(2_100, { from: '2026-03-05' })), unusedAbility };
    const deferred = { ...historyOf(aDeferral('low-income', { from: '2026-03-05' })), unusedAbility };
    const wouldLapse = [{ claim: 1n, owed: kr(10_000), on: '2026-03-10' }];
    expect(ask({ found, history: paying, accepted })).toEqual({ ...nothing, wouldLapse });
    expect(ask({ found, history: deferred, accepted })).toEqual(nothing);
  });
});

it('grounds never keep a claim alive whose years ran out under our own eyes', () => {
  const history = historyOf(aDeferral('benefit', { from: '2025-01-10' }));
  const accepted = looked(['claim-lapsed', '2026-03-01'], ['lapse-review', '2026-03-01']);
  const lapsed = [{ claim: 1n, owed: kr(10_000), on: '2026-02-20' }];
  expect(ask({ found: answer(entitledToDeferral()), history, accepted })).toEqual({ ...nothing, lapsed });
});

describe('a claim whose last day came while it was at Gældsstyrelsen', () => {
  const since = date('2025-06-10');
  const defaulted = { from: since, to: date('2025-12-01') };
  const plans = [{ from: date('2025-01-10'), to: date('2025-06-09') }];
  const there = (from: string, to: string) =>
    new Map([[old.claimNumber, [{ from: date(from), to: date(to) }]]]);
  const unable = {
    ...historyOf(null),
    plans,
    inDefault: [defaulted],
    atRecovery: there('2025-07-01', '2026-03-05'),
  };

  it('is for a person where the debtor was found unable meanwhile because of another claim, and until two have answered', () => {
    for (const found of [ableToPay(2_100), entitledToDeferral()])
      expect(ask({ history: unable, found: answer(found) })).toEqual({
        ...nothing,
        review: ['lapse-review'],
      });
    const accepted = looked(['lapse-review', '2026-03-01']);
    expect(ask({ history: unable, accepted })).toEqual(nothing);
  });

  it('is so too where a deferral about other claims was granted after the day, while it was still there', () => {
    const able = { ...unable, inDefault: [{ ...defaulted, to: date('2026-02-28') }] };
    expect(ask({ history: able })).toEqual(nothing);
    const deferred = { ...able, deferralGranted: date('2026-03-01') };
    expect(ask({ history: deferred })).toEqual({ ...nothing, review: ['lapse-review'] });
  });

  it('has lapsed by the rule where it had come back by the day', () => {
    const history = { ...unable, atRecovery: there('2025-07-01', '2026-02-19') };
    expect(ask({ history }).lapsed).toEqual([{ claim: 1n, owed: kr(10_000), on: '2026-02-20' }]);
  });
});

it('months in which nothing could be found are no judgement of a claim whose years ran out in them', () => {
  const history = historyOf(aDeferral('benefit', { from: '2026-03-05' }));
  expect(ask({ history: { ...history, findings: [] } }).review).toEqual(['claim-lapsed']);
});
