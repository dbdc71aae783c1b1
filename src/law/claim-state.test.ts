import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { claimState, type ClaimStateFacts } from './claim-state.ts';
import { holdReasons } from './holds.ts';

const ON = date('2026-03-15');

const bill: ClaimStateFacts = {
  open: kroner(500),
  atRecovery: zeroOre,
  ended: zeroOre,
  writtenOff: zeroOre,
  liabilities: [null],
  transfer: null,
  holds: [],
  agreed: null,
  pursued: null,
  repayment: false,
  due: date('2026-03-01'),
  srb: date('2026-03-01'),
};
const benefit: ClaimStateFacts = { ...bill, repayment: true, due: null, srb: null };

function stateOf(facts: Partial<ClaimStateFacts>, of = bill) {
  return claimState({ ...of, ...facts }, ON);
}

describe('where a claim stands', () => {
  test('a bill is future, due and overdue by its dates', () => {
    expect(stateOf({ due: date('2026-03-16'), srb: date('2026-03-16') })).toBe('future');
    expect(stateOf({ due: ON, srb: ON })).toBe('due');
    expect(stateOf({ srb: date('2026-03-14') })).toBe('overdue');
  });

  test('repayment of benefits is undecided until something is in force about it', () => {
    expect(stateOf({}, benefit)).toBe('undecided');
    expect(stateOf({ agreed: 'plan' }, benefit)).toBe('on-plan');
    expect(stateOf({ agreed: 'deferral' }, benefit)).toBe('deferred');
  });

  test('what has been done shows before the dates, and what rests before what has been done', () => {
    expect(stateOf({ pursued: 'reminded' })).toBe('reminded');
    expect(stateOf({ pursued: 'notified', holds: ['manual'] })).toBe('held');
    expect(stateOf({ pursued: 'notified', holds: ['manual', 'objection'] })).toBe('disputed');
    expect(stateOf({ holds: ['plan'] })).toBe('on-plan');
    expect(stateOf({ holds: ['deferral', 'death'] })).toBe('stopped');
  });

  test('what is at Gældsstyrelsen stands there, whatever was agreed here', () => {
    expect(stateOf({ open: zeroOre, atRecovery: kroner(500), holds: ['recovery'] })).toBe('at-recovery');
    expect(stateOf({ transfer: 'in-hearing', agreed: 'plan' })).toBe('in-hearing');
    expect(stateOf({ transfer: 'in-transfer' })).toBe('in-transfer');
  });

  test('a claim that is paid is paid; one that ended is told by how it ended, and by its loss when that is booked', () => {
    expect(stateOf({ open: zeroOre })).toBe('paid');
    // Paid in time, and known after the night that ended it.
    expect(stateOf({ open: zeroOre, liabilities: ['time-barred'] })).toBe('paid');
    expect(stateOf({ open: zeroOre, liabilities: ['withdrawn'] })).toBe('withdrawn');
    const ended = { open: zeroOre, ended: kroner(500) };
    expect(stateOf({ ...ended, liabilities: ['lapsed'] })).toBe('lapsed');
    expect(stateOf({ ...ended, liabilities: ['cancelled'] })).toBe('withdrawn');
    expect(stateOf({ open: zeroOre, writtenOff: kroner(500), liabilities: ['time-barred'] })).toBe(
      'written-off',
    );
  });

  test('a joint claim goes on while one is liable', () => {
    expect(stateOf({ liabilities: ['lapsed', null] })).toBe('overdue');
    expect(stateOf({ open: zeroOre, ended: kroner(500), liabilities: ['withdrawn', 'lapsed'] })).toBe(
      'lapsed',
    );
  });

  test('whatever is stored, a claim that still is owed is never paid, and one that nobody owes is never asked for', () => {
    const amounts = fc.constantFrom(zeroOre, kroner(500));
    const facts = fc.record({
      open: amounts,
      atRecovery: amounts,
      ended: amounts,
      writtenOff: amounts,
      liabilities: fc.array(fc.constantFrom(null, 'lapsed' as const, 'withdrawn' as const), { minLength: 1 }),
      transfer: fc.constantFrom(null, 'received' as const, 'in-hearing' as const),
      holds: fc.subarray([...holdReasons]),
      agreed: fc.constantFrom(null, 'plan' as const, 'deferral' as const),
      pursued: fc.constantFrom(null, 'reminded' as const),
      repayment: fc.boolean(),
      due: fc.constantFrom(null, ON),
      srb: fc.constant(null),
    });
    fc.assert(
      fc.property(facts, (each) => {
        const state = claimState(each, ON);
        const left = each.open + each.atRecovery + each.ended;
        if (left > 0n) expect(state).not.toBe('paid');
        if (!each.liabilities.includes(null))
          expect(['written-off', 'withdrawn', left > 0n ? 'lapsed' : 'paid', 'lapsed']).toContain(state);
      }),
    );
  });
});
