import { expect, test } from 'vitest';
import type { Arrangement } from '../arrangements/types.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { endedEarly } from './ended-plans.ts';

const [DAY, LATER] = [date('2026-03-02'), date('2026-05-04')];

test('a plan that fell away or was stopped is told of each of its claims, unless another was agreed since, or it ran to its end', () => {
  const terms = {
    kind: 'plan',
    monthly: kroner(100),
    firstDue: DAY,
    dueDay: 1,
    lastDue: LATER,
  } as const;
  const plan = (claim: bigint, state: Arrangement['state'], why: string | null = null) => ({
    terms,
    state,
    decidedOn: DAY,
    claims: [{ claim: claimNumber(claim), owed: kroner(500) }],
    ended: why === null ? null : { on: LATER, why },
  });
  const broken = plan(1n, 'broken', 'broken');
  const told = (...plans: Parameters<typeof endedEarly>[0]) => [...endedEarly(plans)];
  expect(told(broken, plan(2n, 'ended', 'by-hand'), plan(3n, 'ended', 'rest-left'))).toEqual([
    [1n, { on: LATER, isBroken: true }],
    [2n, { on: LATER, isBroken: false }],
  ]);
  expect(told(broken, plan(1n, 'ended', 'rest-left'))).toEqual([]);
  expect(told(broken, plan(1n, 'in-force'))).toEqual([]);
  // What was only asked for changes nothing.
  expect(told(broken, { ...plan(1n, 'ended', 'by-hand'), decidedOn: null })).toHaveLength(1);
  expect(told(broken, plan(1n, 'refused'))).toHaveLength(1);
});
