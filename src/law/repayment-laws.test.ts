import { describe, expect, it } from 'vitest';
import { claimTypes } from './claim-types.ts';
import { complaintGuidance } from './complaint-guidance.ts';
import { date } from '../kernel/dates.ts';
import {
  isLeftToPerson,
  isRepaidByPlan,
  lawsByTable,
  repaymentLawOf,
  repaymentLaws,
} from './repayment-laws.ts';

const lapsing = [...claimTypes.values()].filter(
  ({ level, inactive, endsBy }) => level === 'main' && inactive === null && endsBy.kind === 'lapse',
);
const laws = [...repaymentLaws.values()];

describe('the laws of repayment', () => {
  it('have every type of claim that lapses, each by one law', () => {
    expect(laws.flatMap(({ types }) => types).toSorted()).toEqual(lapsing.map(({ code }) => code).toSorted());
  });

  it('say the same as the list of claim types about years and, where it names one, the collection order', () => {
    for (const { code, endsBy, collectionOrder } of lapsing) {
      const law = repaymentLawOf(code);
      expect(endsBy.years).toBe(law?.lapse.years);
      if (collectionOrder !== null) expect(collectionOrder).toBe(law?.order);
    }
  });

  it('are decided by the table under bek. 585/2023 alone; a person decides by the orders that have not been read', () => {
    for (const { order, collectedBy, types } of laws) {
      expect(collectedBy).toBe(order === 'bek. 585/2023' ? 'table' : 'person');
      for (const type of types)
        expect([isRepaidByPlan(type), isLeftToPerson(type)]).toEqual([
          collectedBy === 'table',
          collectedBy === 'person',
        ]);
    }
    expect(isRepaidByPlan('CFFAKTU') || isLeftToPerson('CFFAKTU')).toBe(false);
  });

  it('have a usual type among their own, where there is one', () => {
    for (const { types, usualType } of laws) if (usualType !== null) expect(types).toContain(usualType);
  });

  it.each(['plan', 'deferral', 'lapse', 'transfer'] as const)(
    'say the same under one collection order about complaints of a %s',
    (decision) => {
      const told = lawsByTable.map((law) => complaintGuidance({ law, decision, on: date('2026-03-10') }));
      expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(told[0]?.ok).toBe(true);
    },
  );
});
