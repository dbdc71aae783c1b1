import fc from 'fast-check';
import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { recoveryOrder, setOffOrder, type ForSetOff } from './recovery-order.ts';

const day = fc.constantFrom(date('2020-01-01'), date('2021-01-01'), date('2022-01-01'));
const anyClaims = fc
  .array(
    fc.record({
      head: fc.nat(4),
      category: fc.constantFrom('fine' as const, 'private-maintenance' as const, 'other' as const),
      kind: fc.constantFrom(
        'collection-interest' as const,
        'recovery-interest' as const,
        'correction' as const,
      ),
      received: day,
      periodFrom: fc.option(day),
      inEffort: fc.boolean(),
      stands: fc.constantFrom('own-collection' as const, 'recovery' as const, 'other-collection' as const),
      registered: fc.option(day),
    }),
    { maxLength: 10 },
  )
  .map((list) =>
    list.map(({ head, ...each }, index): ForSetOff => {
      // Every other claim leads its own group.
      const claim = BigInt(index + 1);
      const follows = index % 2 === 0 ? claim : BigInt(2 * Math.min(head, Math.floor(index / 2)) + 1);
      return { ...each, claim, follows, ...(follows === claim ? { kind: 'main' } : {}) };
    }),
  );

test('every claim at Gældsstyrelsen has one place, whatever the order they are told in', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const order = recoveryOrder(claims);
      expect(order.toSorted()).toEqual(claims.map(({ claim }) => claim).toSorted());
      expect(recoveryOrder(claims.toReversed())).toEqual(order);
    }),
  );
});

test('interest stands before its main claim and a correction after it, with nothing between but their own', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const order = recoveryOrder(claims);
      for (const { claim, follows, kind } of claims) {
        if (claim === follows) continue;
        const [own, main] = [order.indexOf(claim), order.indexOf(follows)];
        expect(kind === 'correction' ? own > main : own < main).toBe(true);
        for (const between of order.slice(Math.min(own, main), Math.max(own, main)))
          expect(claims.find((each) => each.claim === between)?.follows).toBe(follows);
      }
    }),
  );
});

test('set-off takes the paying authority’s own claims first and never one that is not registered', () => {
  fc.assert(
    fc.property(anyClaims, (claims) => {
      const order = setOffOrder(claims);
      const stands = order.map((claim) => claims.find((each) => each.claim === claim));
      const ranks = stands.map((each) =>
        ['own-collection', 'recovery', 'other-collection'].indexOf(each?.stands ?? ''),
      );
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      for (const each of stands) expect(each?.stands === 'recovery' || each?.registered !== null).toBe(true);
    }),
  );
});
