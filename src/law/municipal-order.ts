import { assert } from '../kernel/result.ts';
import orderList from '../../statute/payment-order.json' with { type: 'json' };
import type { Level, MunicipalOrder } from './payment-order.ts';

/** A payment points at one thing at most, and that comes before all else: the list cannot say otherwise. */
const AIMS = ['line', 'line-plan', 'wish'] as const;

/** The order of statute/payment-order.json: a default, because no law has one before transfer. */
export const municipalOrder: MunicipalOrder = {
  rest: afterAim(orderList.municipal.order),
  within: orderList.municipal.within.map(levelOf),
};

function afterAim(rules: readonly string[]): MunicipalOrder['rest'] {
  const rest = rules.slice(AIMS.length).filter(isRest);
  assert(
    AIMS.every((aim, place) => rules[place] === aim) && rest.length === rules.length - AIMS.length,
    `statute/payment-order.json: the order begins with ${AIMS.join(', ')}, and has no other rules than are known`,
  );
  return rest;
}

function isRest(rule: string): rule is MunicipalOrder['rest'][number] {
  return rule === 'instalment' || rule === 'oldest-due' || rule === 'not-asked' || rule === 'other-spouse';
}

function levelOf(text: string): Level {
  assert(
    text === 'main' || text === 'interest' || text === 'fee',
    `statute/payment-order.json: unknown level ${text}`,
  );
  return text;
}
