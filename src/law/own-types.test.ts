import { describe, expect, it } from 'vitest';
import { aStatedType } from '../../test/vocabulary.ts';
import { claimType, feeRegime, interestRegime, requiredFields } from './claim-types.ts';
import { statementFaults, withStated, type StatedType } from './own-types.ts';

const waste = aStatedType();
const civil: Partial<StatedType> = { class: 'civil', fee: 'renteloven', interest: 'renteloven' };

function stated(code: string, changes: Partial<StatedType> = {}) {
  const found = claimType(code, withStated({ [code]: { ...waste, ...changes } }));
  if (!found.ok) throw new Error(found.refusal.tag);
  return found.value;
}

function faults(code: string, changes: Partial<StatedType> = {}): string[] {
  return statementFaults(code, { ...waste, ...changes }).map(({ place, why }) => `${place}: ${why}`);
}

describe('a type of the municipality’s own', () => {
  it('bears what its stated class gives', () => {
    const type = stated('LOKAL-RENOVATION');
    expect([feeRegime(type), interestRegime(type)]).toEqual(['gebyrloven', 'gebyrloven']);
    expect(type).toMatchObject({
      name: 'Renovation',
      charges: { fee: 'GEOPERI', interest: 'REOPKOM', courtInterest: 'KOPRORE', status: 'assumed' },
      endsBy: { kind: 'limitation', years: 3, from: 'due', assumed: false },
      recoverable: true,
    });
    expect(stated('LOKAL-BIBLIOTEK', { ...civil, interest: null }).charges).toMatchObject({
      fee: 'KFOPGEB',
      interest: null,
    });
  });

  it('is not stated, and bears nothing, where the municipality has said nothing', () => {
    const library = claimType('LOKAL-BIBLIOTEK', withStated({ 'LOKAL-RENOVATION': waste }));
    expect(library.ok && [library.value.class, feeRegime(library.value)]).toEqual(['not-stated', 'none']);
  });

  it('of public law without a right of distraint bears neither fee nor interest', () => {
    const type = stated('LOKAL-PLEJEHJEM', { class: 'public', fee: null, interest: null });
    expect([feeRegime(type), interestRegime(type)]).toEqual(['none', 'none']);
  });

  it('can be added by the code of the creditor agreement, or as another local one', () => {
    const added = { name: 'Ungdomsskole', group: 'Fritid' };
    expect(stated('LOKAL-UNGDOMSSKOLE', added)).toMatchObject({ name: 'Ungdomsskole', area: 'Fritid' });
    expect(requiredFields(stated('KFUNGDO', added))).toContain('dueDate');
    expect(faults('LOKAL-UNGDOMSSKOLE', added)).toEqual([]);
    expect(faults('KFUNGDO', added)).toEqual([]);
  });

  it('of claims on other municipalities is not sent to recovery', () => {
    expect(stated('LOKAL-REFUSION', civil).recoverable).toBe(false);
  });
});

describe('a statement that contradicts itself or the law is refused', () => {
  const ten = { years: 10, from: 'due' as const };
  it.each<[string, string, Partial<StatedType>, string]>([
    ['about a published type', 'KFROTFO', {}, ': published-type'],
    ['about a type that is published and no longer in use', 'KFCVREN', {}, ': published-type'],
    ['about a code that no agreement can have', 'RENOVATION', { name: 'R' }, ': not-a-code'],
    ['that adds a type without a name', 'LOKAL-UNGDOMSSKOLE', {}, 'name: no-name'],
    [
      'that sends what is chased between authorities',
      'LOKAL-REFUSION',
      { ...civil, recoverable: true },
      'recoverable: never-recovered',
    ],
    ['of a fee without a law', 'LOKAL-RENOVATION', { class: 'public', interest: null }, 'fee: no-law'],
    ['of interest without a law', 'LOKAL-RENOVATION', { class: 'public', fee: null }, 'interest: no-law'],
    [
      'of the wrong law of fees',
      'LOKAL-RENOVATION',
      { ...civil, fee: 'gebyrloven' },
      'fee: renteloven-gives-it',
    ],
    [
      'of the wrong law of interest',
      'LOKAL-RENOVATION',
      { interest: 'renteloven' },
      'interest: gebyrloven-gives-it',
    ],
    [
      'of a special rule that nobody knows',
      'LOKAL-RENOVATION',
      { interest: 'boligrente' },
      'interest: no-known-interest',
    ],
    [
      'of a special rule without a rate',
      'LOKAL-RENOVATION',
      { interest: 'miljøgebyr' },
      'interest: no-known-interest',
    ],
    [
      'that reports a fee as what is none',
      'LOKAL-RENOVATION',
      { reportedAs: { fee: 'REOPKOM', interest: null } },
      'reportedAs.fee: not-a-fee-type',
    ],
    [
      'that reports interest as what is none',
      'LOKAL-RENOVATION',
      { reportedAs: { fee: null, interest: 'GEOPERI' } },
      'reportedAs.interest: not-interest-type',
    ],
    [
      'of a shorter limitation than the law',
      'LOKAL-RENOVATION',
      { limitation: { years: 2, from: 'due', because: null } },
      'limitation.years: too-few-years',
    ],
    [
      'of a limitation from the origin',
      'LOKAL-RENOVATION',
      { limitation: { years: 3, from: 'origin', because: null } },
      'limitation.from: not-from-origin',
    ],
    [
      'of a limitation that the law does not know',
      'LOKAL-RENOVATION',
      { limitation: { years: 5, from: 'due', because: null } },
      'limitation.years: no-such-years',
    ],
    [
      'of ten years for no reason',
      'LOKAL-RENOVATION',
      { limitation: { ...ten, because: null } },
      'limitation.because: ten-years-unexplained',
    ],
    [
      'of a ruling that gives three',
      'LOKAL-RENOVATION',
      { limitation: { years: 3, from: 'ruling', because: null } },
      'limitation.from: ruling-gives-ten',
    ],
  ])('%s', (_, code, changes, fault) => {
    expect(faults(code, changes)).toEqual([fault]);
  });

  it('and one that does not stands, also of ten years by a debt instrument', () => {
    expect(faults('LOKAL-RENOVATION')).toEqual([]);
    expect(faults('LOKAL-BIBLIOTEK', civil)).toEqual([]);
    const loan = { ...civil, interest: 'beboerindskudslån', fee: null };
    expect(faults('LOKAL-BEBOERINDSKUD', { ...loan, limitation: { ...ten, because: 'gældsbrev' } })).toEqual(
      [],
    );
  });
});
