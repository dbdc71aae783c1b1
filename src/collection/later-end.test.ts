import { describe, expect, test } from 'vitest';
import type { Limitation } from '../claims/limitation.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import { assert } from '../kernel/result.ts';
import { asksAboutLaterEnd, laterEndReason, type LaterEndRecords } from './later-end.ts';

const CLAIM = claimNumber(7n);
const [ASE, BO] = [debtorNumber(100_001), debtorNumber(100_002)];

function asking(type: string, name: string) {
  const rules = (filterRulesByType.get(type)?.rules ?? []).filter(asksAboutLaterEnd);
  const found = rules.find(({ rule }) => rule === name);
  assert(found !== undefined, `${type} has ${name}`);
  return found;
}

function signed(changes: Partial<Limitation> = {}): Limitation {
  return {
    claim: CLAIM,
    debtor: ASE,
    until: date('2028-05-12'),
    countedFrom: date('2025-05-12'),
    years: 3,
    because: 'acknowledged',
    judgmentOn: null,
    settlementOn: null,
    evidence: 'arrangement 10000101',
    ...changes,
  };
}

function reasonFor(
  limitations: readonly Limitation[],
  changes: Partial<LaterEndRecords> = {},
  rule = asking('CFFAKTU', 'R_2_8'),
) {
  const claim = { origin: date('2024-03-04'), due: date('2024-04-01') };
  return laterEndReason({ claim, liable: [ASE], limitations, ...changes }, rule);
}

describe('the reason that a claim is time-barred later than three years after it arose', () => {
  test('names the plan in which the debt was acknowledged, and until when the years run', () => {
    expect(reasonFor([signed()])).toEqual({
      because:
        'Kravet opstod den 4. marts 2024, og forældelsesfristen er begyndt forfra. Skyldneren anerkendte gælden den 12. maj 2025 (forældelsesloven § 15, frivillig aftale nr. 10000101); fristen er 3 år og udløber den 12. maj 2028.',
      restsOn: ['limitation 7/100001'],
    });
  });

  test('names a judgment with where its paper is, and the ten years that it gives', () => {
    const judged = signed({
      because: 'judgment',
      years: 10,
      until: date('2035-05-14'),
      judgmentOn: date('2025-05-12'),
      evidence: 'journal 26-117',
    });
    expect(reasonFor([judged])?.because).toContain(
      'Der blev afsagt dom den 12. maj 2025 (forældelsesloven § 5, stk. 1, journal 26-117); fristen er 10 år',
    );
  });

  test('names the day on which it could first be demanded by an agreement', () => {
    expect(reasonFor([signed({ because: 'agreed-day' })])?.because).toContain(
      'Efter en aftale kunne kravet tidligst kræves betalt den 12. maj 2025',
    );
  });

  test('says of a claim that has come back that its years go on as Gældsstyrelsen counted them', () => {
    expect(reasonFor([signed({ because: 'returned', evidence: 'KLAG' })])?.because).toContain(
      'Kravet har været hos Gældsstyrelsen, og fristen løber videre, som den er regnet dér, fra den 12. maj 2025 (gældsinddrivelsesloven § 18 a); fristen er 3 år',
    );
  });

  test('is not made where no more is on record than a later day', () => {
    for (const because of ['ordinary', 'special-basis', 'source'] as const)
      expect(reasonFor([signed({ because, evidence: null })]), because).toBeNull();
    expect(reasonFor([])).toBeNull();
  });

  test('is made only where something is on record for everyone who owes it, and says the same thing once', () => {
    const liable = [ASE, BO];
    expect(reasonFor([signed()], { liable })).toBeNull();
    const both = reasonFor([signed(), signed({ debtor: BO })], { liable });
    expect(both?.restsOn).toEqual(['limitation 7/100001', 'limitation 7/100002']);
    expect(both?.because.match(/anerkendte/g)).toHaveLength(1);
    expect(reasonFor([signed()], { liable: [] })).toBeNull();
  });

  test('says that the last day was moved past a closing day, which Gældsstyrelsen asks about after a judgment', () => {
    const judged = signed({
      because: 'judgment',
      years: 10,
      until: date('2035-05-15'),
      evidence: 'journal 26-117',
    });
    expect(reasonFor([judged], {}, asking('KFDAINS', 'R_2_1b'))?.because).toBe(
      'Der er dom eller forlig om kravet. Der blev afsagt dom den 12. maj 2025 (forældelsesloven § 5, stk. 1, journal 26-117); fristen er 10 år og udløber den 15. maj 2035, den første dag efter en lukkedag (§ 27).',
    );
  });

  test('counts from the due date where the rule of the type does', () => {
    const rule = asking('KFDAINS', 'R_2_3');
    expect(reasonFor([signed()], {}, rule)?.because).toContain('Kravet forfaldt den 1. april 2024');
    const claim = { origin: date('2024-03-04'), due: null };
    expect(reasonFor([signed()], { claim }, rule)).toBeNull();
  });
});

test('of repayment of benefits nothing asks about years since it arose', () => {
  const rules = (filterRulesByType.get('KTTIBAK')?.rules ?? []).filter(asksAboutLaterEnd);
  expect(rules.filter(({ right }) => right !== 'ruledOn')).toEqual([]);
});
