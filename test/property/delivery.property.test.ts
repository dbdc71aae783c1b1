import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays, date } from '../../src/kernel/dates.ts';
import type { DeliveryNews } from '../../src/letters/delivery-port.ts';
import {
  archive,
  deliveries,
  digitally,
  following,
  handOver,
  onPaper,
  OtherSide,
  reference,
  settleDebtors,
  takeNews,
  withoutLetters,
} from '../integration/letters-on-their-way.ts';
import { prepareTown, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { runs } from '../long/length.ts';

/** News late, repeated or out of order: the same end, and nothing arrives twice. On the real database. */

const HANDED = date('2026-03-10');
const LETTERS = 6;
/** The last day anything is asked about. */
const END = addDays(HANDED, 50);

let town: PreparedTown;
let database: TownCopy;
beforeAll(async () => {
  town = await prepareTown((prepared) => settleDebtors(prepared, LETTERS));
  database = await town.copy();
});
beforeEach(() => withoutLetters(database));
afterAll(async () => {
  await database.close();
  await town[Symbol.asyncDispose]();
});

/** What truly becomes of a letter; days from the handing over. */
const life = fc.oneof(
  fc.record({
    channel: fc.constant('digital'),
    ends: fc.constant('available'),
    day: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({
    channel: fc.constant('digital'),
    ends: fc.constant('rejected'),
    day: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({
    channel: fc.constant('paper'),
    ends: fc.constantFrom('kept', 'returned'),
    day: fc.integer({ min: 0, max: 30 }),
  }),
);
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

function newsOf({ channel, ends, day }: Life, index: number): DeliveryNews[] {
  const known = reference(100_001 + index, channel);
  const on = addDays(HANDED, day);
  if (ends === 'available') return [{ reference: known, state: 'available', on }];
  if (ends === 'rejected') return [{ reference: known, state: 'failed', on, code: 'rejected' }];
  const sent: DeliveryNews = { reference: known, state: 'sent', on: addDays(HANDED, 1) };
  return ends === 'kept'
    ? [sent]
    : [sent, { reference: known, state: 'returned', on: addDays(HANDED, 1 + day) }];
}

/** How the telling goes: how late each piece of news is, and the order and number of times it is told. */
const telling = fc.record({
  late: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2 * LETTERS, maxLength: 2 * LETTERS }),
  asked: fc.uniqueArray(fc.integer({ min: 1, max: 48 }), { minLength: 1, maxLength: 6 }),
  backwards: fc.boolean(),
  twice: fc.boolean(),
});
type Telling = typeof telling extends fc.Arbitrary<infer T> ? T : never;

async function endOf(lives: readonly Life[], { late, asked, backwards, twice }: Telling) {
  await withoutLetters(database);
  const post = new OtherSide();
  const wishes = lives.map(({ channel }, index) => ({
    debtor: 100_001 + index,
    recipient: channel === 'digital' ? digitally : onPaper,
  }));
  await archive(database, wishes, HANDED);
  await handOver(database, post, HANDED);
  const news = lives.flatMap(newsOf);
  const days = [...asked.toSorted((a, b) => a - b).map((day) => addDays(HANDED, day)), END];
  for (const today of days) {
    const known = news.filter(({ on }, index) => addDays(on, late[index] ?? 0) <= today);
    const ordered = backwards ? known.toReversed() : known;
    post.told.splice(0, post.told.length, ...ordered, ...(twice ? ordered : []));
    await takeNews(database, post, today);
  }
  return { deliveries: await deliveries(database), following: await following(database) };
}

const promptly: Telling = {
  late: [],
  asked: [2, 9, 12, 25, 48],
  backwards: false,
  twice: false,
};

test('news told late, twice or backwards come to the same, and a letter arrives at most once', async () => {
  const lives = fc.array(life, { minLength: LETTERS, maxLength: LETTERS });
  await fc.assert(
    fc.asyncProperty(lives, telling, async (told, how) => {
      const [one, other] = [await endOf(told, promptly), await endOf(told, how)];
      const known = (end: typeof one) => end.deliveries.map(({ arrived: _arrived, ...delivery }) => delivery);
      expect(known(other)).toEqual(known(one));
      const keys = other.following.map(({ kind, key }) => `${kind} ${key}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const [index, delivery] of other.deliveries.entries()) {
        const promptArrival = one.deliveries[index]?.arrived ?? null;
        // Only one case can differ: it counted as arrived before we were told that it had come back before that.
        if (delivery.arrived !== promptArrival)
          expect(delivery).toMatchObject({ state: 'returned', channel: 'paper' });
        if (promptArrival !== null) expect(delivery.arrived).toBe(promptArrival);
      }
    }),
    runs(5),
  );
});

test('when every piece of news comes the day it happened, asking more often changes nothing at all', async () => {
  const lives = fc.array(life, { minLength: LETTERS, maxLength: LETTERS });
  const often = telling.map((how) => ({ ...how, late: [] }));
  await fc.assert(
    fc.asyncProperty(lives, often, async (told, how) => {
      const once = { ...promptly, asked: [48] };
      expect((await endOf(told, how)).deliveries).toEqual((await endOf(told, once)).deliveries);
    }),
    runs(6),
  );
});
