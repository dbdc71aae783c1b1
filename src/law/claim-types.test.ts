import { describe, expect, it } from 'vitest';
import { kroner, ore } from '../kernel/money.ts';
import special from '../../statute/special-interest.json' with { type: 'json' };
import {
  claimType,
  claimTypes,
  feeRegime,
  interestRegime,
  localClaimTypes,
  mayRegisterForSetOff,
  principalFinding,
  requiredFields,
  underCollectionOrder,
  type ClaimType,
} from './claim-types.ts';
import { filterRulesByType } from './psrm-filter-rules.ts';

const all = [...claimTypes.values(), ...localClaimTypes.values()];
const inUse = all.filter(({ inactive }) => inactive === null);
const named = (types: readonly ClaimType[]) => types.map((type) => [type.code, type] as const);

function type(code: string): ClaimType {
  const found = claimType(code, localClaimTypes);
  if (!found.ok) throw new Error(found.refusal.tag);
  return found.value;
}

describe('the register of claim types', () => {
  it('has the seventy-two codes that were found, and eight types of the municipality’s own', () => {
    expect(claimTypes.size).toBe(72);
    expect(localClaimTypes.size).toBe(8);
    for (const code of localClaimTypes.keys()) expect(code).toMatch(/^LOKAL-[A-ZÆØÅ]+$/);
    for (const code of claimTypes.keys()) expect(code).toMatch(/^[A-ZÆØÅ]{7}$/);
  });

  it('refuses a code that nobody knows, and by name one that is not in use', () => {
    expect(claimType('KTTIBAX', localClaimTypes)).toEqual({
      ok: false,
      refusal: { tag: 'unknown-type', code: 'KTTIBAX' },
    });
    expect(claimType('KFCVREN', localClaimTypes)).toEqual({
      ok: false,
      refusal: { tag: 'inactive-type', code: 'KFCVREN', why: 'superseded', replacedBy: 'KFOPREN' },
    });
    for (const { code, inactive } of all) expect(claimType(code, localClaimTypes).ok).toBe(inactive === null);
  });

  it('takes a municipality’s own types in the place of ours', () => {
    expect(claimType('LOKAL-PARKERING', localClaimTypes).ok).toBe(true);
    expect(claimType('LOKAL-PARKERING', new Map()).ok).toBe(false);
  });

  it.each(named(inUse))(
    '%s is charged under types that are in use and of the right level',
    (_, { charges }) => {
      for (const [code, level] of [
        [charges.fee, 'fee'],
        [charges.interest, 'interest'],
        [charges.courtInterest, 'interest'],
      ] as const)
        if (code !== null) expect(type(code).level).toBe(level);
    },
  );

  it.each(named(all))('%s has the cap of its filter rules', (code, { cap }) => {
    const rule = filterRulesByType.get(code)?.rules.find((each) => each.rule === 'R_4_2');
    if (rule === undefined || rule.check !== 'amount') return;
    expect(cap).toEqual({ principal: rule.right, outcome: rule.outcome });
  });

  it.each(named(all))('%s states its day of lapse where the rules call it so', (code, { endsBy }) => {
    const rules = filterRulesByType.get(code)?.rules ?? [];
    const until = rules.find(({ rule }) => rule === 'R_2_2');
    if (until?.check !== 'date_compare') return;
    expect(endsBy).toEqual({ kind: 'lapse', years: until.offset.months / 12 });
  });
});

describe('what follows from the class', () => {
  it.each([
    ['KFDAINS', 'gebyrloven', 'gebyrloven'],
    ['KFROTFO', 'gebyrloven', 'gebyrloven'],
    ['CFFAKTU', 'renteloven', 'renteloven'],
    ['KFMILJØ', 'gebyrloven', 'special'],
    ['KOPRORE', 'none', 'none'],
    ['LOKAL-BIBLIOTEK', 'none', 'none'],
    ['LOKAL-BEBOERINDSKUD', 'none', 'special'],
  ])('%s: fees by %s, interest by %s', (code, fees, interest) => {
    expect([feeRegime(type(code)), interestRegime(type(code))]).toEqual([fees, interest]);
  });

  it('nothing is charged where nobody has stated the class', () => {
    for (const local of localClaimTypes.values()) {
      expect(feeRegime(local)).toBe('none');
      expect(local.charges).toMatchObject({ fee: null, interest: null, courtInterest: null });
    }
  });

  it('special interest names its entry; what has no entry there bears none', () => {
    const entries = new Set(special.entries.map(({ name }) => name));
    const without = inUse.filter(({ interestRule }) => interestRule !== null && !entries.has(interestRule));
    expect(without.map(({ code }) => code)).toEqual(['KFLÅNSG', 'KFRELÅG']);
  });
});

describe('claims under a collection order', () => {
  it('are cash benefit and its like, and repayment under serviceloven; none is registered for set-off', () => {
    const under = inUse.filter(underCollectionOrder);
    expect(under.map(({ code }) => code).toSorted()).toEqual([
      'KFTILSE',
      'KTAKJOA',
      'KTBRFLX',
      'KTBRKYD',
      'KTTIBAK',
    ]);
    for (const each of under) {
      expect(each.endsBy.kind).toBe('lapse');
      expect(mayRegisterForSetOff(each)).toBe(false);
    }
  });

  it('others may be registered for set-off where their rules name it, or no rules are published', () => {
    expect(mayRegisterForSetOff(type('KFTILDA'))).toBe(true);
    expect(mayRegisterForSetOff(type('CFFAKTU'))).toBe(false);
    expect(mayRegisterForSetOff(type('KFEBHUV'))).toBe(true);
    expect(mayRegisterForSetOff(type('LOKAL-REFUSION'))).toBe(false);
  });
});

describe('what a claim must state', () => {
  it('is what its published rules ask for', () => {
    expect(requiredFields(type('GEDAINS'))).not.toContain('description');
    expect(requiredFields(type('KTTIBAK'))).toEqual(requiredFields(type('KTBRFLX')));
  });

  it('is what most types ask for, where none are published', () => {
    expect(requiredFields(type('KFEBHUV'))).toHaveLength(7);
    expect(requiredFields(type('KFERSMF'))).not.toContain('periodStart');
    expect(requiredFields(type('GEOPERI'))).not.toContain('description');
  });
});

describe('a principal', () => {
  it('is held against the cap to the øre', () => {
    const subsidy = type('KTBRFLX');
    expect(principalFinding(subsidy, kroner(20_000))).toBeNull();
    expect(principalFinding(subsidy, ore(2_000_001n))).toEqual({
      tag: 'above-cap',
      outcome: 'REJECT',
      most: kroner(20_000),
    });
  });

  it('is looked at by a person where no cap is known for cash benefit', () => {
    const benefit = type('KTTIBAK');
    expect(principalFinding(benefit, kroner(40_000))).toBeNull();
    expect(principalFinding(benefit, ore(4_000_001n))).toMatchObject({ tag: 'above-own-check' });
  });
});
