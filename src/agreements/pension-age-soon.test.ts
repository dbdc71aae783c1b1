import { describe, expect, it } from 'vitest';
import {
  ableToPay,
  aDeferral,
  aPlan,
  aSuspension,
  entitledToDeferral,
  notFound,
} from '../../test/standing.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { pensionAgeItem, type PensionAgeQuestion } from './pension-age-soon.ts';

/** Born 20 May 1959: 67 years on 20 May 2026. */
const nearly: PensionAgeQuestion = {
  debtor: debtorNumber(100_001),
  born: date('1959-05-20'),
  asOf: date('2026-04-10'),
  terms: aDeferral('benefit').terms,
  found: entitledToDeferral('benefit'),
};
const announced = { kind: 'pension-age-soon', debtor: 100_001, month: '2026-05', about: '2026-05-20' };

describe('that a deferral ends with the state pension age is announced', () => {
  it('three calendar months ahead, in the same words by whichever run sees it, so that it is opened once', () => {
    expect(pensionAgeItem({ ...nearly, asOf: date('2026-01-31') })).toBeNull();
    for (const asOf of ['2026-02-01', '2026-03-20', '2026-04-10', '2026-05-10', '2026-05-20'])
      expect(pensionAgeItem({ ...nearly, asOf: date(asOf) })).toEqual(announced);
    expect(pensionAgeItem({ ...nearly, asOf: date('2026-06-10') })).toBeNull();
  });

  it('where it rests on a benefit or førtidspension now, whatever it was granted for', () => {
    const pension = { terms: aSuspension('pension-only').terms, found: entitledToDeferral('pension-only') };
    expect(pensionAgeItem({ ...nearly, ...pension })).toEqual(announced);
    const lowAtFirst = { terms: aDeferral('low-income').terms };
    expect(pensionAgeItem({ ...nearly, ...lowAtFirst })).toEqual(announced);
    expect(pensionAgeItem({ ...nearly, found: entitledToDeferral('low-income') })).toBeNull();
  });

  it('also in a month in which nothing could be found: what was granted goes on', () => {
    expect(pensionAgeItem({ ...nearly, found: notFound })).toEqual(announced);
    expect(pensionAgeItem({ ...nearly, terms: aDeferral('low-income').terms, found: notFound })).toBeNull();
  });

  it('and not about a plan, a deferral that ends anyway, one not in force, or a birthday nobody knows', () => {
    expect(pensionAgeItem({ ...nearly, terms: aPlan(2_100).terms })).toBeNull();
    expect(pensionAgeItem({ ...nearly, found: ableToPay(2_100) })).toBeNull();
    expect(pensionAgeItem({ ...nearly, terms: null })).toBeNull();
    expect(pensionAgeItem({ ...nearly, born: null })).toBeNull();
  });
});
