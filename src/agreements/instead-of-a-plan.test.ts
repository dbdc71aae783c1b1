import { describe, expect, test } from 'vitest';
import { ableToPay, aPlan, entitledToDeferral } from '../../test/standing.ts';
import { claimNumber } from '../claims/types.ts';
import { invoiceComesFirst, isInDefault } from './instead-of-a-plan.ts';

describe('one who is able to pay and has nothing in force', () => {
  const undecided = { underWay: null, invoiced: null };
  const invoice = { firstContact: 'invoice' } as const;

  test('gets an invoice first where the municipality has chosen so', () => {
    expect(invoiceComesFirst(ableToPay(2_100), invoice, undecided)).toBe(true);
    expect(invoiceComesFirst(ableToPay(2_100), { firstContact: 'decision' }, undecided)).toBe(false);
  });

  test('gets none by the fixed amount, nor once one was not paid in time', () => {
    const able = ableToPay(350);
    if (able.outcome !== 'plan') throw new Error('able to pay');
    expect(invoiceComesFirst({ ...able, reason: 'no-income' }, invoice, undecided)).toBe(false);
    expect(invoiceComesFirst(ableToPay(2_100), invoice, { ...undecided, invoiced: 'passed' })).toBe(false);
    expect(invoiceComesFirst(entitledToDeferral('benefit'), invoice, undecided)).toBe(false);
  });

  test('gets no new plan while claims of a plan that was not kept are owed here', () => {
    const [old, fresh] = [claimNumber(1n), claimNumber(2n)];
    const defaulted = new Set([old]);
    expect(isInDefault({ inForce: null, defaulted }, [{ claimNumber: old }, { claimNumber: fresh }])).toBe(
      true,
    );
    // What is left here has come since: the rest is at Gældsstyrelsen.
    expect(isInDefault({ inForce: null, defaulted }, [{ claimNumber: fresh }])).toBe(false);
    expect(isInDefault({ inForce: aPlan(2_100), defaulted }, [{ claimNumber: old }])).toBe(false);
  });
});
