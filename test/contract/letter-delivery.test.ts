import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import type { HandedLetter, LetterToHand } from '../../src/letters/delivery-port.ts';
import {
  letterDeliveryStandIn,
  readOutcomes,
  type Outcomes,
} from '../../src/outside/letter-delivery/stand-in.ts';
import {
  archive,
  deliveries,
  digitally,
  following,
  handOver,
  letterTo,
  onPaper,
  reference,
  settleDebtors,
  takeNews,
  withoutLetters,
} from '../integration/letters-on-their-way.ts';
import { morningOf, prepareTown, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';

const DIGITAL: HandedLetter = {
  reference: reference(100_001, 'digital'),
  channel: 'digital',
  handedOn: date('2026-03-10'),
};
const PAPER: HandedLetter = {
  reference: reference(100_002, 'paper'),
  channel: 'paper',
  handedOn: date('2026-03-10'),
};

async function toldOn(day: string, letter: HandedLetter, outcomes: Outcomes = {}): Promise<string[]> {
  const answer = await letterDeliveryStandIn(outcomes).news([letter], morningOf(day));
  if (answer.state === 'unavailable') throw new Error('not told');
  return answer.news.map(({ state, on }) => `${state} ${on}`);
}

describe('the stand-in for Digital Post and the print service', () => {
  test('says that a digital letter is available the day after', async () => {
    expect(await toldOn('2026-03-10', DIGITAL)).toEqual([]);
    expect(await toldOn('2026-03-11', DIGITAL)).toEqual(['available 2026-03-11']);
    expect(await toldOn('2026-12-31', DIGITAL)).toEqual(['available 2026-03-11']);
  });

  test('says that a letter on paper is posted the day after, and no more', async () => {
    expect(await toldOn('2026-12-31', PAPER)).toEqual(['sent 2026-03-11']);
  });

  test('lets the letters of chosen debtors come back, fail or be slow', async () => {
    expect(await toldOn('2026-12-31', PAPER, { 100002: 'returned' })).toEqual([
      'sent 2026-03-11',
      'returned 2026-03-14',
    ]);
    expect(await toldOn('2026-12-31', DIGITAL, { 100001: 'failed' })).toEqual(['failed 2026-03-11']);
    expect(await toldOn('2026-03-19', DIGITAL, { 100001: 'slow' })).toEqual([]);
    expect(await toldOn('2026-03-20', DIGITAL, { 100001: 'slow' })).toEqual(['available 2026-03-20']);
    expect(await toldOn('2026-12-31', PAPER, { 100002: 'slow' })).toEqual(['sent 2026-03-15']);
    expect(await toldOn('2026-12-31', PAPER, { 100001: 'returned' })).toEqual(['sent 2026-03-11']);
  });

  test('has nothing to remember: another one tells the same', async () => {
    const letter: LetterToHand = {
      reference: DIGITAL.reference,
      kind: 'plan',
      to: { channel: 'digital', cpr: cprOf(1) },
      documents: [],
    };
    const one = letterDeliveryStandIn({});
    await one.hand(letter);
    const asked = [DIGITAL, PAPER];
    const at = morningOf('2026-04-01');
    expect(await letterDeliveryStandIn({}).news(asked, at)).toEqual(await one.news(asked, at));
  });

  test('knows a letter that is handed over twice as one', async () => {
    const standIn = letterDeliveryStandIn({});
    const letter = {
      reference: DIGITAL.reference,
      kind: 'plan',
      to: { channel: 'digital', cpr: cprOf(1) },
      documents: [],
    } as const;
    expect([await standIn.hand(letter), await standIn.hand(letter)]).toEqual([
      { state: 'handed' },
      { state: 'handed' },
    ]);
    expect(standIn.taken()).toBe(1);
  });
});

describe('the demo’s file of what goes otherwise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-delivery-'));
  const file = join(folder, 'delivery.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('may be missing: then all goes as usual', async () => {
    expect(await readOutcomes(file)).toEqual({});
  });

  test('names debtors by number, and only what can happen', async () => {
    writeFileSync(file, '{"100123": "returned", "100124": "failed", "100125": "slow"}');
    expect(await readOutcomes(file)).toEqual({ 100123: 'returned', 100124: 'failed', 100125: 'slow' });
    writeFileSync(file, '{"100123": "eaten by the dog"}');
    await expect(readOutcomes(file)).rejects.toThrow();
    writeFileSync(file, '{"6101800001": "returned"}');
    await expect(readOutcomes(file)).rejects.toThrow();
  });
});

describe('letters through the stand-in', () => {
  let town: PreparedTown;
  let database: TownCopy;
  beforeAll(async () => {
    town = await prepareTown((prepared) => settleDebtors(prepared, 12));
    database = await town.copy();
  });
  beforeEach(() => withoutLetters(database));
  afterAll(async () => {
    await database.close();
    await town[Symbol.asyncDispose]();
  });

  test('arrive, come back or go on paper as their debtors’ lives have it', async () => {
    const standIn = letterDeliveryStandIn({ 100002: 'failed', 100004: 'returned' });
    await archive(database, [
      { debtor: 100_001, recipient: digitally },
      { debtor: 100_002, recipient: digitally },
      { debtor: 100_003, recipient: onPaper },
      { debtor: 100_004, recipient: onPaper },
    ]);
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-16', '2026-03-31']) {
      await takeNews(database, standIn, day);
      await handOver(database, standIn, day);
    }
    expect(
      (await deliveries(database)).map(({ channel, state, arrived }) => [channel, state, arrived]),
    ).toEqual([
      ['digital', 'arrived', '2026-03-11'],
      ['digital', 'failed', null],
      ['paper', 'arrived', '2026-03-20'],
      ['paper', 'arrived', '2026-03-19'],
      ['paper', 'returned', null],
    ]);
    const arrivals = (await following(database)).filter(({ kind }) => kind === 'letter-arrived');
    expect(arrivals.map(({ key }) => key)).toEqual(
      [100_001, 100_002, 100_003].map((debtor) => letterTo(debtor).toString()),
    );
  });

  test('reach everyone once, though every third call is not answered and all is told twice and backwards', async () => {
    const standIn = letterDeliveryStandIn({});
    standIn.behave({ unavailableEvery: 3, twiceAndBackwards: true });
    await archive(
      database,
      Array.from({ length: 12 }, (_, index) => ({
        debtor: 100_001 + index,
        recipient: index % 2 === 0 ? digitally : onPaper,
      })),
    );
    for (let day = 10; day <= 31; day++) {
      await handOver(database, standIn, `2026-03-${day}`);
      await takeNews(database, standIn, `2026-03-${day}`);
    }
    expect(standIn.taken()).toBe(12);
    expect((await deliveries(database)).map(({ state }) => state)).toEqual(
      Array.from({ length: 12 }, () => 'arrived'),
    );
    expect((await following(database)).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 12 }, () => 'letter-arrived'),
    );
  });
});
