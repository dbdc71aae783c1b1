import fc from 'fast-check';
import { reasonsByHand } from '../../../src/dunning/holds-by-hand.ts';
import { againstWhat, outcomes } from '../../../src/objections/types.ts';
import { channels } from '../../../src/payments/types.ts';
import { billTypes, PEOPLE } from './played-town.ts';

/** What may happen in a town on a day, as it is drawn. A `pick` chooses among what there is by then, so that a shorter life is one, too. */

export const MONTHS = 36;

const pick = fc.nat(999);
const kroner = fc.integer({ min: 1, max: 4_000 });
const of = fc.constant;

export const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: of('bill' as const),
      type: fc.constantFrom(...billTypes),
      kroner: fc.integer({ min: 50, max: 9_000 }),
      /** Days since it fell due; most are sent before that. */
      age: fc.oneof(
        { weight: 3, arbitrary: of(-20) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_060 }) },
      ),
      owedBy: fc.constantFrom('one', 'one', 'one', 'both', 'half-each'),
      dueFixed: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('benefit' as const),
      kroner: fc.integer({ min: 3, max: 200 }),
      age: fc.integer({ min: 40, max: 900 }),
      joint: fc.boolean(),
    }),
  },
  {
    weight: 18,
    arbitrary: fc.record({
      do: of('pays' as const),
      how: fc.constantFrom('line', 'line', 'line', 'wrong-line', 'wish', 'wish', 'debtor', 'nothing'),
      /** Of what is asked by it, in hundredths; more is too much. */
      share: fc.constantFrom(100, 100, 100, 50, 10, 130),
      channel: fc.constantFrom(...channels),
      /** How many days ago it was received. */
      ago: fc.constantFrom(0, 0, 0, 0, 3, 40, 200),
      pick,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('taken-back' as const),
      kind: fc.constantFrom('reversed', 'charged-back', 'returned'),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('moved-payment' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: of('found-out' as const), pick }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: of('asks' as const),
      wish: fc.constantFrom('plan', 'plan', 'deferral'),
      decided: fc.constantFrom(true, true, true, false),
      pick,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('gives-up' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: of('objects' as const), against: fc.constantFrom(...againstWhat), pick }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: of('answered' as const), outcome: fc.constantFrom(...outcomes), pick }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('corrected' as const),
      percent: fc.constantFrom(0, 40, 90, 110, 150),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('complains' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: of('errand' as const),
      kind: fc.constantFrom('death', 'bankruptcy', 'debt-relief'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: of('errand-goes-on' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: of('dies' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: of('moves' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('earns' as const),
      net: fc.constantFrom(0, 4_000, 12_000, 25_000, 40_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('set-off' as const), kroner }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of('set-off-goes-on' as const),
      withdrawn: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: of('held' as const), reason: fc.constantFrom(...reasonsByHand), pick }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('let-go' as const), pick }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: of('there' as const),
      what: fc.constantFrom('covers', 'covers', 'sends-back', 'writes-off'),
      kroner,
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: of('called-back' as const),
      reason: fc.constantFrom('HENS', 'KLAG', 'FEJL'),
      pick,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: of('sent-again' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: of('hearings-answered' as const),
      answer: fc.constantFrom('approve', 'approve', 'regret'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('loss-proposed' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: of('losses-decided' as const), refused: fc.constantFrom(false, false, true) }),
  },
  { weight: 1, arbitrary: fc.record({ do: of('loss-taken-back' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: of('money-given-back' as const),
      rejected: fc.constantFrom(false, false, true),
    }),
  },
);
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;
export type Of<What extends Happening['do']> = Extract<Happening, { do: What }>;

/**
 * The days of a month on which something may happen and the municipality works: what falls due between them is done on the next.
 */
export const DAYS = [1, 5, 11, 17, 24] as const;

export const event = fc.record({
  month: fc.nat(MONTHS - 1),
  day: fc.constantFrom(...DAYS),
  who: fc.nat(PEOPLE - 1),
  what: happening,
});
export type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

export const choices = fc.record({
  firstContact: fc.constantFrom('decision' as const, 'invoice' as const),
  lossesBooked: fc.constantFrom('automatically' as const, 'by people' as const),
  contradictEvery: fc.constantFrom(0, 0, 5),
  silentEvery: fc.constantFrom(0, 3),
});
