import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { takeNotArrived } from '../../src/agreements/not-arrived.ts';
import { setLanguage } from '../../src/debtors/language.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, letterOfNotice } from '../../src/kernel/ids.ts';
import { archivedLetter } from '../../src/letters/archive.ts';
import { lettersAbout } from '../../src/letters/delivery-overview.ts';
import { registerArrival } from '../../src/letters/delivery-by-hand.ts';
import { noteNoticesNotArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout, withdrawNotices } from '../../src/letters/notices.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { openItems } from './decisions-town.ts';
import { following, handOver, OtherSide, takeNews } from './letters-on-their-way.ts';
import { registersOf } from './month-town.ts';
import { makeLettersOn, noticeOf, referenceOf, remind, reminderTo } from './notices-town.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  settle,
  TOWN,
  type PreparedTown,
  type TownCopy,
} from './town.ts';

const digital = aDebtor(1);
const onPaper = aDebtor(2).withPerson({ digitalPost: false });
const hidden = aDebtor(3).withPerson({ digitalPost: false, addressProtected: true });
const anna = 100_001;
const bent = 100_002;
const carl = 100_003;

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [digital, onPaper, hidden]);
    await tell(database, '2026-03-01');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** CPR tells of everybody, and something new of some. */
function tell(database: Database, on: string, ...news: readonly Debtor[]) {
  return fetchFor({ database, registers: registersOf(digital, onPaper, hidden, ...news) }, '2026-03', on);
}

const letters = sql<{
  letter: string;
  kind: string;
  language: string;
  title: string;
  decision: string | null;
}>`
  select letter_id::text as letter, kind, language, decision_id::text as decision from letter order by letter_id, language`;
const work = sql<{ state: string; due: string; why: string | null }>`
  select state, to_char(due_at, 'YYYY-MM-DD') as due, last_error as why from due_work where kind = 'notice-letter'
  order by key`;

describe('a reminder', () => {
  test('is written once, however often it is asked for, and its letter is made once', async () => {
    await using database = await town.copy();
    expect(await remind(database, { debtor: anna }, { debtor: bent })).toBe(2);
    expect(await remind(database, { debtor: anna }, { debtor: anna, place: 1 })).toBe(1);
    expect(await makeLettersOn(database, '2026-03-10')).toEqual({ made: 3, refused: [] });
    expect(await makeLettersOn(database, '2026-03-11')).toEqual({ made: 0, refused: [] });
    expect(
      (await rowsOf(database, letters)).map(({ letter, kind, decision }) => [letter, kind, decision]),
    ).toEqual(
      ['1202603100001000010', '1202603100001000011', '1202603100001000020'].map((letter) => [
        letter,
        'reminder',
        null,
      ]),
    );
  });

  test('says what was owed when it was written, whenever its letter is made', async () => {
    await using one = await town.copy();
    await using other = await town.copy();
    for (const database of [one, other]) await remind(database, { debtor: anna });
    await makeLettersOn(one, '2026-03-10');
    await makeLettersOn(other, '2026-03-13');
    const sums = sql`select letter_id::text as letter, sha256, pages from letter`;
    expect(await rowsOf(other, sums)).toEqual(await rowsOf(one, sums));
    const [letter] = await rowsOf(
      one,
      sql<{ model: { letterDate: string; totalOwed: string } }>`select model from letter`,
    );
    expect(letter?.model).toMatchObject({
      kind: 'reminder',
      letterDate: '2026-03-10',
      totalOwed: '1200.00',
      noticeReference: '20260310-100001-0',
      payBy: '2026-03-30',
    });
  });

  test('is made by one of two jobs that work at once', async () => {
    await using database = await town.copy();
    await remind(database, { debtor: anna }, { debtor: bent }, { debtor: carl });
    const [one, two] = await Promise.all([
      makeLettersOn(database, '2026-03-10'),
      makeLettersOn(database, '2026-03-10'),
    ]);
    expect([one.made + two.made, one.refused, two.refused]).toEqual([3, [], []]);
    expect(await rowsOf(database, letters)).toHaveLength(3);
  });

  test('that asks for more or less than its claims is never written', async () => {
    await using database = await town.copy();
    await expect(remind(database, { debtor: anna, told: '1300.00' })).rejects.toThrow(
      /what is left of the claims/,
    );
  });

  test('goes with a translation to one who has asked for English', async () => {
    await using database = await town.copy();
    const choice = {
      debtor: debtorNumber(anna),
      language: 'en',
      by: 'prøve',
      at: morningOf('2026-03-02'),
    } as const;
    await inMunicipality(database, TOWN, (tx) => setLanguage(tx, choice));
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10');
    expect((await rowsOf(database, letters)).map(({ language }) => language)).toEqual(['da', 'en']);
  });

  test('is not written to the dead: a person is told, and it is tried again daily until its deadline', async () => {
    await using database = await town.copy();
    await tell(database, '2026-03-09', digital.withPerson({ status: 90 }));
    await remind(database, { debtor: anna });
    const notMade = { made: 0, refused: [{ letter: '1202603100001000010', refusal: { tag: 'dead' } }] };
    expect(await makeLettersOn(database, '2026-03-10')).toEqual(notMade);
    expect(await rowsOf(database, work)).toEqual([{ state: 'waiting', due: '2026-03-11', why: 'dead' }]);
    expect(await openItems(database)).toEqual(['2026-03 100001 letter-not-made']);
    await tell(database, '2026-03-29', digital);
    expect((await makeLettersOn(database, '2026-03-30')).refused).toEqual([
      { letter: '1202603100001000010', refusal: { tag: 'deadline-passed' } },
    ]);
  });

  test('to one of whom no register has told waits for a person too', async () => {
    await using database = await town.copy();
    await inMunicipality(database, TOWN, async (tx) => {
      await sql`truncate person_record`.execute(tx);
    });
    await remind(database, { debtor: anna });
    expect((await makeLettersOn(database, '2026-03-10')).refused).toMatchObject([
      { refusal: { tag: 'unknown-person' } },
    ]);
  });

  test('that is given up before its letter is made is told to nobody; afterwards it cannot be given up', async () => {
    await using database = await town.copy();
    await remind(database, { debtor: anna }, { debtor: bent });
    const giveUp = (debtor: number) =>
      inMunicipality(database, TOWN, (tx) =>
        withdrawNotices(tx, [reminderTo(debtor)], { on: date('2026-03-10'), why: 'paid' }),
      );
    expect(await giveUp(anna)).toEqual([reminderTo(anna)]);
    expect(await giveUp(anna)).toEqual([]);
    await makeLettersOn(database, '2026-03-10');
    expect((await rowsOf(database, letters)).map(({ letter }) => letter)).toEqual([
      reminderTo(bent).toString(),
    ]);
    expect(await giveUp(bent)).toEqual([]);
  });
});

describe('a reminder on its way', () => {
  test('gives the printed deadline to one who gets it at once, and is no work for anybody', async () => {
    await using database = await town.copy();
    const post = letterDeliveryStandIn({});
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    await takeNews(database, post, '2026-03-11');
    expect(await noticeOf(database, reminderTo(anna))).toMatchObject({
      printedDeadline: '2026-03-30',
      arrivedOn: '2026-03-11',
      deadline: '2026-03-30',
      notArrivedOn: null,
    });
    expect(await following(database)).toEqual([]);
    expect(await takeArrivals({ database, municipality: TOWN, clock: () => morningOf('2026-03-11') })).toBe(
      0,
    );
  });

  test('gives one who gets it late as many days as it says, to an open day', async () => {
    await using database = await town.copy();
    const post = new OtherSide();
    await remind(database, { debtor: bent });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    post.tell({ reference: referenceOf(reminderTo(bent), 'paper'), state: 'sent', on: date('2026-03-17') });
    // Six weekdays after Tuesday 17 March; ten days later is Saturday 4 April, in Easter.
    await takeNews(database, post, '2026-03-25');
    expect(await noticeOf(database, reminderTo(bent))).toMatchObject({
      arrivedOn: '2026-03-25',
      deadline: '2026-04-07',
    });
  });

  test('keeps its day of arrival, whatever is told afterwards', async () => {
    await using database = await town.copy();
    const post = new OtherSide();
    await remind(database, { debtor: bent });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    const reference = referenceOf(reminderTo(bent), 'paper');
    post.tell({ reference, state: 'sent', on: date('2026-03-11') });
    await takeNews(database, post, '2026-03-20');
    post.tell({ reference, state: 'returned', on: date('2026-04-01') });
    await takeNews(database, post, '2026-04-01');
    expect(await noticeOf(database, reminderTo(bent))).toMatchObject({
      arrivedOn: '2026-03-19',
      deadline: '2026-03-30',
      notArrivedOn: '2026-04-01',
    });
  });

  test('that comes back is told to a person, once', async () => {
    await using database = await town.copy();
    const post = new OtherSide();
    await remind(database, { debtor: bent });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    const reference = referenceOf(reminderTo(bent), 'paper');
    post.tell({ reference, state: 'returned', on: date('2026-03-13') });
    await takeNews(database, post, '2026-03-13');
    await takeNews(database, post, '2026-03-14');
    const told = {
      kind: 'notice-not-arrived',
      key: reminderTo(bent).toString(),
      payload: { recipient: 0, trouble: { reason: 'returned', on: '2026-03-13', arrivedOn: null } },
    };
    expect(await following(database)).toEqual([told]);
    expect(await noticeOf(database, reminderTo(bent))).toMatchObject({
      arrivedOn: null,
      deadline: null,
      notArrivedOn: '2026-03-13',
    });
    const seen = await takeNotArrived({ database, municipality: TOWN, clock: () => morningOf('2026-03-14') });
    expect([seen, await openItems(database)]).toEqual([1, [`2026-03 ${bent} letter-not-arrived`]]);
  });

  test('to a protected address waits for a person, and counts from the day that the person brought it', async () => {
    await using database = await town.copy();
    await remind(database, { debtor: carl });
    await makeLettersOn(database, '2026-03-10');
    expect(await following(database)).toMatchObject([
      { kind: 'notice-not-arrived', payload: { trouble: { reason: 'by-hand' } } },
    ]);
    expect(await noticeOf(database, reminderTo(carl))).toMatchObject({ notArrivedOn: null });
    const letter = letterOfNotice(reminderTo(carl));
    const brought = {
      letter,
      recipient: null,
      on: date('2026-03-26'),
      by: 'anna',
      at: morningOf('2026-03-26'),
    };
    expect(await inMunicipality(database, TOWN, (tx) => registerArrival(tx, brought))).toEqual({
      ok: true,
      value: 1,
    });
    expect(await noticeOf(database, reminderTo(carl))).toMatchObject({
      arrivedOn: '2026-03-26',
      deadline: '2026-04-07',
    });
  });

  test('a copy that comes back holds nothing up, and a person looks', async () => {
    await using database = await town.copy();
    const post = new OtherSide();
    await inMunicipality(database, TOWN, (tx) =>
      addRepresentative(tx, {
        debtor: debtorNumber(anna),
        kind: 'power-of-attorney',
        mode: 'copy',
        name: 'Frida Fuldmægtig',
        address: ['Sidevej 1', '9998 Prøveby'],
        cpr: null,
        from: date('2026-03-01'),
        evidence: 'Fuldmagt af 1. marts 2026',
        by: 'prøve',
        at: morningOf('2026-03-02'),
      }),
    );
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    const notice = reminderTo(anna);
    post.tell({ reference: referenceOf(notice, 'digital'), state: 'available', on: date('2026-03-11') });
    post.tell({ reference: referenceOf(notice, 'paper', 1), state: 'returned', on: date('2026-03-16') });
    await takeNews(database, post, '2026-03-17');
    expect(await noticeOf(database, notice)).toMatchObject({ arrivedOn: '2026-03-11', notArrivedOn: null });
    await takeNotArrived({ database, municipality: TOWN, clock: () => morningOf('2026-03-17') });
    expect(await openItems(database)).toEqual(['2026-03 100001 letter-not-arrived']);
  });

  test('to one whose address is protected names a bill by its type alone in the copy of who acts for them, where the bill’s own words may hold it', async () => {
    await using database = await town.copy();
    for (const debtor of [anna, carl])
      await inMunicipality(database, TOWN, (tx) =>
        addRepresentative(tx, {
          debtor: debtorNumber(debtor),
          kind: 'guardian',
          mode: 'copy',
          name: 'Vibeke Værge',
          address: ['Sidevej 1', '9998 Prøveby'],
          cpr: null,
          from: date('2026-03-01'),
          evidence: 'Beskikkelse af 1. marts 2026',
          by: 'prøve',
          at: morningOf('2026-03-02'),
        }),
      );
    await remind(database, { debtor: anna }, { debtor: carl });
    expect(await makeLettersOn(database, '2026-03-10')).toEqual({ made: 2, refused: [] });
    const said = sql<{ said: string }>`
      select debtor_number || ' ' || recipient || ': ' || (model #>> '{claims,0,what}') as said from letter order by 1`;
    expect((await rowsOf(database, said)).map((row) => row.said)).toEqual([
      '100001 0: Madservice',
      '100001 1: Madservice',
      '100003 0: Madservice',
      '100003 1: Kommunal regning',
    ]);
    expect(
      (await readInMunicipality(database, TOWN, (tx) => lettersAbout(tx, debtorNumber(carl)))).map(
        ({ recipient, withoutOwnWords }) => [recipient, withoutOwnWords],
      ),
    ).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test('is part of the debtor’s story', async () => {
    await using database = await town.copy();
    const post = letterDeliveryStandIn({});
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    await takeNews(database, post, '2026-03-11');
    const { story, notices } = await readInMunicipality(database, TOWN, async (tx) => ({
      story: await debtorStory(tx, debtorNumber(anna), date('2026-03-12')),
      notices: await noticesAbout(tx, debtorNumber(anna)),
    }));
    const told = story.ok ? story.value.entries.filter(({ what }) => what.startsWith('letter-')) : [];
    expect(told.map(({ on, what }) => `${on} ${what}`)).toEqual([
      '2026-03-10 letter-made',
      '2026-03-10 letter-sent',
      '2026-03-11 letter-arrived',
    ]);
    expect(notices).toMatchObject([{ notice: reminderTo(anna), claims: [{ owed: 120_000n }] }]);
  });
});

describe('what has been kept of a reminder', () => {
  let database: TownCopy;
  beforeAll(async () => {
    database = await town.copy();
    const post = letterDeliveryStandIn({});
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10');
    await handOver(database, post, '2026-03-10');
    await takeNews(database, post, '2026-03-11');
  });
  afterAll(() => database.close());

  test.each([
    ['what it says', sql`update notice set told = '{}'`],
    ['what it costs', sql`update notice set fee_claim = 1`],
    ['the day it arrived', sql`update notice set arrived_on = '2026-03-12'`],
    ['its deadline', sql`update notice set deadline = '2026-05-01'`],
    ['what was owed', sql`update notice_claim set owed_ore = 1`],
    ['itself', sql`delete from notice`],
  ])('nobody can change or take away: %s', async (_, change) => {
    const changed = inMunicipality(database, TOWN, (tx) => change.execute(tx));
    await expect(changed).rejects.toThrow(/never changed or deleted/);
  });

  test('what is not known yet may still be noted', async () => {
    const noted = inMunicipality(database, TOWN, async (tx) => {
      await sql`update notice set not_arrived_on = '2026-04-01'`.execute(tx);
      return noteNoticesNotArrived(tx, [{ notice: reminderTo(anna), on: date('2026-04-09') }]);
    });
    await expect(noted).resolves.toBeUndefined();
    expect((await noticeOf(database, reminderTo(anna))).notArrivedOn).toBe('2026-04-01');
  });
});

describe('a letter that is kept as its data alone', () => {
  test('is written and checked, has no PDF, and goes to one who brings letters to nobody', async () => {
    await using database = await town.copy();
    const post = letterDeliveryStandIn({});
    await remind(database, { debtor: anna }, { debtor: bent });
    expect(await makeLettersOn(database, '2026-03-10', { keep: 'model-only' })).toEqual({
      made: 2,
      refused: [],
    });
    const letter = await readInMunicipality(database, TOWN, (tx) =>
      archivedLetter(tx, { letter: letterOfNotice(reminderTo(anna)), language: 'da', recipient: null }),
    );
    expect(letter).toMatchObject({ kind: 'reminder', document: null });
    expect(letter?.templateVersion).toMatch(/^reminder-[0-9a-f]{16}$/);
    expect(await handOver(database, post, '2026-03-10')).toMatchObject({ handed: 2, withoutDocument: 0 });
    await takeNews(database, post, '2026-03-11');
    expect((await noticeOf(database, reminderTo(anna))).arrivedOn).toBe('2026-03-11');
  });

  test('has the version that the same letter has on paper', async () => {
    await using one = await town.copy();
    await using other = await town.copy();
    for (const database of [one, other]) await remind(database, { debtor: anna });
    await makeLettersOn(one, '2026-03-10');
    await makeLettersOn(other, '2026-03-10', { keep: 'model-only' });
    const kept = sql`select model::text, template_version from letter`;
    expect(await rowsOf(other, kept)).toEqual(await rowsOf(one, kept));
  });

  test('is handed to nobody who brings letters to people, and does not hold up the others', async () => {
    await using database = await town.copy();
    const post = new OtherSide();
    await remind(database, { debtor: anna });
    await makeLettersOn(database, '2026-03-10', { keep: 'model-only' });
    await remind(database, { debtor: bent });
    await makeLettersOn(database, '2026-03-10');
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 1,
      refused: 0,
      unavailable: 0,
      withoutDocument: 1,
    });
    expect(post.received.map(({ to }) => to.channel)).toEqual(['paper']);
    const left = sql`select state, attempts, last_error as why from due_work where kind = 'delivery' and state <> 'done'`;
    expect(await rowsOf(database, left)).toEqual([
      { state: 'waiting', attempts: 1, why: 'without-document' },
    ]);
  });
});
