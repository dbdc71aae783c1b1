import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { registerArrival, registerReturn } from '../../src/letters/delivery-by-hand.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import {
  archive,
  byHand,
  deliveries,
  digitally,
  following,
  handOver,
  letterTo,
  onPaper,
  OtherSide,
  reference,
  settleDebtors,
  takeNews,
  withoutLetters,
} from './letters-on-their-way.ts';
import { morningOf, prepareTown, rowsOf, TOWN, type PreparedTown, type TownCopy } from './town.ts';
import { sql } from 'kysely';

let town: PreparedTown;
let database: TownCopy;
beforeAll(async () => {
  town = await prepareTown((prepared) => settleDebtors(prepared, 3));
  database = await town.copy();
});
beforeEach(() => withoutLetters(database));
afterAll(async () => {
  await database.close();
  await town[Symbol.asyncDispose]();
});

const anna = 100_001;

interface Said {
  readonly on: string;
  readonly today?: string;
  readonly recipient?: number;
  readonly debtor?: number;
}

function registration({ on, today = '2026-04-30', recipient, debtor = anna }: Said) {
  const at = morningOf(today);
  return { letter: letterTo(debtor), recipient: recipient ?? null, on: date(on), by: 'Grethe', at };
}

const arrived = (said: Said) =>
  inMunicipality(database, TOWN, (tx) => registerArrival(tx, registration(said)));
const returned = (said: Said) =>
  inMunicipality(database, TOWN, (tx) => registerReturn(tx, registration(said)));

describe('a letter that a person brings', () => {
  test('has arrived the day the person says, and who said so is kept', async () => {
    await archive(database, [{ debtor: anna, recipient: byHand, address: [] }]);
    expect(await arrived({ on: '2026-03-12' })).toEqual({ ok: true, value: 1 });
    expect((await following(database)).find(({ kind }) => kind === 'letter-arrived')).toEqual({
      kind: 'letter-arrived',
      key: letterTo(anna).toString(),
      payload: { arrivedOn: '2026-03-12' },
    });
    const events = sql`select state, happened_on as "on", code, told_by as by from delivery_event`;
    expect(await rowsOf(database, events)).toEqual([
      { state: 'arrived', on: '2026-03-12', code: 'by-hand', by: 'Grethe' },
    ]);
  });

  test('has arrived once: the day is not changed afterwards', async () => {
    await archive(database, [{ debtor: anna, recipient: byHand, address: [] }]);
    await arrived({ on: '2026-03-12' });
    expect(await arrived({ on: '2026-03-13' })).toEqual({ ok: false, refusal: { tag: 'already-arrived' } });
    expect((await deliveries(database))[0]).toMatchObject({ state: 'arrived', arrived: '2026-03-12' });
  });

  test('can be one that came back by post', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    expect(await returned({ on: '2026-03-16' })).toEqual({ ok: true, value: 1 });
    expect(await arrived({ on: '2026-03-20' })).toEqual({ ok: true, value: 1 });
    expect((await deliveries(database)).map(({ channel, state }) => [channel, state])).toEqual([
      ['by-hand', 'arrived'],
      ['paper', 'returned'],
    ]);
    expect((await following(database)).map(({ kind }) => kind)).toEqual([
      'letter-arrived',
      'letter-not-arrived',
    ]);
  });

  test('counts from the first day it was reached, when it comes by post as well', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    await arrived({ on: '2026-03-11' });
    post.tell({ reference: reference(anna, 'digital'), state: 'available', on: date('2026-03-12') });
    await takeNews(database, post, '2026-03-12');
    expect(await following(database)).toEqual([
      { kind: 'letter-arrived', key: letterTo(anna).toString(), payload: { arrivedOn: '2026-03-11' } },
    ]);
  });

  test('to two counts when the last of them has it, each from the first time they were reached', async () => {
    const post = new OtherSide();
    const mother = { number: 1, role: 'addressee', channel: 'paper' } as const;
    const father = { number: 2, role: 'addressee', channel: 'by-hand' } as const;
    await archive(database, [
      { debtor: anna, recipient: mother },
      { debtor: anna, recipient: father, address: [] },
    ]);
    await handOver(database, post, '2026-03-10');
    await arrived({ on: '2026-03-11', recipient: 1 });
    post.tell({ reference: reference(anna, 'paper', 1), state: 'sent', on: date('2026-03-10') });
    await takeNews(database, post, '2026-03-18');
    await arrived({ on: '2026-03-12', recipient: 2 });
    expect((await following(database))[0]).toMatchObject({ payload: { arrivedOn: '2026-03-12' } });
  });

  test('is noted for the recipient that is meant, and counts when all have it', async () => {
    const mother = { number: 1, role: 'addressee', channel: 'by-hand' } as const;
    const father = { number: 2, role: 'addressee', channel: 'by-hand' } as const;
    await archive(database, [
      { debtor: anna, recipient: mother, address: [] },
      { debtor: anna, recipient: father, address: [] },
    ]);
    await arrived({ on: '2026-03-12', recipient: 1 });
    expect((await following(database)).map(({ kind }) => kind)).toEqual(['letter-not-arrived']);
    expect(await arrived({ on: '2026-03-14' })).toEqual({ ok: true, value: 1 });
    expect((await following(database))[0]).toMatchObject({ payload: { arrivedOn: '2026-03-14' } });
  });
});

describe('what cannot be is refused', () => {
  test('a letter that was never made', async () => {
    expect(await arrived({ on: '2026-03-12' })).toEqual({ ok: false, refusal: { tag: 'unknown-letter' } });
  });

  test('a recipient whose letter it is not', async () => {
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    expect(await arrived({ on: '2026-03-12', recipient: 2 })).toEqual({
      ok: false,
      refusal: { tag: 'unknown-recipient' },
    });
  });

  test('a day that has not come', async () => {
    await archive(database, [{ debtor: anna, recipient: byHand, address: [] }]);
    expect(await arrived({ on: '2026-03-13', today: '2026-03-12' })).toEqual({
      ok: false,
      refusal: { tag: 'later-than-today', today: '2026-03-12' },
    });
  });

  test('a day before the letter was made', async () => {
    await archive(database, [{ debtor: anna, recipient: byHand, address: [] }]);
    expect(await arrived({ on: '2026-03-09' })).toEqual({
      ok: false,
      refusal: { tag: 'before-the-letter', madeOn: '2026-03-10' },
    });
  });

  test('the return of a letter that was not sent, or not on paper', async () => {
    await archive(database, [
      { debtor: anna, recipient: onPaper },
      { debtor: anna + 1, recipient: digitally },
    ]);
    expect(await returned({ on: '2026-03-12' })).toEqual({ ok: false, refusal: { tag: 'not-sent' } });
    await handOver(database, new OtherSide(), '2026-03-10');
    expect(await returned({ on: '2026-03-12', debtor: anna + 1 })).toEqual({
      ok: false,
      refusal: { tag: 'not-sent' },
    });
  });

  test('the same return a second time', async () => {
    await archive(database, [{ debtor: anna, recipient: onPaper }]);
    await handOver(database, new OtherSide(), '2026-03-10');
    await returned({ on: '2026-03-16' });
    expect(await returned({ on: '2026-03-16' })).toEqual({ ok: false, refusal: { tag: 'already-returned' } });
  });
});
